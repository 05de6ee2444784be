from django.urls import path, re_path

from maillage.core.access import make_public
from maillage.opendata import views
from maillage.opendata.api import api, unknown

app_name = "opendata"
api_patterns, _api_app, _api_namespace = api.urls

urlpatterns = [
    path("donnees/", views.downloads, name="downloads"),
    path("donnees/schema/", views.schema, name="schema"),
    path("donnees/schema/<slug:name>.json", views.schema_file, name="schema-file"),
    path("donnees/lieux-hors-export.csv", views.left_out, name="left-out"),
    path("donnees/lieux.<slug:kind>", views.download, name="download"),
    *make_public([path("api/", unknown, name="api-nothing")]),
    path("api/", (make_public(api_patterns), _api_app, _api_namespace)),
    *make_public([re_path(r"^api/[\s\S]*\Z", unknown, name="api-unknown")]),
]
