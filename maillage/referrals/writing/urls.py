from django.urls import path

from maillage.referrals.writing.views import following, meeting, papers, writing

app_name = "writing"
urlpatterns = [
    path("espace/fiches/", following.sheets, name="list"),
    path("espace/fiches/nouvelle/", writing.write, name="write"),
    path("espace/fiches/<uuid:pk>/", following.sheet, name="sheet"),
    path("espace/fiches/<uuid:pk>/papier/", papers.paper, name="paper"),
    path("espace/fiches/<uuid:pk>/papier.pdf", papers.pdf, name="pdf"),
    path("espace/fiches/<uuid:pk>/papier/refaire/", papers.renew, name="renew"),
    path("espace/fiches/<uuid:pk>/rendez-vous/", meeting.moment, name="moment"),
    path("espace/fiches/<uuid:pk>/ailleurs/", writing.elsewhere, name="elsewhere"),
    path("espace/fiches/<uuid:pk>/retirer/", following.withdraw, name="withdraw"),
]
