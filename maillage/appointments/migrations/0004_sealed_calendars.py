from django.db import migrations, models

import maillage.core.sealing
from maillage.core.sealing import seal, unseal


def sealed(apps, schema_editor):
    _each(apps, schema_editor, seal)


def unsealed(apps, schema_editor):
    _each(apps, schema_editor, unseal)


def _each(apps, schema_editor, change):
    """While the column is a plain text: what is there is read as it is."""
    calendars = apps.get_model("appointments", "BusyCalendar").objects.using(schema_editor.connection.alias)
    for pk, url in list(calendars.values_list("pk", "url")):
        calendars.filter(pk=pk).update(url=change(url))


class Migration(migrations.Migration):
    """Who has the address of a calendar reads all of it: sealed, as what residents leave is."""

    dependencies = [("appointments", "0003_told")]

    operations = [
        migrations.AlterField("busycalendar", "url", models.TextField(verbose_name="adresse")),
        migrations.RunPython(sealed, unsealed),
        migrations.AlterField("busycalendar", "url", maillage.core.sealing.SealedField(verbose_name="adresse")),
    ]
