from django.urls import path

from maillage.diagnosis.following import views

app_name = "gaps"
urlpatterns = [
    path("diagnostic/manques/", views.gaps, name="list"),
    path("diagnostic/manques/<int:pk>/", views.gap, name="gap"),
    path("espace/diagnostic/manques/nouveau/", views.new, name="new"),
    path("espace/diagnostic/manques/carte/<int:pk>/", views.from_card, name="from_card"),
    path("espace/diagnostic/manques/<int:pk>/preuve/", views.evidence, name="evidence"),
    path("espace/diagnostic/manques/<int:pk>/porteur/", views.take, name="take"),
    path("espace/diagnostic/manques/<int:pk>/action/", views.act, name="act"),
    path("espace/diagnostic/manques/<int:pk>/fin/", views.end, name="end"),
    path("espace/diagnostic/manques/<int:pk>/visible/", views.show, name="show"),
    path("espace/diagnostic/manques/<int:pk>/rouvrir/", views.reopen, name="reopen"),
    path("espace/diagnostic/actions/<int:pk>/", views.progress, name="progress"),
    path("espace/diagnostic/public/", views.count, name="count"),
    path("espace/diagnostic/besoin/", views.need, name="need"),
]
