"""Web addresses and e-mail addresses, one or several in a cell."""

import re

from maillage.census.repairing import Repaired

_SEPARATORS = re.compile(r"\s*[|;\n]\s*|\s*,\s+|\s+(?:et|ou|/|-)\s+|\s+(?=https?://|www\.)|,(?=https?://|www\.)")
_HOST = re.compile(r"(?:[\w-]+\.)+[a-z]{2,}|localhost", re.I)
_URL = re.compile(r"https?://(?:[^\s/?#@]+@)?([^\s/?#:]+)(?::\d+)?(?:[/?#]\S*)?", re.I)
_MAIL_SEPARATORS = re.compile(
    r"\s*[|;\n]\s*|\s*,\s+|\s+(?:et|ou|/|-)\s+|\s+(?=[^\s@]+@[^\s@]+\.\w+)|(?<=\.\w\w),(?=[^\s@,]+@)|(?<=\.\w\w\w),(?=[^\s@,]+@)|/"
)
_AT = re.compile(r"\s*(?:\(at\)|\[at\]|\(a\)|\[a\]|\(arobase\)|\s+at\s+)\s*", re.I)
_MAIL = re.compile(
    r"[a-z0-9àâäéèêëîïôöùûüç!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9àâäéèêëîïôöùûüç!#$%&'*+/=?^_`{|}~-]+)*@(?:[a-z0-9é](?:[a-z0-9é-]*[a-z0-9é])?\.)+[a-z]{2,}",
    re.I,
)
_COMMA = re.compile(r",(fr|com|org|net|eu|info)$", re.I)
_LIMIT = 500
MAX_MAIL = 254


def repair_urls(text: str) -> Repaired:
    """A list of addresses with their scheme; those that are not one are left out and told."""
    return _each(_SEPARATORS.split(text) if text else [], _url, "adresse web")


def repair_url(text: str) -> Repaired:
    """One address; "" when it is not one."""
    if not text:
        return Repaired("")
    parts = [part for part in _SEPARATORS.split(text) if part]
    url = _url(parts[0]) if parts else ""
    if not url:
        return Repaired("", "Ce n'est pas une adresse web (https://…).")
    return Repaired(url, "Plusieurs adresses web : seule la première est gardée." if len(parts) > 1 else "")


def repair_mails(text: str) -> Repaired:
    return _each(_MAIL_SEPARATORS.split(_AT.sub("@", text)) if text else [], _mail, "adresse électronique")


def _each(parts, repair, what: str) -> Repaired:
    found, lost = [], []
    for part in parts:
        if part := part.strip(" ,;<>\"'"):
            value = repair(part)
            (found if value else lost).append(value or part)
    problem = f"Ce n'est pas une {what} : {', '.join(lost)[:150]}" if lost else ""
    return Repaired(list(dict.fromkeys(found)), problem)


def _url(text: str) -> str:
    text = re.sub(r"^(https?)\s*:?/{1,2}(?!/)\s*", r"\1://", text.strip(), flags=re.I)
    if not re.match(r"https?://", text, re.I):
        if re.match(r"[a-z]{2,9}:", text, re.I) and not re.match(r"[^/]*:\d", text):
            return ""  # javascript:, mailto:, data:
        text = f"https://{text.lstrip('/')}"
    match = _URL.fullmatch(text) if len(text) <= _LIMIT and "|" not in text else None
    return text if match and _HOST.fullmatch(match[1]) else ""


def _mail(text: str) -> str:
    text = _COMMA.sub(r".\1", re.sub(r"^mailto:", "", text, flags=re.I).replace(" ", ""))
    return text if len(text) <= MAX_MAIL and _MAIL.fullmatch(text) else ""
