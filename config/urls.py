from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

handler400 = "maillage.website.views.bad_request"
handler403 = "maillage.website.views.forbidden"
handler404 = "maillage.website.views.not_found"
handler500 = "maillage.website.views.server_error"

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("maillage.territory.urls")),
    path("", include("maillage.opendata.urls")),
    path("", include("maillage.website.offline.urls")),
    path("", include("maillage.accounts.urls")),
    path("", include("maillage.network.team.urls")),
    path("", include("maillage.network.oidc.urls")),
    path("", include("maillage.census.urls")),
    path("", include("maillage.appointments.urls")),
    path("", include("maillage.surveys.urls")),
    path("", include("maillage.workshops.urls")),
    path("", include("maillage.referrals.urls")),
    path("", include("maillage.diagnosis.urls")),
    path("", include("maillage.website.workspace.urls")),
    *i18n_patterns(  # /lieux/ in French, /ar/lieux/ in Arabic
        path("", include("maillage.places.urls")),
        path("", include("maillage.census.proposals.public_urls")),
        path("", include("maillage.appointments.public_urls")),
        path("", include("maillage.surveys.public_urls")),
        path("", include("maillage.workshops.public_urls")),
        path("", include("maillage.referrals.public_urls")),
        path("", include("maillage.orientation.urls")),
        path("", include("maillage.website.urls")),
        prefix_default_language=False,
    ),
]
