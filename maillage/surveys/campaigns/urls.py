from django.urls import path

from maillage.surveys.campaigns.views import campaigns, conflicts, rounds

app_name = "campaigns"
urlpatterns = [
    path("espace/enquetes/", campaigns.campaigns, name="campaigns"),
    path("espace/enquetes/campagnes/nouvelle/", campaigns.create, name="create"),
    path("espace/enquetes/campagnes/<int:pk>/", campaigns.campaign, name="campaign"),
    path("espace/enquetes/campagnes/<int:pk>/modifier/", campaigns.change, name="change"),
    path("espace/enquetes/campagnes/<int:pk>/terminer/", campaigns.end, name="end"),
    path("espace/enquetes/campagnes/<int:pk>/actualiser/", campaigns.publish, name="publish"),
    path("espace/enquetes/campagnes/<int:pk>/tournees/", rounds.rounds, name="rounds"),
    path("espace/enquetes/campagnes/<int:pk>/binomes/", rounds.open_link, name="open_link"),
    path("espace/enquetes/binomes/<int:pk>/nouveau-lien/", rounds.renew_link, name="renew_link"),
    path("espace/enquetes/binomes/<int:pk>/retirer/", rounds.revoke_link, name="revoke_link"),
    path("espace/enquetes/tournees/<int:pk>/", rounds.change_round, name="round"),
    path("espace/enquetes/tournees/<int:pk>/papier/", rounds.paper, name="paper"),
    path("espace/enquetes/a-verifier/", conflicts.conflicts, name="conflicts"),
    path("espace/enquetes/a-verifier/<int:pk>/", conflicts.settle, name="settle"),
]
