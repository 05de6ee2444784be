from django.urls import path

from maillage.website.workspace import views

app_name = "workspace"
urlpatterns = [path("espace/", views.today, name="today")]
