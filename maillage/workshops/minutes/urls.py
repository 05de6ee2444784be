from django.urls import path

from maillage.workshops.minutes import views

app_name = "minutes"
urlpatterns = [
    path("espace/rencontres/<int:pk>/compte-rendu/", views.minutes, name="page"),
    path("espace/rencontres/<int:pk>/compte-rendu.pdf", views.as_pdf, name="pdf"),
    path("espace/rencontres/<int:pk>/compte-rendu.odt", views.as_odt, name="odt"),
]
