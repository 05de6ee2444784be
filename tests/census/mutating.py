"""Three hundred ways a file gets hurt between two offices. The seed makes each of them come back."""

import random

from tests.census.files import ROW, table

ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "mac-roman")
FORMULAS = ("=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "'=1", "＝1+1", '=HYPERLINK("http://x","y")')
ODD = (
    "",
    " ",
    "\0",
    "é" * 300,
    "\ud7ff",
    "\u202e",
    "|",
    ";",
    ",",
    '"',
    '""',
    "\r",
    "1e308",
    "-0",
    "nan",
    "∞",
    "0x10",
    "<script>",
    "%s",
    "{}",
    "١٢",
)


def places(chance: random.Random, size: int) -> list[dict]:
    extra = {
        "latitude": "50.69",
        "longitude": "3.17",
        "services": "Aide aux démarches administratives",
        "typologie": "CCAS",
    }
    return [
        {
            **ROW,
            **extra,
            "id": f"lieu-{n}",
            "nom": f"Espace numérique n° {n}",
            "telephone": f"03 20 00 {n:02d} {chance.randint(10, 99)}",
        }
        for n in range(size)
    ]


def hurt_cells(rows, chance):
    for _ in range(chance.randint(1, 6)):
        row = chance.choice(rows)
        row[chance.choice(list(row))] = chance.choice([*ODD, *FORMULAS])


def lose_columns(rows, chance):
    for name in chance.sample(list(rows[0]), chance.randint(1, 5)):
        for row in rows:
            row.pop(name, None)


def add_columns(rows, chance):
    for row in rows:
        row[chance.choice(["Nom", "commentaire libre", "", "local_equipment", "local_life_cycle"])] = chance.choice(
            ["x", "[", "[{}]", "fermé"]
        )


def repeat_rows(rows, chance):
    rows += [dict(row) for row in chance.choices(rows, k=3)]


def break_lines(rows, chance):
    chance.choice(rows)["adresse"] = "3 rue\nde l'Essai\r\n59100"


def drop_bytes(content, chance):
    cut = chance.randrange(len(content))
    return content[:cut] + content[cut + chance.randint(1, 40) :]


def cut_end(content, chance):
    return content[: chance.randrange(1, len(content))]


def insert_bytes(content, chance):
    at = chance.randrange(len(content))
    return content[:at] + chance.randbytes(chance.randint(1, 30)) + content[at:]


def insert_zeros(content, chance):
    at = chance.randrange(len(content))
    return content[:at] + b"\0" * chance.randint(1, 5) + content[at:]


def insert_quotes(content, chance):
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(len(content))
        content = content[:at] + chance.choice([b'"', b"\r", b"\n", b";", b","]) + content[at:]
    return content


ROW_HURTS = (hurt_cells, lose_columns, add_columns, repeat_rows, break_lines)
BYTE_HURTS = (drop_bytes, cut_end, insert_bytes, insert_zeros, insert_quotes)


def mutated(seed: int) -> bytes:
    chance = random.Random(f"mutation/{seed}")
    rows = places(chance, chance.randint(1, 8))
    for hurt in chance.sample(ROW_HURTS, chance.randint(0, 3)):
        hurt(rows, chance)
    text = table([{name: row.get(name, "") for row_ in rows for name in row_} for row in rows], chance.choice(",;\t|"))
    if chance.random() < 0.3:
        text = text.replace("\n", "\r\n")
    content = text.encode(chance.choice(ENCODINGS), errors="replace")
    for hurt in chance.sample(BYTE_HURTS, chance.randint(0, 2)):
        content = hurt(content, chance)
    return content
