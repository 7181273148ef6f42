"""The parties' tables: enterprises and their dated facts."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Enterprise",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="名称")),
                ("code", models.CharField(max_length=24, unique=True, verbose_name="统一社会信用代码")),
                ("region", models.CharField(max_length=6, verbose_name="所在地区代码")),
                ("about", models.CharField(blank=True, max_length=200, verbose_name="一句话")),
                ("synthetic", models.BooleanField(default=False, verbose_name="合成样例")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="登记时间")),
            ],
            options={
                "ordering": ["id"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("code__startswith", "合成"), ("synthetic", True)),
                            models.Q(("synthetic", False), models.Q(("code__startswith", "合成"), _negated=True)),
                            _connector="OR",
                        ),
                        name="enterprise_synthetic_code",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Fact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="事实")),
                ("value", models.CharField(max_length=200, verbose_name="值")),
                ("since", models.DateField(verbose_name="自何日起")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="登记时间")),
                ("source", models.CharField(max_length=200, verbose_name="来源")),
                (
                    "enterprise",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="facts", to="parties.enterprise"),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["enterprise", "name", "since"], name="fact_lookup")],
                "constraints": [models.CheckConstraint(condition=models.Q(("value", ""), _negated=True), name="fact_value_given")],
            },
        ),
    ]
