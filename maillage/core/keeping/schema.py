"""Tables as migrations lead to them, which may be older than the code."""

from django.apps.registry import Apps
from django.core.management.color import no_style
from django.db import connection, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from maillage.core.keeping.refusals import Refused

Key = tuple[str, str]
MADE_BY_DJANGO = {"django_content_type", "auth_permission"}  # filled by `migrate` itself
NEWER = "{} vient d'une version plus récente de Maillage (étape {}.{}). Mettez à jour, puis recommencez."


def known() -> list[Key]:
    """All the migrations of this code."""
    return sorted(MigrationLoader(None).graph.nodes)


def applied() -> list[Key]:
    """The base's own migrations; refuses a base that knows more than this code."""
    loader = MigrationLoader(connection)
    for key in sorted(loader.applied_migrations):
        if key not in loader.disk_migrations:
            raise Refused(NEWER.format("La base", *key))
    return sorted(key for key in loader.applied_migrations if key in loader.graph.nodes)


def refuse_newer(migrations: list[Key]) -> None:
    nodes = set(known())
    for key in migrations:
        if key not in nodes:
            raise Refused(NEWER.format("Cette sauvegarde", *key) + " Rien n'a été changé.")


def tables(migrations: list[Key]) -> dict[str, type[models.Model]]:
    """Name of table → model, in the state these migrations left; links between models included."""
    state = MigrationLoader(None).project_state(migrations)
    return {model._meta.db_table: model for model in _stored(state.apps)}


def _stored(apps: Apps) -> list[type[models.Model]]:
    found = apps.get_models(include_auto_created=True)
    return sorted(
        (model for model in found if model._meta.managed and not model._meta.proxy), key=lambda one: one._meta.db_table
    )


def existing() -> set[str]:
    return set(connection.introspection.table_names())


def own() -> set[str]:
    """The tables of this base that are ours, at whatever version."""
    from django.apps import apps

    names = {model._meta.db_table for model in _stored(apps)} | {MigrationRecorder.Migration._meta.db_table}
    return existing() & names


def used() -> bool:
    """Whether somebody's rows are in there: tables alone, fresh from `migrate`, hold nothing."""
    quote = connection.ops.quote_name
    bare = MADE_BY_DJANGO | {MigrationRecorder.Migration._meta.db_table}
    with connection.cursor() as cursor:
        for name in sorted(own() - bare):
            cursor.execute(f"SELECT 1 FROM {quote(name)} LIMIT 1")
            if cursor.fetchone():
                return True
    return False


def drop(names: set[str]) -> None:
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        for name in sorted(names):
            cursor.execute(f"DROP TABLE IF EXISTS {quote(name)} CASCADE")


def make(migrations: list[Key]) -> dict[str, type[models.Model]]:
    """The empty tables these migrations lead to, laid at once: going through each takes ten times longer."""
    recorder = MigrationRecorder(connection)
    made = tables(migrations)
    with connection.schema_editor() as editor:
        for model in made.values():
            if not model._meta.auto_created:  # links come with the model that holds them
                editor.create_model(model)
        if not recorder.has_table():
            editor.create_model(recorder.Migration)
        for key in migrations:
            recorder.record_applied(*key)
    return made


def continue_numbers(made: dict[str, type[models.Model]]) -> None:
    """The next number of each table comes after the last."""
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), list(made.values())):
            cursor.execute(sql)
