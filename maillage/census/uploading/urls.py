from django.urls import path

from maillage.census.origins.views import drift
from maillage.census.uploading import views

app_name = "imports"
urlpatterns = [
    path("espace/imports/", views.imports, name="list"),
    path("espace/imports/depots/<int:pk>/", views.upload, name="upload"),
    path("espace/imports/depots/<int:pk>/appliquer/", views.apply, name="apply"),
    path("espace/imports/depots/<int:pk>/abandonner/", views.drop, name="drop"),
    path("espace/imports/depots/<int:pk>/reprendre/", views.restart, name="restart"),
    path("espace/imports/depots/<int:pk>/colonnes/", views.columns, name="columns"),
    path("espace/imports/depots/<int:pk>/a-reparer.csv", views.repair, name="repair"),
    path("espace/imports/<int:pk>/", views.batch, name="batch"),
    path("espace/imports/<int:pk>/a-reparer.csv", views.batch_repair, name="batch_repair"),
    path("espace/imports/<int:pk>/annuler/", views.undo_batch, name="undo"),
    path("espace/imports/<int:pk>/ecart/", drift, name="drift"),
]
