"""Members' pages: the data of one person, and the papers of data protection."""

from django.urls import path

from maillage.referrals.protecting.views import members, papers

app_name = "protecting"
urlpatterns = [
    path("espace/donnees-personnelles/", papers.home, name="home"),
    path("espace/donnees-personnelles/registre/", papers.register, name="register"),
    path("espace/donnees-personnelles/impact/", papers.impact, name="impact"),
]
for kind, number in (("fiches", "uuid"), ("parcours", "int")):
    start, told = f"espace/{kind}/<{number}:pk>/donnees/", {"kind": kind}
    urlpatterns += [
        path(start, members.data, told, name=f"{kind}_data"),
        path(f"{start}effacer/", members.erase, told, name=f"{kind}_erase"),
        path(f"{start}export.<slug:file>", members.export, told, name=f"{kind}_export"),
    ]
