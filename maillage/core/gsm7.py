"""The alphabet of short messages (GSM 03.38): 160 signs for the price of one. No database, no request.

One sign outside it, and only 70 fit: what has no place in it is written with the nearest letter, or left out.
"""

import unicodedata

LONGEST = 160
BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
DOUBLE = frozenset("^{}\\[~]|€")  # these take the room of two
NEAREST = {
    "’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "–": "-", "—": "-", "‑": "-", "…": "...", "œ": "oe",
    "Œ": "OE", "ı": "i", "İ": "I", "đ": "d", "ł": "l", "Ł": "L", "·": "-", "•": "-", "،": ",", "\t": " ",
}  # fmt: skip


def size(text: str) -> int:
    """How much room it takes. Raises ValueError for what is not of the alphabet."""
    if not fits_alphabet(text):
        raise ValueError("a sign outside GSM-7")
    return sum(2 if sign in DOUBLE else 1 for sign in text)


def fits_alphabet(text: str) -> bool:
    return all(sign in BASIC or sign in DOUBLE for sign in text)


def plain(text: str) -> str:
    """In the alphabet, on one line; nothing when none of it could be written (a name in Arabic, a drawing)."""
    said = "".join(_nearest(sign) for sign in unicodedata.normalize("NFC", text))
    return " ".join(said.split())


def _nearest(sign: str) -> str:
    if sign.isspace():
        return " "
    if sign in BASIC or sign in DOUBLE:
        return sign
    if sign in NEAREST:
        return NEAREST[sign]
    bare = "".join(one for one in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(one))
    return bare if bare and bare.isascii() and fits_alphabet(bare) else ""


def legible(text: str) -> bool:
    """Whether most of its letters have a place here: a name in Arabic has not."""
    letters = [sign for sign in text if sign.isalpha()]
    return sum(bool(_nearest(sign)) for sign in letters) * 2 > len(letters)


def shortened(text: str, room: int) -> str:
    """At most `room`, cut between two words when it can be."""
    said = plain(text)
    if size(said) <= room:
        return said
    while said and size(said) > room:
        said = said[:-1]
    whole = said.rpartition(" ")[0]
    return (whole if len(whole) * 2 > len(said) else said).rstrip(" ,;:-(")


def composed(before: str, name: str, after: str, longest: int = LONGEST) -> str:
    """The name between them is what shortens; the rest, written by us, is kept whole."""
    before, after = plain(before), plain(after)
    room = longest - size(before) - size(after) - 2
    shown = shortened(name, room) if room > 3 and legible(name) else ""
    said = " ".join(part for part in (before, shown, after) if part)
    return said if size(said) <= longest else shortened(said, longest)
