from django.urls import path

from maillage.census.verifying.views import campaigns, link, members

app_name = "verifying"
urlpatterns = [
    path("verifier/<str:token>/", link.page, name="page"),
    path("verifier/<str:token>/exact/", link.confirm, name="confirm"),
    path("verifier/<str:token>/<int:line>/changer/", link.correct, name="correct"),
    path("verifier/<str:token>/<int:line>/ferme/", link.closed, name="closed"),
    path("verifier/<str:token>/rythme/", link.rhythm, name="link_rhythm"),
    path("verifier/<str:token>/ne-plus-relancer/", link.stop, name="stop"),
    path("verifier/<str:token>/nouveau-lien/", link.renew, name="renew"),
    path("espace/verifications/", members.mine, name="mine"),
    path("espace/verifications/<slug:slug>/", members.place, name="place"),
    path("espace/verifications/<slug:slug>/changer/", members.correct, name="place_correct"),
    path("espace/verifications/<slug:slug>/rythme/", members.rhythm, name="rhythm"),
    path("espace/campagnes/", campaigns.campaigns, name="campaigns"),
    path("espace/campagnes/nouvelle/", campaigns.new, name="new"),
    path("espace/campagnes/<int:pk>/", campaigns.campaign, name="campaign"),
    path("espace/campagnes/<int:pk>/liste/", campaigns.call_list, name="call_list"),
    path("espace/campagnes/<int:pk>/clore/", campaigns.close, name="close"),
    path("espace/demandes/<int:pk>/", campaigns.one_request, name="request"),
    path("espace/demandes/<int:pk>/retirer-les-liens/", campaigns.revoke, name="revoke"),
    path("espace/demandes/<int:pk>/ne-plus-relancer/", campaigns.leave_alone, name="leave_alone"),
]
