"""Two columns SQLite and PostgreSQL read alike: a list of terms, and its look-ups."""

from django import forms
from django.core import checks
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

SEPARATOR = "|"


class Terms(list):
    """A list that shows itself as people read it."""

    def __str__(self) -> str:
        return ", ".join(self)


def _split(value) -> Terms:
    if value is None or value == "":
        return Terms()
    if isinstance(value, str):
        value = value.strip(SEPARATOR).split(SEPARATOR)
    return Terms(dict.fromkeys(term.strip() for term in value if term and term.strip()))


class TermsText(forms.CharField):
    """Free terms typed in one line, separated by |."""

    def prepare_value(self, value):
        return SEPARATOR.join(value) if isinstance(value, list) else value

    def to_python(self, value):
        return _split(value)

    def has_changed(self, initial, data):
        return not self.disabled and _split(initial) != _split(data)


class TermsField(models.TextField):
    """Several terms in one column, stored `|En autonomie|À distance|` so that one `LIKE` finds a term.

    `terms` is a TextChoices class when the list is closed; left out for free lists (aliases, e-mails).
    Python sees a list; order is kept, repetition is not. Look-ups: `has` (one term), `has_any` (several).
    """

    def __init__(self, *args, terms=None, **kwargs):
        self.terms = terms
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", Terms)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("default", None)
        return name, path, args, kwargs  # `terms` stays out: a longer list is no change of table

    def check(self, **kwargs):
        bad = [term for term in (self.terms.values if self.terms else []) if SEPARATOR in term]
        return super().check(**kwargs) + ([checks.Error(f"a term holds {SEPARATOR!r}: {bad}", obj=self)] if bad else [])

    def from_db_value(self, value, expression, connection):
        """What `get_prep_value` wrote is clean already; a value edited by hand in the base keeps its own bars."""
        return Terms(value[1:-1].split(SEPARATOR)) if value else Terms()

    def to_python(self, value):
        return _split(value)

    def get_prep_value(self, value):
        terms = _split(value)
        return f"{SEPARATOR}{SEPARATOR.join(terms)}{SEPARATOR}" if terms else ""

    def value_to_string(self, obj):
        return self.get_prep_value(self.value_from_object(obj))

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        unknown = [term for term in value if self.terms and term not in self.terms.values]
        if unknown:
            raise ValidationError(_("Valeur inconnue : %(terms)s"), params={"terms": ", ".join(unknown)})

    def formfield(self, **kwargs):
        if self.terms:
            kwargs = {"choices": self.terms.choices, "widget": forms.CheckboxSelectMultiple, **kwargs}
            kwargs.pop("max_length", None)
            return forms.MultipleChoiceField(
                required=not self.blank,
                label=self.verbose_name,
                help_text=self.help_text,
                choices=self.terms.choices,
                widget=kwargs["widget"],
            )
        return TermsText(
            required=not self.blank, label=self.verbose_name, help_text=self.help_text or _("Séparés par |")
        )


@TermsField.register_lookup
class Has(models.Lookup):
    lookup_name = "has"

    def get_prep_lookup(self):
        return str(self.rhs)

    def as_sql(self, compiler, connection):
        left, params = self.process_lhs(compiler, connection)
        escaped = str(self.rhs).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        return f"{left} LIKE %s ESCAPE '\\'", [*params, f"%{SEPARATOR}{escaped}{SEPARATOR}%"]


@TermsField.register_lookup
class HasAny(models.Lookup):
    lookup_name = "has_any"

    def get_prep_lookup(self):
        return [str(term) for term in self.rhs]

    def as_sql(self, compiler, connection):
        if not self.rhs:
            return "1 = 0", []
        parts, params = [], []
        for term in self.rhs:
            lookup = Has(self.lhs, term)
            sql, values = lookup.as_sql(compiler, connection)
            parts.append(sql)
            params += values
        return f"({' OR '.join(parts)})", params
