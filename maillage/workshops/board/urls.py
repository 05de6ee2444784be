from django.urls import path

from maillage.workshops.board import views

app_name = "board"
urlpatterns = [
    path("rencontres/", views.meetings, name="meetings"),
    path("rencontres/<int:pk>/", views.meeting, name="meeting"),
    path("rencontre/<str:code>/", views.board, name="board"),
    path("rencontre/<str:code>/mur/", views.wall, name="wall"),
]
