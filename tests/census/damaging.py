"""Our own planted defects, for when the shared generator is not beside the repository."""

import random

from tests.census.files import ROW

DAMAGES = {
    "code_postal": [
        ("espace", lambda v: f"{v[:2]} {v[2:]}"),
        ("préfixe", lambda v: f"F-{v}"),
        ("lettre O", lambda v: f"{v[:4]}O"),
    ],
    "telephone": [
        ("format", lambda v: "0" + v[3:]),
        ("espaces", lambda v: f"0{v[3]} {v[4:6]} {v[6:8]} {v[8:10]} {v[10:]}"),
        ("texte", lambda v: "voir sur place"),
    ],
    "latitude": [("virgule", lambda v: v.replace(".", ",")), ("île nulle", lambda v: "0"), ("vide", lambda v: "")],
    "horaires": [
        ("français", lambda v: v.replace("Mo-Fr", "du lundi au vendredi").replace(":00", "h").replace(",", " et ")),
        ("flou", lambda v: "à la demande"),
    ],
    "date_maj": [
        ("jour d'abord", lambda v: "/".join(reversed(v.split("-")))),
        ("vide", lambda v: ""),
        ("époque", lambda v: "1970-01-01"),
    ],
    "services": [
        ("séparateur", lambda v: v.replace("|", " ; ")),
        ("casse", str.lower),
        ("ancien", lambda v: "Prendre en main un ordinateur"),
    ],
    "frais_a_charge": [("texte", lambda v: "5 euros"), ("casse", str.upper)],
    "courriels": [("arobase", lambda v: v.replace("@", " (at) ")), ("sans arobase", lambda v: v.replace("@", ""))],
    "site_web": [("sans schéma", lambda v: v.replace("https://", ""))],
    "nom": [("espaces", lambda v: f"  {v} ")],
    "adresse": [("vide", lambda v: "")],
}
PAIRED = {"0": "longitude", "": "longitude"}  # half a damaged position is a damaged position


def sound(n: int) -> dict[str, str]:
    return {
        **ROW,
        "id": f"lieu-d-essai-{n}",
        "nom": f"Espace numérique {n}",
        "adresse": f"{n + 1} rue de l'Essai",
        "telephone": f"+3332000{n:04d}",
        "horaires": "Mo-Fr 09:00-12:00,14:00-17:00",
        "latitude": f"50.{690000 + n}",
        "longitude": f"3.{170000 + n}",
        "services": "Aide aux démarches administratives|Accès internet et matériel informatique",
        "frais_a_charge": "Gratuit",
        "courriels": f"contact{n}@exemple.test",
        "site_web": f"https://exemple.test/{n}",
    }


def damaged(size: int, seed: int) -> tuple[dict[str, dict], list[dict], dict[tuple[str, str], str]]:
    """(sound rows by id, the rows to send, what was damaged where)"""
    chance = random.Random(seed)
    clean = {row["id"]: row for row in map(sound, range(size))}
    planted: dict[tuple[str, str], str] = {}
    sent = []
    for key, row in clean.items():
        row = dict(row)
        for column, kinds in DAMAGES.items():
            if chance.random() < 0.2:
                name, damage = chance.choice(kinds)
                row[column] = damage(row[column])
                planted[key, column] = name
                if column == "latitude" and row[column] in PAIRED:
                    row["longitude"] = row[column]
                    planted[key, "longitude"] = name
        sent.append(row)
    return clean, sent, planted
