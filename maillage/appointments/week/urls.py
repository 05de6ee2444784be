from django.urls import path

from maillage.appointments.week import views

app_name = "agenda"
urlpatterns = [path("agenda/", views.week, name="week")]
