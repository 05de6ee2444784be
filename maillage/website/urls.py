from django.urls import path

from maillage.website import views
from maillage.website.offline import views as offline

app_name = "website"
urlpatterns = [
    path("", views.home, name="home"),
    path("aide/", views.help, name="help"),
    path("mentions-legales/", views.legal, name="legal"),
    path("accessibilite/", views.accessibility, name="accessibility"),
    path("code-source/", views.source, name="source"),
    path("code-source/maillage.tar.gz", views.source_archive, name="source_archive"),
    path("code-source/licence.txt", views.licence, name="licence"),
    path("composants/", views.components, name="components"),
    path("sante/", views.health, name="health"),
    path("robots.txt", views.robots, name="robots"),
    path("manifest.webmanifest", offline.manifest, name="manifest"),
    path("hors-ligne/", offline.offline, name="offline"),
    path("hors-ligne/lieux.json", offline.directory, name="offline_directory"),
]
