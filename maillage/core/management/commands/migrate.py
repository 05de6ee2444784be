from django.core.management.commands import migrate
from django.db import DEFAULT_DB_ALIAS, connection

from maillage.core.keeping import schema


class Command(migrate.Command):
    """Django's own; in a base without any table, those of today are laid at once (ADR 34)."""

    def handle(self, *args, **options):
        if _everything_is_asked(options) and not connection.introspection.table_names():
            schema.make(schema.known())
        return super().handle(*args, **options)


def _everything_is_asked(options: dict) -> bool:
    """`migrate` and nothing more: not one app, not a dry run, not an older state."""
    bare = ("app_label", "migration_name", "fake", "fake_initial", "plan", "check_unapplied", "prune")
    return options["database"] == DEFAULT_DB_ALIAS and not any(options[name] for name in bare)
