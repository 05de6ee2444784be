"""Cells as spreadsheets leave them: stray spaces, HTML remains, neutralised formulas, mojibake."""

import html
import re

from maillage.census.repairing import Repaired

_INVISIBLE = re.compile(
    r"[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff\ud800-\udfff]"
)
_BREAK_TAG = re.compile(r"<\s*(?:br|/p|/li|/div)\s*/?\s*>", re.I)
_TAG = re.compile(r"<\s*/?\s*(?:p|div|span|b|i|u|strong|em|ul|ol|li|a|font|h\d)\b[^<>]*>", re.I)
_ENTITY = re.compile(r"&(?:#\d+|#x[0-9a-f]+|[a-z]+);", re.I)
_SPACES = re.compile(r"[^\S\n]+")
_LINES = re.compile(r"\s*\n\s*")
_FORMULA = re.compile(r"'[=+\-@\t\r]")
_NOTHING = {
    "",
    "-",
    "--",
    "---",
    "nan",
    "null",
    "none",
    "n/a",
    "#n/a",
    "#ref!",
    "#valeur!",
    "#value!",
    "#nom?",
    "\\n",
    "nc",
    "n.c.",
}
CUT_LENGTHS = (255, 32767)  # where Excel and old databases cut
MAX_VALUE = 20_000


def printable(text: str) -> str:
    """Without the characters no database or screen wants."""
    return _INVISIBLE.sub("", text)


def plain_cell(cell: object) -> str:
    """Any cell as a text: 59100.0 → "59100", a date → ISO, a list → `a|b`."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "Oui" if cell else "Non"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, (list, tuple)):
        return "|".join(plain_cell(one) for one in cell)
    return cell.isoformat() if hasattr(cell, "isoformat") else str(cell)


def clean(cell: str) -> str:
    """One cell, tidied: line breaks kept, everything else that is not text gone. "nan", "N/A"… are blanks."""
    text = cell
    if text.startswith("'") and _FORMULA.match(text):
        text = text[1:]
    if not text.isascii() or "&" in text or "<" in text or not text.isprintable():
        text = _unusual(text)
    text = _SPACES.sub(" ", text).strip()
    return "" if text.lower() in _NOTHING else text


def _unusual(text: str) -> str:
    text = _mojibake(text)
    if "<" in text:
        text = _TAG.sub(" ", _BREAK_TAG.sub("\n", text))
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
    return printable(text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ").replace("\u202f", " "))


def _mojibake(text: str) -> str:
    """UTF-8 once read as cp1252 (`Ã©`) goes back to what it was; certain because the way back exists."""
    if "Ã" not in text and "â€" not in text and "Â" not in text:
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        return text


def one_line(text: str, limit: int) -> Repaired:
    """A column that holds one line of at most `limit` characters."""
    flat = _LINES.sub(", ", text).strip(" ,") if "\n" in text else text
    if len(flat) > limit:
        return Repaired(flat[:limit].rstrip(), f"Texte trop long ({len(flat)} caractères), coupé à {limit}.")
    return Repaired(flat, cut_short(text))


def long_text(text: str) -> Repaired:
    flat = _LINES.sub("\n", text).strip()
    if len(flat) > MAX_VALUE:
        return Repaired(flat[:MAX_VALUE], f"Texte trop long ({len(flat)} caractères), coupé à {MAX_VALUE}.")
    return Repaired(flat, cut_short(text))


def cut_short(text: str) -> str:
    if len(text) in CUT_LENGTHS and text[-1] not in ".!?»)":
        return f"Texte sans doute coupé par un tableur : il s'arrête à {len(text)} caractères exactement."
    return ""
