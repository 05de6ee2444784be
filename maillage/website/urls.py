from django.urls import path

from maillage.website import views

app_name = "website"
urlpatterns = [
    path("", views.home, name="home"),
    path("aide/", views.help, name="help"),
    path("mentions-legales/", views.legal, name="legal"),
    path("accessibilite/", views.accessibility, name="accessibility"),
    path("composants/", views.components, name="components"),
    path("sante/", views.health, name="health"),
    path("robots.txt", views.robots, name="robots"),
]
