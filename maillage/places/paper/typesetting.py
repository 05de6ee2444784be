"""From a template and data to a tagged PDF. One warm compiler for the process: fonts are read once.

Data travels as JSON and is only ever read as text, so nothing a place is called can become markup.
"""

import json
import unicodedata
from datetime import datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from threading import Lock

import fontpkg_amiri
import fontpkg_atkinson_hyperlegible
import pikepdf
import typst
from fontTools.ttLib import TTFont

TEMPLATES = Path(__file__).parent / "templates"
ROOT = Path(__file__).parents[2]  # a template of another app is named by its whole path
STANDARD = "ua-1"  # the compiler refuses to write a PDF that breaks it
IMAGES = {"svg", "sign", "signs"}  # keys of the data that hold drawings, not texts
MOST_TRIES = 8  # as many as a template has ways to draw
ISOLATES = {"\N{FIRST STRONG ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"}
_lock = Lock()  # a compiler serves one document at a time


@cache
def _folders() -> list[Path]:
    return [Path(package.__file__).parent / "files" for package in (fontpkg_atkinson_hyperlegible, fontpkg_amiri)]


@cache
def _drawn() -> frozenset[str]:
    """The signs that both weights of a face can draw; the standard forbids any other in a document."""
    found: set[str] = set()
    for folder in _folders():
        weights = [TTFont(path, lazy=True) for path in folder.iterdir() if path.stem.endswith(("-Regular", "-Bold"))]
        found |= {chr(code) for code in set.intersection(*(set(weight.getBestCmap()) for weight in weights))}
    return frozenset(one for one in found if unicodedata.category(one) not in {"Cc", "Mn"})


def drawable(text: str) -> str:
    """A letter of a script we cannot draw becomes "?"; other signs (a smiley, a stray accent) go."""
    text, drawn = unicodedata.normalize("NFC", text), _drawn()
    if drawn.issuperset(text):
        return text
    kept = []
    for character in text:
        if character in drawn:
            kept.append(character)
        elif character.isalnum():
            kept.append("?")
        elif character.isspace():
            kept.append(" ")
        elif character in ISOLATES:
            kept.append(character)
    return "".join(kept)


def _drawable(data: object) -> object:
    """All texts of the data, at any depth."""
    if isinstance(data, dict):
        return {name: value if name in IMAGES else _drawable(value) for name, value in data.items()}
    if isinstance(data, (list, tuple)):
        return [_drawable(one) for one in data]
    return drawable(data) if isinstance(data, str) else data


@cache
def _compiler() -> typst.Compiler:
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=_folders())
    return typst.Compiler(root=ROOT, font_paths=fonts, ignore_system_fonts=True)


def pdf(template: str, data: dict, *, at: datetime, smaller: int = 0) -> bytes:
    """The same data at the same day give the same bytes."""
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    inputs = {"data": json.dumps(_drawable(data), ensure_ascii=False), "smaller": str(smaller)}
    with _lock:
        return _compiler().compile(
            input=TEMPLATES / template,
            format="pdf",
            sys_inputs=inputs,
            pdf_standards=[STANDARD],
            timestamp=int(midnight.timestamp()),
        )


def on_one_page(template: str, data: dict, *, at: datetime) -> bytes:
    """The template guesses how small to write; when that overflows, which is rare, ever smaller until it fits."""
    for smaller in range(MOST_TRIES):
        document = pdf(template, data, at=at, smaller=smaller)
        if page_count(document) == 1:
            break
    return document


def page_count(document: bytes) -> int:
    with pikepdf.open(BytesIO(document)) as pdf:
        return len(pdf.pages)


def packed(document: bytes) -> bytes:
    """The same document with its tags compressed: worth it for forty places, not for one."""
    out = BytesIO()
    with pikepdf.open(BytesIO(document)) as pdf:
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True)
    return out.getvalue()
