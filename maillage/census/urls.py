"""Members' pages of the census: /espace/…, always in French. Each part has its own names."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("maillage.census.origins.urls")),
    path("", include("maillage.census.uploading.urls")),
    path("", include("maillage.census.duplicates.urls")),
    path("", include("maillage.census.editing.urls")),
    path("", include("maillage.census.history.urls")),
    path("", include("maillage.census.proposals.urls")),
    path("", include("maillage.census.structures.urls")),
    path("", include("maillage.census.quality.urls")),
    path("", include("maillage.census.verifying.urls")),
]
