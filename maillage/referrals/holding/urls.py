"""The place that answers. In French, and outside the languages' addresses."""

from django.urls import path

from maillage.referrals.holding.views import desk

app_name = "holding"
urlpatterns = [
    path("fiche/recue/<str:token>/", desk.received, name="received"),
    path("fiche/repondre/<str:code>/", desk.desk, name="desk"),
    path("espace/fiches/<uuid:pk>/repondre/", desk.answer, name="answer"),
]
