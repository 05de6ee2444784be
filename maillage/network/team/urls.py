from django.urls import path

from maillage.network.team import joining, views

app_name = "team"
urlpatterns = [
    path("invitation/<str:token>/", joining.invitation, name="invitation"),
    path("espace/compte/supprimer/", joining.close_account, name="close_account"),
    path("espace/compte/proteger/", joining.protect, name="protect"),
    path("espace/equipe/", views.teams, name="teams"),
    path("espace/equipe/membre/<int:pk>/role/", views.change_role, name="change_role"),
    path("espace/equipe/membre/<int:pk>/retirer/", views.remove, name="remove"),
    path("espace/equipe/invitation/<int:pk>/retirer/", views.withdraw, name="withdraw"),
    path("espace/equipe/<slug:slug>/", views.team, name="team"),
    path("espace/equipe/<slug:slug>/inviter/", views.invite, name="invite"),
    path("espace/equipe/<slug:slug>/papier/", views.welcome_on_paper, name="paper"),
    path("espace/equipe/<slug:slug>/papier/<int:pk>/", views.renew_paper, name="renew_paper"),
    path("espace/equipe/<slug:slug>/papier/<int:pk>/arreter/", views.stop_paper, name="stop_paper"),
    path("espace/equipe/<slug:slug>/remettre/<int:pk>/", views.restore, name="restore"),
]
