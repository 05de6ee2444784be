"""What a phone may send, and the mark of it. Pure but for the vocabularies.

The mark is the SHA-256 of the content as JSON without spaces, keys sorted: the phone computes the same one.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from maillage.surveys.enums import Kind, Outcome

LONGEST = 20_000  # characters of one content
LABEL = 60


class Unreadable(ValueError):
    """Its sentence says why, in French."""


@dataclass(frozen=True)
class Item:
    id: UUID
    kind: Kind
    content: dict[str, Any]
    content_hash: str
    day: date


NUL = "\\u0000"  # as JSON writes it


def canonical(content: Any) -> str:
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def mark(content: Any) -> str:
    return hashlib.sha256(canonical(content).encode("utf-8")).hexdigest()


def read(raw: Any) -> Item:
    """`{"id": uuid, "kind": "door"|"response", "hash": mark, "content": {"day": "2026-11-23", …}}`"""
    if not isinstance(raw, dict) or not isinstance(raw.get("content"), dict):
        raise Unreadable(_("Ce qui est arrivé n'est pas lisible."))
    content = raw["content"]
    found = _mark_of(content)
    if raw.get("hash") != found:
        raise Unreadable(_("Ce qui est arrivé est abîmé : le téléphone l'enverra de nouveau."))
    return Item(_uuid(raw.get("id")), _kind(raw.get("kind")), content, found, _day(content.get("day")))


def _mark_of(content: dict[str, Any]) -> str:
    try:
        text = canonical(content)
    except RecursionError as deep:
        raise Unreadable(_("Ce qui est arrivé n'est pas lisible.")) from deep
    if len(text) > LONGEST:
        raise Unreadable(_("C'est trop long pour des réponses."))
    if NUL in text:
        raise Unreadable(_("Un caractère n'est pas lisible."))
    try:
        return mark(content)
    except UnicodeEncodeError as wrong:
        raise Unreadable(_("Un caractère n'est pas lisible.")) from wrong


def outcome_of(content: dict[str, Any]) -> Outcome:
    try:
        return Outcome(content.get("outcome"))
    except ValueError as unknown:
        raise Unreadable(_("Le résultat de cette porte n'est pas connu.")) from unknown


def again_of(content: dict[str, Any]) -> UUID | None:
    return _uuid(content["again"]) if content.get("again") else None


def _uuid(value: Any) -> UUID:
    try:
        return UUID(value)
    except (ValueError, TypeError, AttributeError) as wrong:
        raise Unreadable(_("Cet envoi n'a pas de numéro.")) from wrong


def _kind(value: Any) -> Kind:
    try:
        return Kind(value)
    except ValueError as unknown:
        raise Unreadable(_("On ne sait pas si c'est une porte ou des réponses.")) from unknown


def _day(value: Any) -> date:
    try:
        return date.fromisoformat(value)
    except (ValueError, TypeError) as wrong:
        raise Unreadable(_("Le jour manque.")) from wrong
