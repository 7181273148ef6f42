"""The addresses of reach."""

from django.urls import path

from luodi.desk.reach import funnel_views, invite_views, views

app_name = "reach"

urlpatterns = [
    path("subscriptions/", views.subscriptions, name="subscriptions"),
    path("subscriptions/stop/<str:token>/", views.stop, name="stop"),
    path("inbox/", views.inbox, name="inbox"),
    path("inbox/<int:id>/", views.letter, name="letter"),
    path("invitations/<int:id>/", views.invitation, name="invitation"),
    path("reach/", funnel_views.front, name="front"),
    path("reach/reach.xlsx", funnel_views.sheet, name="sheet"),
    path("reach/documents/<slug:id>/", funnel_views.document, name="document"),
    path("reach/invite/", invite_views.benefits, name="benefits"),
    path("reach/invite/<slug:id>/", invite_views.benefit, name="benefit"),
]
