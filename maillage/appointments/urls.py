"""Members' pages of the agenda: /espace/…, always in French. Each part has its own names."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("maillage.appointments.desk.urls")),
    path("", include("maillage.appointments.mediating.urls")),
    path("", include("maillage.appointments.calendars.urls")),
    path("", include("maillage.appointments.telling.urls")),
]
