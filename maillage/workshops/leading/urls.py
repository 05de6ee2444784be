from django.urls import path

from maillage.workshops.leading.views import boards, cards, meetings

app_name = "meetings"
urlpatterns = [
    path("espace/rencontres/", meetings.meetings, name="list"),
    path("espace/rencontres/nouvelle/", meetings.create, name="create"),
    path("espace/rencontres/<int:pk>/", meetings.meeting, name="meeting"),
    path("espace/rencontres/<int:pk>/suivante/", meetings.next_edition, name="next"),
    path("espace/rencontres/<int:pk>/modifier/", meetings.change, name="change"),
    path("espace/rencontres/<int:pk>/clore/", meetings.close, name="close"),
    path("espace/rencontres/<int:pk>/ordre-du-jour/", meetings.agenda, name="agenda"),
    path("espace/rencontres/<int:pk>/presences/", meetings.attendance, name="attendance"),
    path("espace/rencontres/<int:pk>/tables/", meetings.tables, name="tables"),
    path("espace/rencontres/<int:pk>/tables/<int:number>/", meetings.table, name="table"),
    path("espace/rencontres/<int:pk>/depuis/", meetings.since, name="since"),
    path("espace/rencontres/<int:pk>/ressemblances/", cards.alike, name="alike"),
    path("espace/tableaux/<int:pk>/", boards.board, name="board"),
    path("espace/tableaux/<int:pk>/mur/", boards.wall, name="wall"),
    path("espace/tableaux/<int:pk>/telephones/", boards.phones, name="phones"),
    path("espace/tableaux/<int:pk>/affiche/", boards.poster, name="poster"),
    path("espace/tableaux/<int:pk>/retenir/", boards.describe, name="describe"),
    path("espace/cartes/<int:pk>/", cards.card, name="card"),
    path("espace/cartes/<int:pk>/cacher/", cards.hide, name="hide"),
    path("espace/cartes/<int:pk>/engagement/", cards.become_promise, name="become_promise"),
    path("espace/cartes/<int:pk>/action/", cards.become_offer, name="become_offer"),
    path("espace/cartes/<int:pk>/seule/", cards.leave_group, name="leave_group"),
]
