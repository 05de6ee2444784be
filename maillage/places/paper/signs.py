"""Pictograms and codes to scan, as SVG."""

from functools import lru_cache
from io import BytesIO

import segno

from maillage.core.templatetags.pictograms import DRAWINGS
from maillage.places.enums import Service

SERVICE_SIGNS = {
    Service.DEMARCHES: "demarche",
    Service.QUOTIDIEN: "apprendre",
    Service.INSERTION: "emploi",
    Service.SECURITE: "securite",
    Service.PARENTALITE: "enfant",
    Service.LOISIRS: "loisirs",
    Service.COMPREHENSION: "comprendre",
    Service.ACCES: "ordinateur",
    Service.ACQUISITION: "acheter",
}
# What an enquiry may name besides a service: the words of the vocabulary under the same sign
NEED_WORDS = {sign: service.value for service, sign in SERVICE_SIGNS.items()} | {
    "courrier": "courrier",
    "imprimer": "imprimer",
}
ANY_HELP = "orienter"
# Looking for the best of the eight masks costs 4 ms; of 150 addresses blurred and tilted, a fixed one was read as often
MASK = 4


def need_of(code: str) -> tuple[str, str] | None:
    """ "imprimer" or a national service → (sign, key of its words); None for anything else: no free text on paper."""
    if code in NEED_WORDS:
        return code, NEED_WORDS[code]
    return (SERVICE_SIGNS[Service(code)], code) if code in Service.values else None


# The marks of the sketch, for its key
MARKS = {
    "start": '<circle cx="12" cy="12" r="7" stroke-width="2.5"/><circle cx="12" cy="12" r="2" fill="#000"/>',
}


@lru_cache(maxsize=64)
def pictogram(name: str) -> str:
    pen = 'fill="none" stroke="#000" stroke-width="1.6" stroke-linecap="round" stroke-linejoin="round"'
    drawing = MARKS.get(name) or DRAWINGS[name]
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24" {pen}>{drawing}</svg>'


@lru_cache(maxsize=500)
def code_to_scan(url: str) -> str:
    out = BytesIO()
    segno.make(url, error="m", micro=False, mask=MASK).save(
        out, kind="svg", border=2, xmldecl=False, svgclass=None, lineclass=None
    )
    return out.getvalue().decode()
