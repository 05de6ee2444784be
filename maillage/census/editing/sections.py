"""The screens of a place: what each shows, who it asks, in the order people look for it."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from maillage.census.editing.forms import columns as forms
from maillage.census.editing.forms.columns import ColumnsForm


@dataclass(frozen=True)
class Section:
    title: str | Promise
    pictogram: str
    columns: tuple[str, ...]  # what the sheet shows of it
    form: type[ColumnsForm] | None = None  # None: a page of its own
    asks: str | Promise = ""  # the first thing on its page


def _of(form: type[ColumnsForm]) -> tuple[str, ...]:
    return tuple(form.base_fields)


SECTIONS: dict[str, Section] = {
    "nom": Section(
        _("Nom et adresse"),
        "lieu",
        _of(forms.AddressForm),
        forms.AddressForm,
        _("Comment s'appelle ce lieu, où est-il ?"),
    ),
    "position": Section(_("Repère sur la carte"), "carte", ("position_precision",)),
    "horaires": Section(_("Horaires"), "horloge", ("horaires",)),
    "coordonnees": Section(
        _("Téléphone, courriel, site"),
        "telephone",
        _of(forms.ContactForm),
        forms.ContactForm,
        _("Comment vous joindre ?"),
    ),
    "services": Section(
        _("Ce qu'on y fait"), "aide", _of(forms.ServicesForm), forms.ServicesForm, _("Que fait-on dans ce lieu ?")
    ),
    "materiel": Section(_("Matériel"), "imprimer", ("equipment",)),
    "actions": Section(_("Actions et ateliers"), "apprendre", ("offers",)),
    "public": Section(
        _("Pour qui"), "personnes", _of(forms.PublicForm), forms.PublicForm, _("Qui pouvez-vous accueillir ?")
    ),
    "acces": Section(
        _("Coût et accès"), "euro", _of(forms.AccessForm), forms.AccessForm, _("Combien ça coûte, comment venir ?")
    ),
    "presentation": Section(
        _("Présentation"), "lire", _of(forms.PresentationForm), forms.PresentationForm, _("Présentez ce lieu")
    ),
    "labels": Section(
        _("Dispositifs et labels"), "securite", _of(forms.LabelsForm), forms.LabelsForm, _("Dispositifs et labels")
    ),
    "etat": Section(
        _("Ouvert ou fermé ?"), "maison", _of(forms.StateForm), forms.StateForm, _("Ce lieu existe-t-il toujours ?")
    ),
}
FORMS = {key: part for key, part in SECTIONS.items() if part.form}
