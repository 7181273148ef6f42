"""The ledger's tables, the head of the chain, and the triggers that refuse to change a line."""

from typing import Any

from django.db import migrations, models

from luodi.desk.ledger.triggers import lay, lift


def begin(apps: Any, schema_editor: Any) -> None:
    apps.get_model("ledger", "Head").objects.using(schema_editor.connection.alias).create(id=1)
    lay(schema_editor)


def end(_apps: Any, schema_editor: Any) -> None:
    lift(schema_editor)


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("number", models.PositiveBigIntegerField(primary_key=True, serialize=False, verbose_name="序号")),
                ("actor", models.CharField(blank=True, max_length=60, verbose_name="谁")),
                ("acting_for", models.CharField(blank=True, max_length=60, verbose_name="代表谁")),
                ("act", models.CharField(max_length=60, verbose_name="做了什么")),
                ("subject", models.CharField(max_length=100, verbose_name="对什么")),
                ("details", models.TextField(verbose_name="详情")),
                ("happened_on", models.DateField(verbose_name="发生日")),
                ("recorded_at", models.DateTimeField(verbose_name="登记时间")),
                ("document", models.CharField(blank=True, max_length=60, verbose_name="依据的文件")),
                ("clause", models.CharField(blank=True, max_length=100, verbose_name="依据的条款")),
                ("program", models.CharField(blank=True, max_length=64, verbose_name="规则指纹")),
                ("previous", models.CharField(max_length=64, verbose_name="上一行的摘要")),
                ("hash", models.CharField(max_length=64, verbose_name="本行的摘要")),
            ],
            options={
                "ordering": ["number"],
                "indexes": [
                    models.Index(fields=["subject", "number"], name="entry_subject"),
                    models.Index(fields=["actor", "number"], name="entry_actor"),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("number__gte", 1)), name="entry_numbered_from_one"),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("act", ""), _negated=True), models.Q(("subject", ""), _negated=True)),
                        name="entry_says_what",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveBigIntegerField(default=0, verbose_name="最后一行")),
                (
                    "hash",
                    models.CharField(
                        default="0000000000000000000000000000000000000000000000000000000000000000",
                        max_length=64,
                        verbose_name="最后一行的摘要",
                    ),
                ),
            ],
            options={
                "constraints": [models.CheckConstraint(condition=models.Q(("id", 1)), name="head_single")],
            },
        ),
        migrations.RunPython(begin, end),
    ]
