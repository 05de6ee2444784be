from django.urls import path

from maillage.appointments.telling import views

app_name = "telling"
urlpatterns = [path("r/<str:word>", views.short, name="short")]  # short: it travels in messages of 160 signs
