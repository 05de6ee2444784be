from django.urls import path

from maillage.referrals.pathways.views import beginning, following, steps

app_name = "pathways"
urlpatterns = [
    path("espace/parcours/", following.mine, name="list"),
    path("espace/parcours/nouveau/", beginning.begin, name="begin"),
    path("espace/parcours/<int:pk>/", following.pathway, name="pathway"),
    path("espace/parcours/<int:pk>/papier/", following.paper, name="paper"),
    path("espace/parcours/<int:pk>/papier/refaire/", following.renew, name="renew"),
    path("espace/parcours/<int:pk>/etape/", steps.add, name="add"),
    path("espace/parcours/<int:pk>/terminer/", following.end, name="end"),
    path("espace/parcours/<int:pk>/reprendre/", following.reopen, name="reopen"),
    path("espace/parcours/etapes/<int:pk>/", steps.step, name="step"),
    path("espace/parcours/etapes/<int:pk>/fait/", steps.done, name="done"),
]
