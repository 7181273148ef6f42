"""The addresses of the public face."""

from django.urls import path, register_converter

from luodi.desk.portal import asking_views, away_views, signing_views, views

app_name = "portal"


class FactName:
    """A fact's name as it stands in an address: Han or Latin letters, digits, `_`."""

    regex = r"[\w]+"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(FactName, "name")

urlpatterns = [
    path("", views.front, name="front"),
    path("search/", views.search_page, name="search"),
    path("documents/", views.library, name="library"),
    path("documents/<slug:id>/", views.document, name="document"),
    path("measures/<slug:id>/", views.measure_page, name="measure"),
    path("about/", views.about, name="about"),
    path("day/", views.day_page, name="day"),
    path("sign-in/", signing_views.sign_in, name="sign_in"),
    path("sign-in/code/", signing_views.code, name="code"),
    path("sign-in/phone/", signing_views.enrol_phone, name="enrol"),
    path("sign-out/", signing_views.sign_out, name="sign_out"),
    path("sign-out/everywhere/", signing_views.sign_out_all, name="sign_out_all"),
    path("account/", signing_views.account, name="account"),
    path("account/away/", away_views.away, name="away"),
    path("account/password/", signing_views.password, name="password"),
    path("ask/", asking_views.choose, name="ask"),
    path("ask/<name:subject>/", asking_views.start, name="start"),
    path("ask/<name:subject>/next/", asking_views.next_page, name="next"),
    path("ask/<name:subject>/all/", asking_views.all_questions, name="all"),
    path("ask/<name:subject>/result/", asking_views.result_page, name="result"),
    path("ask/<name:subject>/musts/", asking_views.musts_page, name="musts"),
    path("ask/<name:subject>/clear/", asking_views.clear, name="clear"),
    path("ask/<name:subject>/sample/", asking_views.sample, name="sample"),
    path("ask/<name:subject>/own/", asking_views.own, name="own"),
    path("ask/<name:subject>/question/<name:fact>/", asking_views.question, name="question"),
]
