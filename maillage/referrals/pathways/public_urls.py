from django.urls import path

from maillage.referrals.pathways.views import person

app_name = "pathway"
urlpatterns = [
    path("parcours/", person.enter, name="enter"),
    path("parcours/<str:key>/", person.mine, name="mine"),
]
