"""A recipe made in the page."""

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from maillage.accounts.models import User
from maillage.census.models import OwnRecipe, Upload
from maillage.census.recipes import all_recipes
from maillage.census.uploading.actions import choose_recipe
from maillage.core.events import tell


@transaction.atomic
def make_recipe(upload: Upload, *, nom: str, definition: dict, by: User) -> OwnRecipe:
    """Of a name already used, the newer one replaces it; the file is read again with it."""
    slug = _slug(nom)
    known = OwnRecipe.objects.filter(slug=slug).first()
    terms = known.definition.get("terms") if known else None
    definition = definition | ({"terms": terms} if terms else {})
    recipe, _ = OwnRecipe.objects.update_or_create(
        slug=slug, defaults={"nom": nom, "definition": definition, "by": by, "at": timezone.now()}
    )
    tell("made", recipe, by=by, upload=upload.pk)
    choose_recipe(upload, recipe.slug, by=by)
    return recipe


def _slug(nom: str) -> str:
    """Never the name of a recipe that comes with the program."""
    slug = slugify(nom)[:70] or "reglages"
    return f"{slug}-ici" if slug in {recipe.name for recipe in all_recipes()} else slug
