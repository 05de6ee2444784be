from django.urls import path

from maillage.appointments.mediating.views import absences, adding, day, diaries, month, publishing, series, workshops

app_name = "mediating"
urlpatterns = [
    path("espace/agenda/", day.my_day, name="day"),
    path("espace/agenda/rendez-vous/<int:pk>/", day.say, name="say"),
    path("espace/agenda/rendez-vous/<int:pk>/fait/", day.note, name="note"),
    path("espace/agenda/<int:pk>/passage/", day.passing, name="passing"),
    path("espace/agenda/<int:pk>/ajouter/", adding.add, name="add"),
    path("espace/agenda/publier/", publishing.publish, name="publish"),
    path("espace/agenda/horaires/", diaries.diaries, name="diaries"),
    path("espace/agenda/<int:pk>/reglages/", diaries.settings, name="settings"),
    path("espace/agenda/plages/<int:pk>/", series.series, name="series"),
    path("espace/agenda/plages/<int:pk>/arreter/", series.stop, name="stop"),
    path("espace/agenda/plages/<int:pk>/a-prevenir/", series.cancel_left, name="cancel_left"),
    path("espace/agenda/plages/<int:pk>/<str:day>/", series.occurrence, name="occurrence"),
    path("espace/agenda/absences/", absences.absences, name="absences"),
    path("espace/agenda/absences/<int:pk>/retirer/", absences.back, name="back"),
    path("espace/agenda/ateliers/", workshops.workshops, name="workshops"),
    path("espace/agenda/ateliers/nouveau/", workshops.create, name="create_workshop"),
    path("espace/agenda/ateliers/<int:pk>/", workshops.workshop, name="workshop"),
    path("espace/agenda/ateliers/<int:pk>/places/", workshops.seats, name="seats"),
    path("espace/agenda/ateliers/<int:pk>/annuler/", workshops.cancel, name="cancel_workshop"),
    path("espace/agenda/seances/<int:pk>/", workshops.session, name="session"),
    path("espace/agenda/seances/<int:pk>/deplacer/", workshops.move, name="move_session"),
    path("espace/agenda/seances/<int:pk>/annuler/", workshops.cancel_session, name="cancel_session"),
    path("espace/agenda/mois/", month.month, name="month"),
    path("espace/agenda/mois.csv", month.export, name="export"),
]
