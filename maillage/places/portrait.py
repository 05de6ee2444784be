"""What a place's page says: what is known, in groups, then in one sentence what is not. Reads a place and its rows."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from maillage.core import speaking
from maillage.core.fields import TermsField
from maillage.places import enums, hours, presenting, weekly, weekly_words
from maillage.places.columns import column_name
from maillage.places.models import Equipment, EquipmentService, Label, Offer, Place

ANNOUNCED = timedelta(days=120)


class Fact(NamedTuple):
    title: str
    words: list[str]


@dataclass(frozen=True)
class DayLine:
    name: str
    ranges: list[str]
    holiday: str
    today: bool


@dataclass(frozen=True)
class SourceLine:
    columns: str
    source: str
    date: str
    licence: str = ""


class Portrait:
    """One place at one moment, for its page."""

    def __init__(self, place: Place, now: datetime, zones: list[str]):
        self.place, self.now, self.zones = place, now, zones
        self.line = presenting.open_line(place.horaires, now, place.life_cycle)
        self.stamp = presenting.stamp(place.date_maj, place.verified_on, now.date(), place.verified_by)
        self.address = presenting.address(place)
        self.booking = presenting.web_link(place.prise_rdv)
        self.accessibility = presenting.web_link(place.fiche_acces_libre)
        self.websites = [link for link in map(presenting.web_link, place.site_web) if link]

    @property
    def life_cycle_note(self) -> str:
        if "life_cycle" in self.place.contested:  # somebody, or a newer file, says that it may be gone
            return _("Information contestée : appelez avant d'y aller")
        return {
            enums.LifeCycle.PLANNED: _("Ce lieu n'est pas encore ouvert."),
            enums.LifeCycle.PAUSED: _("Ce lieu est fermé temporairement : appelez avant de venir."),
        }.get(self.place.life_cycle, "")

    # -- when

    @cached_property
    def week(self) -> list[DayLine]:
        today = self.now.date()
        holidays = hours.public_holidays(today)
        return [
            DayLine(
                name=speaking.capitalised(presenting.day_name(day.date, today)),
                ranges=presenting.each_range(day),
                holiday=presenting.holiday_name(day.date) if day.date in holidays else "",
                today=day.date == today,
            )
            for day in hours.week(self.place.horaires, today)
        ]

    @cached_property
    def closures(self) -> list[str]:
        """Those announced for the months to come: 24–31 décembre 2026 (congés)."""
        today = self.now.date()
        coming = [one for one in weekly.closures(self.place.horaires) if _is_near(one, today)] if self.week else []
        return [presenting.because(weekly_words.interval(one), one.note) for one in coming]

    @property
    def school_holidays(self) -> bool:
        """Whether the week touches school holidays: the days above already take them into account."""
        today = self.now.date()
        return any(hours.is_school_holiday(today + timedelta(days=shift)) for shift in range(7))

    @property
    def raw_hours(self) -> str:
        """Hours nobody could read are shown as they came."""
        return "" if self.week else self.place.horaires

    # -- how to come, whom to call

    @property
    def phone(self) -> str:
        return presenting.phone(self.place.telephone)

    @property
    def phone_link(self) -> str:
        return presenting.phone_link(self.place.telephone)

    @property
    def route(self) -> str:
        """A plain link out: nothing is fetched from there by our page."""
        return presenting.route_link(self.place.point, self.address if self.place.adresse else "")

    @property
    def position_note(self) -> str:
        if self.place.point is None:
            return _("Position non renseignée : ce lieu n'est pas sur la carte.")
        known = (enums.PositionPrecision.ADDRESS, enums.PositionPrecision.UNKNOWN)
        if self.place.position_precision in known:
            return ""
        precision = presenting.term(enums.PositionPrecision, self.place.position_precision)
        return _("Position sur la carte : %(precision)s.") % {"precision": precision}

    @property
    def actions(self) -> list[tuple[str, str, str]]:
        """(pictogram, words, address), the main one first: call, else book, else go."""
        found = []
        if self.place.telephone:
            phone = speaking.left_to_right(self.phone)
            found.append(("telephone", _("Appeler le %(phone)s") % {"phone": phone}, self.phone_link))
        if self.booking:
            found.append(("horloge", _("Prendre rendez-vous"), self.booking))
        if self.route:
            found.append(("marcher", _("Y aller"), self.route))
        return found

    # -- what, for whom

    @cached_property
    def services(self) -> list[str]:
        return _labels(self.place, "services")

    @cached_property
    def uses(self) -> list[str]:
        return _labels(self.place, "uses")

    @cached_property
    def equipment(self) -> list[str]:
        return [device_line(device) for device in self.place.equipment.all()]

    @cached_property
    def equipment_services(self) -> list[str]:
        return [equipment_service_line(row) for row in self.place.equipment_services.all()]

    @cached_property
    def offers(self) -> list["OfferLine"]:
        return [OfferLine(offer) for offer in self.place.offers.all()]

    @property
    def moves(self) -> bool:
        """A place that stays where it is is no news."""
        return enums.Itinerance.ITINERANT in self.place.itinerance

    @cached_property
    def welcome(self) -> list[Fact]:
        place = self.place
        languages = [presenting.language_name(code) for code in place.languages]
        return _known([
            Fact(_("Publics"), _labels(place, "publics_specifiquement_adresses")),
            Fact(_("Pour"), _labels(place, "audience")),
            Fact(_("Niveau"), _labels(place, "level")),
            Fact(_("Langues"), languages),
            Fact(_("Accueil adapté"), _labels(place, "prise_en_charge_specifique")),
            Fact(_("Coût"), _labels(place, "frais_a_charge")),
            Fact(_("Accès"), _labels(place, "modalites_acces")),
            Fact(_("Façon d'être aidé"), _labels(place, "modalites_accompagnement")),
            Fact(_("Équipe"), [staff_line(row) for row in place.staff.all()]),
            Fact(_("Itinérance"), _labels(place, "itinerance") if self.moves else []),
        ])  # fmt: skip

    @cached_property
    def labels(self) -> list[str]:
        """Labels with their date, then the bare names of the national columns that have none."""
        dated = {row.nom: label_line(row) for row in self.place.labels.all()}
        bare = [
            *_labels(self.place, "dispositif_programmes_nationaux"), *_labels(self.place, "formations_labels"),
            *self.place.autres_formations_labels, *self.place.programmes,
        ]  # fmt: skip
        return [*dated.values(), *(speaking.apart(name) for name in dict.fromkeys(bare) if name not in dated)]

    @cached_property
    def unknown(self) -> str:
        """One sentence for all that nobody filled in, so that a bare place does not look like a form."""
        place = self.place
        gaps = {
            _("l'adresse"): place.adresse,
            _("les horaires"): place.horaires,
            _("le téléphone"): place.telephone,
            _("les aides proposées"): place.services or place.uses,
            _("le matériel"): self.equipment,
            _("le coût"): place.frais_a_charge,
            _("la façon d'y accéder"): place.modalites_acces,
            _("les publics"): place.publics_specifiquement_adresses or place.audience,
            _("les langues parlées"): place.languages,
            _("l'accessibilité aux personnes handicapées"): place.fiche_acces_libre or place.prise_en_charge_specifique,
        }
        return presenting.joined([name for name, value in gaps.items() if not value])

    # -- where it comes from

    @cached_property
    def sources(self) -> list[SourceLine]:
        lines = [source_line(origin) for origin in self.place.origins.all()]
        if not lines and self.place.source:
            date = presenting.full_date(self.place.date_maj) if self.place.date_maj else ""
            return [SourceLine("", speaking.apart(self.place.source), date)]
        return sorted(lines, key=lambda line: -len(line.columns))


class OfferLine:
    """An action or a workshop, as cards and pages tell it."""

    def __init__(self, offer: Offer):
        self.offer = offer

    @property
    def partners(self) -> list:
        return list(self.offer.partners.all())

    @property
    def source(self) -> str:
        date = presenting.full_date(self.offer.source_date) if self.offer.source_date else ""
        return speaking.comma().join(one for one in (speaking.apart(self.offer.source), date) if one)

    @property
    def unknown(self) -> str:
        """What a list where each stands alone says of an action nobody carries, or held nobody knows where."""
        carried = self.offer.organisation_id or self.partners
        told = {_("Structure non renseignée"): carried, _("Lieu non renseigné"): self.offer.place_id}
        return " · ".join(words for words, known in told.items() if not known)

    @property
    def facts(self) -> list[str]:
        offer = self.offer
        told = [
            presenting.term(enums.OfferNature, offer.nature) if offer.nature else "", speaking.apart(offer.schedule),
            speaking.apart(offer.price), speaking.apart(offer.conditions), speaking.apart(", ".join(offer.publics)),
            speaking.comma().join(_labels(offer, "audience")), speaking.comma().join(_labels(offer, "level")),
        ]  # fmt: skip
        return [one for one in told if one]


def _is_near(closure: weekly.Closure, today: date) -> bool:
    """Neither past nor too far to matter; one of every year is told all year long."""
    return closure.every_year or (not closure.is_past(today) and closure.start <= today + ANNOUNCED)


def _known(facts: list[Fact]) -> list[Fact]:
    return [fact for fact in facts if fact.words]


def _labels(row, column: str) -> list[str]:
    field = row._meta.get_field(column)
    terms = field.terms if isinstance(field, TermsField) else None
    return [presenting.term(terms, value) if terms else speaking.apart(value) for value in getattr(row, column)]


def device_line(device: Equipment) -> str:
    """ordinateur : 7, dont 1 adapté au handicap, en service."""
    told = []
    if device.count is not None:
        told.append(str(device.count))
    if device.adapted_count:
        adapted = ngettext("dont %(n)d adapté au handicap", "dont %(n)d adaptés au handicap", device.adapted_count)
        told.append(adapted % {"n": device.adapted_count})
    told.append(presenting.term(enums.EquipmentState, device.state) if device.state else _("état non renseigné"))
    if device.note:
        told.append(speaking.apart(device.note))
    kind = presenting.term(enums.EquipmentKind, device.kind)
    return _("%(what)s : %(details)s") % {"what": speaking.capitalised(kind), "details": speaking.comma().join(told)}


def equipment_service_line(row: EquipmentService) -> str:
    """Prêt d'un ordinateur : 5 € par mois, sur justificatif."""
    kind = presenting.term(enums.EquipmentServiceKind, row.kind)
    what = speaking.capitalised(kind) + (f" ({speaking.apart(row.item)})" if row.item else "")
    details = [speaking.apart(row.price) or _("prix non renseigné"), speaking.apart(row.conditions)]
    return _("%(what)s : %(details)s") % {"what": what, "details": speaking.comma().join(one for one in details if one)}


def staff_line(row) -> str:
    """How many, from two on: a part of a working time means nothing to who comes."""
    role = presenting.term(enums.StaffRole, row.role)
    if row.count < 2:
        return role
    return _("%(what)s : %(details)s") % {"what": role, "details": presenting.number(row.count)}


def label_line(label: Label) -> str:
    if not label.since:
        return speaking.apart(label.nom)
    nom = speaking.apart(label.nom)
    return _("%(label)s, depuis %(since)s") % {"label": nom, "since": presenting.since(label.since)}


def source_line(origin) -> SourceLine:
    names = [column_name(name) for name in origin.columns]
    source = speaking.apart(origin.source.nom) if origin.source else _("complété par le réseau")
    date = presenting.full_date(origin.date) if origin.date else _("date non renseignée")
    return SourceLine(", ".join(names), source, date, origin.source.licence if origin.source else "")
