"""Postcodes, INSEE codes, SIRET: short codes spreadsheets damage."""

import re

from maillage.census.repairing import Repaired

_CEDEX = re.compile(r"\s*cedex(\s*\d+)?$", re.I)
_PREFIX = re.compile(r"^(?:F|FR)\s*-\s*", re.I)
_INSEE = re.compile(r"([013-9]\d|2[AB1-9])\d{3}")
UNKNOWN_PIVOT = re.compile(r"0{9,14}")


def repair_postcode(text: str, departments: set[str]) -> Repaired:
    """`departments`: what the row's other columns say; a lost leading zero is put back only when they agree."""
    digits = _CEDEX.sub("", _PREFIX.sub("", text)).replace(" ", "")
    if re.fullmatch(r"\d{5}", digits):
        return Repaired(digits)
    if not digits:
        return Repaired("")
    if re.fullmatch(r"[1-9]\d{3}", digits):
        if f"0{digits[0]}" in departments:
            return Repaired(f"0{digits}")
        return Repaired("", "Code postal à quatre chiffres : rien d'autre ne dit s'il manque le zéro du début.")
    return Repaired("", "Un code postal a cinq chiffres.")


def repair_insee(text: str) -> Repaired:
    code = text.replace(" ", "").upper()
    if re.fullmatch(r"[1-9]\d{3}", code):
        code = f"0{code}"  # people do not type these: a machine lost the zero
    if not code or _INSEE.fullmatch(code):
        return Repaired(code)
    return Repaired("", "Un code INSEE de commune a cinq caractères (59512, 2A004…).")


def repair_pivot(text: str) -> Repaired:
    code = re.sub(r"[\s.\-]", "", text).upper()
    if not code or UNKNOWN_PIVOT.fullmatch(code):
        return Repaired("")
    if re.fullmatch(r"\d{14}|\d{9}|W[A-Z0-9]{9}", code):
        return Repaired(code)
    return Repaired("", "Ni un SIRET (14 chiffres) ni un numéro RNA (W et 9 caractères).")


def department(code: str) -> str:
    """59512 → 59, 97105 → 971, 2A004 → 20 (as postcodes say)."""
    if code[:2] in ("2A", "2B"):
        return "20"
    return code[:3] if code[:2] in ("97", "98") else code[:2]
