from django.urls import path

from maillage.census.editing.sections import FORMS
from maillage.census.editing.views import creating, devices, offers, opening, position, sheet

app_name = "editing"
PLACE = "espace/lieux/<slug:slug>/"
urlpatterns = [
    path("espace/lieux/", sheet.mine, name="mine"),
    path("espace/lieux/nouveau/", creating.new, name="new"),
    path(PLACE, sheet.sheet, name="place"),
    path(f"{PLACE}horaires/", opening.week, name="horaires"),
    path(f"{PLACE}horaires/texte/", opening.text, name="hours_text"),
    path(f"{PLACE}fermetures/", opening.closures, name="fermetures"),
    path(f"{PLACE}fermetures/retirer/", opening.reopen, name="reopen"),
    path(f"{PLACE}materiel/", devices.devices, name="materiel"),
    path(f"{PLACE}materiel/etat/", devices.state, name="device_state"),
    path(f"{PLACE}materiel/<slug:key>/", devices.device, name="device"),
    path(f"{PLACE}actions/", offers.offers, name="actions"),
    path(f"{PLACE}actions/nouvelle/", offers.new_offer, name="new_offer"),
    path(f"{PLACE}actions/<slug:key>/", offers.offer, name="offer"),
    path(f"{PLACE}actions/<slug:key>/arreter/", offers.stop, name="stop_offer"),
    path(f"{PLACE}position/", position.position, name="position"),
    *(path(f"{PLACE}{key}/", sheet.section, {"key": key}, name=key) for key in FORMS),
]
