"""The database itself refuses to change or delete a line of the ledger, whoever asks."""

from typing import Any

REFUSAL = "台账只增不改"
TABLE = "ledger_entry"
# A later migration that alters the table must lay these again: SQLite alters by building the table anew, without triggers.
LAID = {
    "sqlite": [
        f"CREATE TRIGGER {TABLE}_no_{verb.lower()} BEFORE {verb} ON {TABLE} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        for verb in ("UPDATE", "DELETE")
    ],
    "postgresql": [
        f"CREATE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$",
        f"CREATE TRIGGER {TABLE}_no_change BEFORE UPDATE OR DELETE ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()",
        f"CREATE TRIGGER {TABLE}_no_truncate BEFORE TRUNCATE ON {TABLE} FOR EACH STATEMENT EXECUTE FUNCTION {TABLE}_refuse()",
    ],
}
LIFTED = {
    "sqlite": [f"DROP TRIGGER {TABLE}_no_update", f"DROP TRIGGER {TABLE}_no_delete"],
    "postgresql": [
        f"DROP TRIGGER {TABLE}_no_truncate ON {TABLE}",
        f"DROP TRIGGER {TABLE}_no_change ON {TABLE}",
        f"DROP FUNCTION {TABLE}_refuse()",
    ],
}


def lay(schema_editor: Any) -> None:
    for statement in LAID[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)


def lift(schema_editor: Any) -> None:
    for statement in LIFTED[schema_editor.connection.vendor]:
        schema_editor.execute(statement, params=None)
