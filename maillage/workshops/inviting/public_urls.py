from django.urls import path

from maillage.workshops.inviting import coming

app_name = "coming"
urlpatterns = [
    path("venir/<str:token>/", coming.page, name="page"),
    path("venir/<str:token>/agenda.ics", coming.ics, name="ics"),
]
