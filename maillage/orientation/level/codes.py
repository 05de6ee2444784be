"""All the answers in one short code that travels in the address: nothing to keep elsewhere. Pure.

Each item has its own bits for ever, so that a code on paper still reads after the questionnaire has grown; base 32
without I, L, O, U, so that it can be dictated. A code that was mistyped or tampered with is refused, never guessed.
"""

import zlib
from dataclasses import dataclass, field, replace

from maillage.orientation.level import adaptive
from maillage.orientation.level.questionnaire import Answer, Item, questionnaire

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
VERSION = "1"
LONGEST = 40
HEALTH = "B5"  # may be missing from a code handed on
# Changed only by adding at the end; a list that grows past its bits needs a new VERSION
BITS = {
    "N0": 5, "U0": 3, "I1": 3, "I2": 3, "C1": 3, "C2": 3, "P1": 3, "P2": 3, "L1": 3, "L2": 3, "S1": 3, "S2": 3,
    "B1": 7, "B1n": 3, "B2": 3, "B3": 2, "B4": 3, "B4l": 4, "B5": 6, "B6": 3, "B6w": 5, "B7": 3,
}  # fmt: skip


class Damaged(ValueError):
    """Not one of our codes: start again, kindly."""


@dataclass(frozen=True)
class Sitting:
    """One person's way through: what was answered, whether somebody helps, whether every question is asked."""

    answers: dict[str, Answer] = field(default_factory=dict)
    helped: bool = False
    full: bool = False

    def path(self) -> list[str]:
        return adaptive.path(self.answers, full=self.full)

    def next_item(self) -> str | None:
        return adaptive.next_item(self.answers, full=self.full)

    def counted(self) -> dict[str, Answer]:
        return adaptive.on_path(self.answers, full=self.full)

    @property
    def finished(self) -> bool:
        return all(id in self.answers or id == HEALTH for id in self.path())

    def answering(self, item: Item, answer: Answer) -> "Sitting":
        return replace(self, answers={**self.answers, item.id: answer})

    def without(self, *ids: str) -> "Sitting":
        return replace(self, answers={id: answer for id, answer in self.answers.items() if id not in ids})

    def settled(self) -> "Sitting":
        """Only what counts: two ways to the same answers give the same code."""
        return replace(self, answers=self.counted())


def encode(sitting: Sitting) -> str:
    number, shift = int(sitting.helped) | int(sitting.full) << 1, 2
    for id, bits in BITS.items():
        if id in sitting.answers:
            number |= _mask(questionnaire().items[id], sitting.answers[id]) << shift
        shift += bits
    body = VERSION + _base32(number)
    return body + _check(body)


def decode(code: str) -> Sitting:
    text = _cleaned(code)
    body, check = text[:-2], text[-2:]
    if len(body) < 2 or body[0] != VERSION or check != _check(body):
        raise Damaged(code[:LONGEST])
    number = _number(body[1:])
    answers, shift = {}, 2
    for id, bits in BITS.items():
        answer = _answer(questionnaire().items[id], number >> shift & (1 << bits) - 1)
        shift += bits
        if answer is not None:
            answers[id] = answer
    return Sitting(answers, helped=bool(number & 1), full=bool(number & 2))


def grouped(code: str) -> str:
    """For paper and for the telephone: 1AB2 C3D4 …"""
    return " ".join(code[at : at + 4].upper() for at in range(0, len(code), 4))


def _mask(item: Item, answer: Answer) -> int:
    codes = [option.code for option in item.options]
    if item.multiple:
        return sum(1 << codes.index(code) for code in answer)
    return codes.index(answer) + 1


def _answer(item: Item, mask: int) -> Answer | None:
    if item.multiple:
        return item.accept(option.code for at, option in enumerate(item.options) if mask >> at & 1)
    return item.options[mask - 1].code if 0 < mask <= len(item.options) else None


def _cleaned(code: str) -> str:
    if len(code) > LONGEST:
        raise Damaged(code[:LONGEST])
    text = code.lower().replace(" ", "").replace("-", "")
    text = text.replace("o", "0").replace("i", "1").replace("l", "1")
    if not text or any(letter not in ALPHABET for letter in text):
        raise Damaged(code)
    return text


def _check(body: str) -> str:
    return _base32(zlib.crc32(body.encode()) % 1024).rjust(2, "0")


def _base32(number: int) -> str:
    digits = ""
    while True:
        number, digit = divmod(number, 32)
        digits = ALPHABET[digit] + digits
        if not number:
            return digits


def _number(text: str) -> int:
    number = 0
    for letter in text:
        number = number * 32 + ALPHABET.index(letter)
    return number
