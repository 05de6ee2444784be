from django.urls import path

from maillage.workshops.inviting import views

app_name = "inviting"
urlpatterns = [
    path("espace/rencontres/<int:pk>/inviter/", views.invite, name="invite"),
    path("espace/rencontres/<int:pk>/prevenir/", views.tell_change, name="tell_change"),
    path("espace/rencontres/<int:pk>/annuler/", views.cancel, name="cancel"),
    path("espace/rencontres/<int:pk>/venir/<int:organisation>/", views.answer, name="answer"),
]
