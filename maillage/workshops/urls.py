"""Members' pages: /espace/…, always in French. Each part has its own names."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("maillage.workshops.leading.urls")),
    path("", include("maillage.workshops.leading.promise_urls")),
    path("", include("maillage.workshops.inviting.urls")),
    path("", include("maillage.workshops.minutes.urls")),
]
