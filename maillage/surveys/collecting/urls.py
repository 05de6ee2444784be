"""By the link alone: no account, always in French. /porte/<token>/ is kept for the day without network."""

from django.urls import path

from maillage.surveys.collecting import views

app_name = "collecting"
urlpatterns = [
    path("porte/<str:token>/", views.page, name="page"),
    path("porte/<str:token>/donnees.json", views.data, name="data"),
    path("porte/<str:token>/envoi/", views.sending, name="sending"),
    path("porte/<str:token>/simple/", views.plain, name="plain"),
]
