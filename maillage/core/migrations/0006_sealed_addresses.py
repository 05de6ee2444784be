from django.db import migrations, models

import maillage.core.sealing
from maillage.core.models import address_digest
from maillage.core.sealing import Unreadable, seal, unseal


def seal_what_is_written(apps, schema_editor):
    """Addresses of messages written before the column was sealed."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute('SELECT id, "to" FROM core_message')
        for pk, to in cursor.fetchall():
            clear = opened(to)
            told = [seal(clear), address_digest(clear) if clear else "", pk]
            cursor.execute('UPDATE core_message SET "to" = %s, to_hash = %s WHERE id = %s', told)


def opened(text):
    try:
        return unseal(text)
    except Unreadable:
        return text


class Migration(migrations.Migration):
    dependencies = [("core", "0005_messages_by_sms")]

    operations = [
        migrations.AlterField(
            "message", "to", maillage.core.sealing.SealedField(blank=True, verbose_name="destinataire")
        ),
        migrations.AddField("message", "to_hash", models.CharField(blank=True, db_index=True, max_length=64)),
        migrations.RunPython(seal_what_is_written, migrations.RunPython.noop),
    ]
