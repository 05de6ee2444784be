"""The nine pictures one may point at instead of writing. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from maillage.orientation.thesaurus import Entry, thesaurus

ADM, QUO, EMP, SEC, PAR, ACC, EQU = (
    "Aide aux démarches administratives", "Maîtrise des outils numériques du quotidien",
    "Insertion professionnelle via le numérique", "Utilisation sécurisée du numérique",
    "Parentalité et éducation avec le numérique", "Accès internet et matériel informatique",
    "Acquisition de matériel informatique à prix solidaire",
)  # fmt: skip


class Tile(NamedTuple):
    code: str  # in the URL; also the name of the pictogram
    entry: Entry


def _tile(code: str, service: str, **known) -> Tile:
    return Tile(code, Entry(code, (service,), **known))


TILES = (
    _tile("demarche", ADM, uses=("démarches administratives", "aide personnalisée")),
    _tile("courrier", ADM, uses=("écrivain public",)),
    _tile("imprimer", ACC, equipment=("imprimante", "photocopieur", "scanner")),
    _tile("ordinateur", ACC, uses=("accès libre",), equipment=("ordinateur", "wifi")),
    _tile("apprendre", QUO, uses=("ateliers d'initiation", "aide personnalisée")),
    _tile("enfant", PAR, favours={"publics_specifiquement_adresses": ("Familles et/ou enfants",)}),
    _tile("emploi", EMP, uses=("aide personnalisée",)),
    _tile("acheter", EQU, supplies=("vente", "prêt", "reconditionnement")),
    _tile("securite", SEC, uses=("ateliers d'initiation",)),
)
_BY_CODE = {tile.code: tile.entry for tile in TILES}


def drawn(services: Sequence[str], uses: Sequence[str] = (), equipment: Sequence[str] = ()) -> list[str]:
    """What the ticket draws of what the person came for, in their words or by pictures: signs, or services."""
    signs = {
        ACC: "imprimer" if {"imprimante", "photocopieur", "scanner"}.intersection(equipment) else ACC,
        ADM: "courrier" if [*uses[:1]] == ["écrivain public"] else ADM,
    }
    return [signs.get(service, service) for service in services]


def chosen(codes) -> tuple[Entry, ...]:
    """The entries of tiles and of answers to a question; unknown codes are left out."""
    known = {**thesaurus().entries, **_BY_CODE}
    return tuple(known[code] for code in dict.fromkeys(codes) if code in known)
