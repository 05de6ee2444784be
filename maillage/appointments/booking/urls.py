"""Booking and its ticket, in every language. A token is long and drawn at random: who has it holds the ticket."""

from django.urls import path

from maillage.appointments.booking import ticket_views, views, workshops

app_name = "booking"
urlpatterns = [
    path("rendez-vous/", views.start, name="start"),
    path("rendez-vous/chez/<slug:slug>/", views.moments, name="moments"),
    path("rendez-vous/chez/<slug:slug>/pour/", views.for_moment, name="for_moment"),
    path("rendez-vous/atelier/<int:pk>/", workshops.workshop, name="workshop"),
    path("rendez-vous/atelier/<int:pk>/pour/", workshops.for_workshop, name="for_workshop"),
    path("rendez-vous/<str:token>/", ticket_views.ticket, name="ticket"),
    path("rendez-vous/<str:token>/ticket.pdf", ticket_views.paper, name="paper"),
    path("rendez-vous/<str:token>/annuler/", ticket_views.cancel, name="cancel"),
    path("rendez-vous/<str:token>/deplacer/", ticket_views.move, name="move"),
    path("rendez-vous/<str:token>/reponse/", workshops.answer, name="answer"),
]
