"""What everyone may open: the city's week, booking, tickets. In every language."""

from django.urls import URLResolver, include, path

urlpatterns: list[URLResolver] = [
    path("", include("maillage.appointments.week.urls")),
    path("", include("maillage.appointments.booking.urls")),
]
