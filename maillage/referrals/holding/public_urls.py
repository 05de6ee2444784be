"""The sheet in the hand of the person, in every language. `key`: the code to scan, or the one to say once its PIN is
given."""

from django.urls import path

from maillage.referrals.holding.views import bearer

app_name = "sheet"
urlpatterns = [
    path("fiche/", bearer.enter, name="enter"),
    path("fiche/<str:key>/", bearer.sheet, name="sheet"),
    path("fiche/<str:key>/avis/", bearer.say, name="say"),
    path("fiche/<str:key>/retirer/", bearer.withdraw, name="withdraw"),
    path("fiche/<str:key>/rendez-vous/", bearer.moment, name="moment"),
    path("fiche/<str:key>/agenda/", bearer.book, name="book"),
    path("fiche/<str:key>/accueil/", bearer.desk, name="desk"),
]
