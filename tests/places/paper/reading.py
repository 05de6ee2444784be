"""What a PDF holds: its text, its pages as pictures, its tags, its codes."""

import io
import re

import pypdfium2
import zxingcpp
from pypdf import PdfReader
from pypdf.generic import IndirectObject

HYPHEN_AT_LINE_END = "\ufffe"  # how the reader marks it


def text(pdf: bytes) -> str:
    """All its text in the order it is copied, one space between words."""
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(pdf)]
    joined = " ".join(pages).replace(f"{HYPHEN_AT_LINE_END}\r\n", "-").replace(HYPHEN_AT_LINE_END, "-")
    return " ".join(joined.split()).replace("İ ", "İ")


def letters(text: str) -> str:
    """For Arabic. Known exceptions of what is copied: brackets come out mirrored, a comma beside figures may change
    sides, a space may slip into a word."""
    return re.sub(r"[\s()،]", "", text)


def page_count(pdf: bytes) -> int:
    return len(PdfReader(io.BytesIO(pdf)).pages)


def codes(pdf: bytes) -> list[str]:
    pages = pypdfium2.PdfDocument(pdf)
    return [found.text for page in pages for found in zxingcpp.read_barcodes(page.render(scale=3).to_pil())]


def catalog(pdf: bytes) -> dict:
    return PdfReader(io.BytesIO(pdf)).trailer["/Root"]


def title(pdf: bytes) -> str:
    return PdfReader(io.BytesIO(pdf)).metadata.title


def tags(pdf: bytes) -> list[tuple[str, str]]:
    """(tag, language) in reading order; the language is inherited."""
    found: list[tuple[str, str]] = []

    def walk(node, language: str) -> None:
        node = node.get_object() if isinstance(node, IndirectObject) else node
        if isinstance(node, list):
            for child in node:
                walk(child, language)
        elif isinstance(node, dict):
            language = str(node.get("/Lang", language))
            if "/S" in node:
                found.append((str(node["/S"]), language))
            walk(node.get("/K", []), language)

    walk(catalog(pdf)["/StructTreeRoot"]["/K"], str(catalog(pdf)["/Lang"]))
    return found


def pictures_without_words(pdf: bytes) -> int:
    reader = PdfReader(io.BytesIO(pdf))
    objects = [reader.get_object(number) for number in range(1, len(reader.xref[0]) + 1)]
    figures = [one for one in objects if isinstance(one, dict) and one.get("/S") == "/Figure"]
    return len([one for one in figures if not one.get("/Alt")])
