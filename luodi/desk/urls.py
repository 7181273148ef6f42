"""The addresses of the desk."""

from django.conf import settings
from django.urls import include, path

urlpatterns = [
    path("", include("luodi.desk.portal.urls")),
    path("", include("luodi.desk.cases.urls")),
    path("", include("luodi.desk.reach.urls")),
    path("voices/", include("luodi.desk.hotline.urls")),
    path("licences/", include("luodi.desk.licences.urls")),
    path("appointments/", include("luodi.desk.appointments.urls")),
    path("board/", include("luodi.desk.board.urls")),
    path("api/", include("luodi.desk.api.urls")),
    path("drafting/", include("luodi.desk.drafting.urls")),
]
if settings.LUODI_OIDC:
    urlpatterns += [path("sign-in/single/", include("mozilla_django_oidc.urls"))]
handler400 = "luodi.desk.portal.views.unreadable"
handler403 = "luodi.desk.portal.views.not_yours"
handler404 = "luodi.desk.portal.views.missing"
handler500 = "luodi.desk.portal.views.broken"
