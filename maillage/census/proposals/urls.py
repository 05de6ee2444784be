from django.urls import path

from maillage.census.proposals import views

app_name = "proposals"
urlpatterns = [
    path("espace/propositions/", views.waiting, name="waiting"),
    path("espace/propositions/<int:pk>/", views.proposal, name="proposal"),
    path("espace/signalements/<int:pk>/", views.one_report, name="report"),
    path("espace/avis/", views.opinions, name="opinions"),
]
