from django.urls import path

from maillage.census.history import views

app_name = "history"
urlpatterns = [
    path("espace/lieux/<slug:slug>/histoire/", views.timeline, name="timeline"),
    path("espace/lieux/<slug:slug>/histoire/<int:pk>/", views.revert, name="revert"),
]
