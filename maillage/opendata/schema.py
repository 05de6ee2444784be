"""The two table schemas: the national one as published, ours made from the models."""

import json
import re
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_noop as _

from maillage.core.fields import TermsField
from maillage.places.columns import (
    LOCAL_LINKS,
    LOCAL_PREFIX,
    LOCAL_ROWS,
    LOCAL_SCALARS,
    ROW_COLUMNS,
    ROW_MODELS,
)
from maillage.places.models import Place

FOLDER = Path(settings.BASE_DIR) / "docs" / "data"
NATIONAL_FILE = "standard-mediation-num-v1.0.2.json"
LOCAL_FILE = "maillage-local-extension.json"
LOCAL_VERSION = "1.0.0"

DESCRIPTIONS = {
    "aliases": _("Autres noms sous lesquels on connaît le lieu, séparés par |."),
    "uses": _("Ce que l'on vient y faire, dans les mots du recensement, séparés par |."),
    "languages": _("Langues parlées sur place, en codes ISO 639 (fr, ar, en…), séparées par |."),
    "audience": _("À qui le lieu s'adresse, séparés par |."),
    "level": _("Niveaux accueillis, séparés par |."),
    "programmes": _("Programmes locaux auxquels le lieu participe, séparés par |."),
    "life_cycle": _("Où en est le lieu. Les lieux fermés définitivement ne sont pas publiés."),
    "position_precision": _("À quoi correspond le point sur la carte. Vide : non renseigné."),
    "position_source": _("D'où vient le point sur la carte. Vide : non renseigné."),
    "verified_on": _("Jour où quelqu'un a confirmé que la fiche est exacte (AAAA-MM-JJ)."),
    "verified_by": _("Structure qui l'a confirmé. Jamais une personne."),
    "organisation": _("Code de la structure qui tient le lieu (voir /api/structures)."),
    "hosted_at": _("Identifiant du lieu qui l'héberge."),
    "equipment": _("Matériel sur place : une liste JSON, une ligne par sorte de matériel."),
    "equipment_services": _("Reconditionnement, prêt ou vente de matériel : une liste JSON."),
    "staff": _("Moyens humains, en nombre et jamais en noms : une liste JSON."),
    "labels": _("Labels et leur date : une liste JSON."),
    "offers": _("Actions et ateliers qui se tiennent dans le lieu : une liste JSON."),
    "zones": _(
        "Codes des secteurs et quartiers où se trouve le lieu, calculés d'après sa position. Ignoré à l'import."
    ),
    "origins": _("De quelle source et de quelle date vient chaque colonne : une liste JSON. Ignoré à l'import."),
}


@lru_cache(maxsize=4)
def load(name: str) -> dict:
    return json.loads((FOLDER / name).read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def national_patterns() -> dict[str, re.Pattern]:
    """Patterns of the columns that hold one value; lists are judged term by term elsewhere."""
    constraints = {field["name"]: field.get("constraints", {}) for field in load(NATIONAL_FILE)["fields"]}
    single = ("pivot", "code_postal", "code_insee", "telephone")
    return {name: re.compile(constraints[name]["pattern"], re.ASCII) for name in single}


def local_extension() -> dict:
    """The table schema of the `local_*` columns; `docs/data` holds a copy, which a test compares."""
    names = (*LOCAL_SCALARS, *LOCAL_LINKS)
    derived = [
        _described("zones", "Zones", "string", readOnly=True),
        _described("origins", "Origine des colonnes", "array", readOnly=True),
    ]
    return {
        "$schema": "https://frictionlessdata.io/schemas/table-schema.json",
        "name": "maillage-local-extension",
        "title": "Extension locale du schéma des lieux de médiation numérique",
        "description": "Ce que le standard national ne sait pas dire : usages, matériel, langues, niveaux, actions.",
        "version": LOCAL_VERSION,
        "extends": "standard-mediation-num v1.0.2",
        "countryCode": "FR",
        "licenses": [{"title": "Licence Ouverte 2.0", "name": "etalab-2.0"}],
        "fields": [*map(_column, names), *map(_rows, LOCAL_ROWS), *derived],
    }


def _described(name: str, title: str, kind: str, **more) -> dict:
    return {"name": LOCAL_PREFIX + name, "title": title, "description": DESCRIPTIONS[name], "type": kind, **more}


def _column(name: str) -> dict:
    field = Place._meta.get_field(name)
    kind, more = _kind(field)
    return _described(name, _sentence(field), kind, **more)


def _rows(name: str) -> dict:
    model = ROW_MODELS[name]
    return _described(
        name, _title(model._meta.verbose_name), "array", items=[_cell(model, column) for column in ROW_COLUMNS[name]]
    )


def _cell(model, column: str) -> dict:
    field = model._meta.get_field(column)
    kind, more = _kind(field, in_json=True)
    return {"name": column, "title": _sentence(field), "type": kind, **more}


def _kind(field: models.Field, *, in_json: bool = False) -> tuple[str, dict]:
    """Type, and vocabulary if it is closed. A list is `a|b` in a cell, an array inside JSON."""
    if isinstance(field, TermsField):
        kind = "array" if in_json else "string"
        return kind, _closed_list(field.terms.values, in_json) if field.terms else {}
    if isinstance(field, models.ManyToManyField):
        return "array", {}
    if isinstance(field, models.DateField):
        return "date", {}
    if isinstance(field, models.IntegerField | models.DecimalField):
        return ("integer" if isinstance(field, models.IntegerField) else "number"), {}
    values = [value for value, _label in field.choices or [] if value]
    return "string", {"constraints": {"enum": values}} if values else {}


def _closed_list(values: list[str], in_json: bool) -> dict:
    if in_json:
        return {"terms": values}
    either = "|".join(re.sub(r"([().|+*?])", r"\\\1", value) for value in values)
    return {"terms": values, "constraints": {"pattern": rf"(?:(?:^|\|)({either}))+$"}}


def _sentence(field) -> str:
    return _title(field.verbose_name)


def _title(name) -> str:
    return str(name)[:1].upper() + str(name)[1:]
