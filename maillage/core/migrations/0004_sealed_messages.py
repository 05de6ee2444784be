from django.db import migrations

import maillage.core.sealing
from maillage.core.sealing import Unreadable, seal, unseal


def seal_what_is_written(apps, schema_editor):
    """Mails already waiting when the columns became sealed."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT id, text, html FROM core_message")
        for pk, text, html in cursor.fetchall():
            cursor.execute("UPDATE core_message SET text = %s, html = %s WHERE id = %s", [sealed(text), sealed(html), pk])


def sealed(text):
    try:
        unseal(text)
        return text
    except Unreadable:
        return seal(text)


class Migration(migrations.Migration):
    dependencies = [("core", "0003_when_a_job_runs_next")]

    operations = [
        migrations.AlterField(
            "message", "html", maillage.core.sealing.SealedField(blank=True, verbose_name="texte mis en forme")
        ),
        migrations.AlterField("message", "text", maillage.core.sealing.SealedField(blank=True, verbose_name="texte")),
        migrations.RunPython(seal_what_is_written, migrations.RunPython.noop),
    ]
