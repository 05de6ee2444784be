from django.urls import path

from maillage.census.verifying.views import link

app_name = "verifying"
urlpatterns = [
    path("verifier/<str:token>/", link.page, name="page"),
    path("verifier/<str:token>/exact/", link.confirm, name="confirm"),
    path("verifier/<str:token>/<int:line>/changer/", link.correct, name="correct"),
    path("verifier/<str:token>/<int:line>/ferme/", link.closed, name="closed"),
    path("verifier/<str:token>/ne-plus-relancer/", link.stop, name="stop"),
    path("verifier/<str:token>/nouveau-lien/", link.renew, name="renew"),
]
