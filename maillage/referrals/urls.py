"""Members' pages: /espace/…, always in French. Each part has its own names."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("maillage.referrals.counting.urls")),
    path("", include("maillage.referrals.holding.urls")),
    path("", include("maillage.referrals.pathways.urls")),
    path("", include("maillage.referrals.protecting.urls")),
    path("", include("maillage.referrals.writing.urls")),
]
