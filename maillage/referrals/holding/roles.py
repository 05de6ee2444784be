"""Who acts with the paper, as an address says it. The person, unless told otherwise."""

from maillage.referrals.enums import Who

ASKED = "qui"
WORDS = {"": Who.PERSON, "proche": Who.RELATIVE, "voisin": Who.NEIGHBOUR}
PICTOGRAMS = {Who.PERSON: "seul", Who.RELATIVE: "personnes", Who.NEIGHBOUR: "maison"}


def role_called(text: str) -> Who:
    return WORDS.get(text, Who.PERSON)


def word_of(who: str) -> str:
    return next((word for word, one in WORDS.items() if one == who), "")
