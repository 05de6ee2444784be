"""What everyone may open, in every language."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("maillage.referrals.holding.public_urls")),
    path("", include("maillage.referrals.pathways.public_urls")),
    path("", include("maillage.referrals.protecting.public_urls")),
]
