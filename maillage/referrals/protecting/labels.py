"""What a column is called on a page for the person, where its model does not say it in French."""

from django.db import models

FRENCH = {
    "id": "numéro", "at": "le", "state": "état", "state_at": "dernier changement", "answered_at": "répondu le",
    "came_at": "venue le", "ended_at": "finie le", "moved_at": "dernier mouvement", "erased_at": "données effacées le",
    "withdrawn_at": "retiré le", "offer": "action", "workshop": "atelier", "appointment": "rendez-vous",
    "registration": "inscription", "redirected_from": "suite de la fiche", "referral": "fiche",
    "autonomy": "autonomie", "autonomy_before": "autonomie avant", "autonomy_after": "autonomie après",
    "verb": "quoi", "who": "qui", "told": "détails", "pathway": "parcours", "manner": "manière", "aim": "but",
    "sequence": "changements", "lane": "en plus d'un autre", "companion_of": "accompagne", "seat": "place numéro",
    "offered_until": "place gardée jusqu'au", "session": "séance", "practice": "agenda", "day": "jour",
    "service": "pour quoi", "minutes": "durée en minutes", "walk_in": "venue sans rendez-vous", "audience": "à qui",
    "number": "nombre de nouvelles", "fact": "ce qui était vrai", "before": "ce qui l'était avant",
    "due_at": "à annoncer le", "remind_at": "à rappeler le",
}  # fmt: skip


def french(field: models.Field) -> str:
    unnamed = str(field.verbose_name) in (field.name, field.name.replace("_", " "))
    return FRENCH.get(field.name, field.name) if unnamed else str(field.verbose_name)
