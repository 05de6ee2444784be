"""What everyone may read, and what the bearer of a paper may ask."""

from django.urls import path

from maillage.referrals.protecting.views import bearer, papers

app_name = "privacy"
urlpatterns = [
    path("donnees-personnelles/", papers.notice, name="notice"),
    path("fiche/<str:key>/donnees/", bearer.data, name="data"),
    path("fiche/<str:key>/donnees/copie/", bearer.export, name="export"),
    path("fiche/<str:key>/donnees/effacer/", bearer.erase, name="erase"),
]
