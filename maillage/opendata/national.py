"""A record as a row of the national file, or the reasons why it cannot be one. Pure: a record in, cells out.

What the census says in its own words leaves also in the national words (`services`, `modalites_accompagnement`), in
this file only: the base and the extended file keep what was filled in, so that reading them again changes nothing.
"""

from datetime import date

from django.utils.translation import gettext as _

from maillage.core.cells import neutralise
from maillage.core.fields import SEPARATOR
from maillage.opendata.schema import national_patterns
from maillage.places.columns import CLOSED, NATIONAL, REQUIRED, UNKNOWN_PIVOT
from maillage.places.enums import (
    EquipmentKind,
    EquipmentState,
    LifeCycle,
    ModaliteAccompagnement,
    Service,
    Use,
)

ROWS = ("equipment", "equipment_services")  # the tables this file needs
RESUME_LENGTH = 280
BLANK = (None, "", [])
MAKES = {  # use → what it is nationally
    Use.OPEN_ACCESS: (Service.ACCES, ModaliteAccompagnement.EN_AUTONOMIE),
    Use.PERSONAL_HELP: (Service.QUOTIDIEN, ModaliteAccompagnement.INDIVIDUEL),
    Use.PROCEDURES: (Service.DEMARCHES, ModaliteAccompagnement.INDIVIDUEL),
    Use.PUBLIC_WRITER: (Service.DEMARCHES, ModaliteAccompagnement.INDIVIDUEL),
    Use.BEGINNERS: (Service.QUOTIDIEN, ModaliteAccompagnement.ATELIER),
}
TERMS = {column: frozenset(terms.values) for column, terms in CLOSED.items()}
SELF_SERVICE = {EquipmentKind.KIOSK, EquipmentKind.PRINTER, EquipmentKind.SCANNER}
OUT_OF_ORDER = {EquipmentState.BROKEN, EquipmentState.RETIRED}


def row(record: dict) -> list[str]:
    """The 32 cells, each valid against the schema; a value it refuses is left blank."""
    record = record | translated(record)
    return [_cell(column, record[column]) for column in NATIONAL]


def missing(record: dict) -> list[str]:
    """Why a published place has no row: sentences its structure can act on."""
    found = [
        _("Il manque : %(column)s.") % {"column": _label(column)}
        for column in REQUIRED
        if column != "pivot" and not _text(record[column]).strip(" ")
    ]
    if record["code_postal"] and not national_patterns()["code_postal"].fullmatch(record["code_postal"].strip(" ")):
        found.append(_("Le code postal n'a pas cinq chiffres."))
    if record["local_life_cycle"] == LifeCycle.PLANNED:
        found.append(_("Le lieu n'est pas encore ouvert, et le schéma national ne sait pas le dire."))
    return found


def translated(record: dict) -> dict[str, list[str]]:
    """`services` and `modalites_accompagnement` with what uses, devices and equipment services say.

    Personal help without a theme counts as everyday help only if no service is filled in.
    """
    services, modalites = list(record["services"]), list(record["modalites_accompagnement"])
    pairs = [MAKES[use] for use in record["local_uses"] if use in MAKES]
    if services and Use.PERSONAL_HELP in record["local_uses"]:
        pairs.remove(MAKES[Use.PERSONAL_HELP])
        modalites.append(ModaliteAccompagnement.INDIVIDUEL.value)
    if any(
        one.get("kind") in SELF_SERVICE and one.get("state") not in OUT_OF_ORDER for one in record["local_equipment"]
    ):
        pairs.append((Service.ACCES, ModaliteAccompagnement.EN_AUTONOMIE))
    if record["local_equipment_services"]:
        pairs.append((Service.ACQUISITION, None))
    services += [service.value for service, _how in pairs if service]
    modalites += [how.value for _service, how in pairs if how]
    return {
        "services": list(dict.fromkeys(services)),
        "modalites_accompagnement": list(dict.fromkeys(modalites)),
    }


def _cell(column: str, value) -> str:
    if value in BLANK and column != "pivot":
        return ""
    if column in TERMS:
        return SEPARATOR.join([term for term in value if term in TERMS[column]])
    cell = _text(value).strip(" ")
    pattern = national_patterns().get(column)
    if pattern is not None:
        return cell if pattern.fullmatch(cell) else (UNKNOWN_PIVOT if column == "pivot" else "")
    if isinstance(value, float | date):
        return cell
    cell = neutralise(cell)
    return cell[:RESUME_LENGTH] if column == "presentation_resume" else cell


def _text(value) -> str:
    """A value as the file writes it: terms joined by |, dates as ISO 8601, coordinates in full."""
    if value is None:
        return ""
    if isinstance(value, list):
        return SEPARATOR.join(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def _label(column: str) -> str:
    return {
        "id": _("l'identifiant"),
        "nom": _("le nom"),
        "commune": _("la commune"),
        "code_postal": _("le code postal"),
        "adresse": _("l'adresse"),
        "date_maj": _("la date de mise à jour"),
    }[column]
