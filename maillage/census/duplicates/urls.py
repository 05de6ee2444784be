from django.urls import path

from maillage.census.duplicates import views

app_name = "duplicates"
PAIR = "espace/doublons/<slug:one>/<slug:other>/"
urlpatterns = [
    path("espace/doublons/", views.proposed, name="list"),
    path("espace/doublons/decisions/", views.decisions, name="decisions"),
    path("espace/doublons/decisions/<int:pk>/annuler/", views.reconsider, name="reconsider"),
    path(PAIR, views.pair, name="pair"),
    path(f"{PAIR}deux-lieux/", views.apart, name="apart"),
    path(f"{PAIR}heberge/", views.host, name="host"),
]
