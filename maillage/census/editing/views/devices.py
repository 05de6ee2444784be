"""The devices of a place: broken or working again in one tap, then the details."""

from django.http import Http404
from django.views.decorators.http import require_http_methods, require_POST

from maillage.census.editing import actions, showing
from maillage.census.editing.forms.devices import DeviceForm, NewDeviceForm
from maillage.census.editing.revisions import THEIRS, ChangedMeanwhile, kept, revision, seen_in, settled
from maillage.census.editing.views.common import ask_again, done, editable, page
from maillage.network.rules import acting
from maillage.places import actions as places
from maillage.places.enums import EquipmentKind, EquipmentState
from maillage.places.presenting import term

ONE_TAP = (EquipmentState.BROKEN, EquipmentState.WORKING)
BACK = {"fiche": "editing:place", "materiel": "editing:materiel"}


@require_http_methods(["GET", "HEAD", "POST"])
def devices(request, slug):
    """The list, and one more device."""
    place = editable(request, slug)
    present = {row.kind for row in place.equipment.all()}
    form = NewDeviceForm(request.POST or None, present=present)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        row = {"kind": told["kind"], "count": told["count"], "state": EquipmentState.WORKING.value}
        saved = actions.change_rows(
            place, name="equipment", change=lambda rows: [*_others(rows, told["kind"]), row], actor=acting(request)
        )
        return done(request, place, saved, to="editing:materiel")
    return page(request, "census/editing/devices.html", place, form=form, devices=showing.devices(place))


def _others(rows: list[dict], kind: str) -> list[dict]:
    return [row for row in rows if row["kind"] != kind]


@require_POST
def state(request, slug):
    """One tap: it is broken, it works again. Whoever taps twice changes nothing."""
    place = editable(request, slug)
    kind, wanted = request.POST.get("kind"), request.POST.get("state")
    back = BACK.get(request.POST.get("retour", ""), "editing:materiel")
    if wanted not in ONE_TAP:
        return done(request, place, actions.Saved(), to=back)

    def tapped(rows):
        return [{**row, "state": wanted} if row["kind"] == kind else row for row in rows]

    saved = actions.change_rows(place, name="equipment", change=tapped, actor=acting(request))
    return done(request, place, saved, to=back)


@require_http_methods(["GET", "HEAD", "POST"])
def device(request, slug, key):
    """How many, in what state, what to know; or no longer there."""
    place, kind = editable(request, slug), showing.device_kind(key)
    row = next((one for one in places.told_rows(place, "equipment") if one["kind"] == kind), None)
    if row is None:
        raise Http404
    form = DeviceForm(request.POST or None, initial=row)
    if request.method == "POST" and ("retirer" in request.POST or form.is_valid()):
        return _save(request, place, None if "retirer" in request.POST else form.row(kind), row)
    context = {"form": form, "name": term(EquipmentKind, kind), "seen": revision([row])}
    return page(request, "census/editing/device.html", place, **context)


def _save(request, place, wanted: dict | None, shown: dict):
    if kept(request.POST, "equipment") == THEIRS:
        return done(request, place, actions.Saved(), to="editing:materiel")
    seen, kind = seen_in(request.POST).get("equipment", ""), shown["kind"]

    def change(rows):
        if wanted:
            now = [one for one in rows if one["kind"] == kind]
            settled({"equipment": now}, {"equipment": places.told([wanted], "equipment")}, {"equipment": seen})
        return [*_others(rows, kind), wanted] if wanted else _others(rows, kind)

    try:
        saved = actions.change_rows(place, name="equipment", change=change, actor=acting(request))
    except ChangedMeanwhile as clash:
        return ask_again(request, place, clash)
    return done(request, place, saved, to="editing:materiel")
