"""An empty base gets its tables at once: those, and the rows, that older bases get through each migration."""

import json

from tests.core.keeping.machines import empty_machine

DJANGO = "import django, json; django.setup()\nfrom django.db import connection\n"
ONE_BY_ONE = (
    "from django.db.migrations.executor import MigrationExecutor\n"
    "executor = MigrationExecutor(connection)\n"
    "executor.migrate(executor.loader.graph.leaf_nodes())\n"
)
DESCRIBE = (
    "from maillage.core.keeping.schema import MADE_BY_DJANGO\n"
    "from django.db.migrations.recorder import MigrationRecorder\n"
    "import re\n"
    "NAMELESS = re.compile('^(__|fk_).*')  # SQLite numbers them\n"
    "told, known = {}, connection.introspection\n"
    "with connection.cursor() as cursor:\n"
    "    for table in known.table_names(cursor):\n"
    "        columns = [[str(part) for part in one] for one in known.get_table_description(cursor, table)]\n"
    "        rules = known.get_constraints(cursor, table).items()\n"
    "        rules = [[sorted(rule.items(), key=str), NAMELESS.sub('', name)] for name, rule in rules]\n"
    "        cursor.execute(f'SELECT count(*) FROM {table}')\n"
    "        rows = [] if table in MADE_BY_DJANGO else cursor.fetchone()\n"
    "        told[table] = [sorted(columns, key=str), sorted(rules, key=str), rows]\n"
    "print(json.dumps([told, sorted(map(list, MigrationRecorder(connection).applied_migrations()))]))\n"
)


def test_tables_laid_at_once_are_those_that_migrations_lead_to(home):
    with empty_machine(home / "laid") as laid, empty_machine(home / "walked") as walked:
        laid.does("-m", "config.cli", "migrate", "--verbosity", "0")
        walked.does("-c", DJANGO + ONE_BY_ONE)
        tables, applied = json.loads(laid.does("-c", DJANGO + DESCRIBE))
        as_walked, walked_through = json.loads(walked.does("-c", DJANGO + DESCRIBE))

        assert len(tables) > 90
        assert applied == walked_through
        assert tables.keys() == as_walked.keys()
        for table, told in tables.items():
            assert told == as_walked[table], table
        assert laid.ask("SELECT count(*) FROM auth_permission WHERE codename = 'change_place'") == [(1,)]
