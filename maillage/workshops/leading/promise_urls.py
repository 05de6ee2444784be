from django.urls import path

from maillage.workshops.leading.views import promises

app_name = "promises"
urlpatterns = [
    path("espace/engagements/", promises.register, name="register"),
    path("espace/engagements/nouveau/", promises.promise, name="promise"),
    path("espace/engagements/<int:pk>/", promises.follow, name="follow"),
]
