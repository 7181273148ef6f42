"""The tables of cases: cases and their events, and what is entered for places."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("parties", "0002_people"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Arrangement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("service", models.CharField(max_length=80, verbose_name="事项")),
                ("region", models.CharField(max_length=6, verbose_name="地区代码")),
                ("units", models.JSONField(verbose_name="单位，牵头在前")),
                ("papers", models.JSONField(default=list, verbose_name="公布的材料清单")),
                ("source", models.CharField(max_length=300, verbose_name="依据")),
                ("since", models.DateField(verbose_name="自何日起")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="登记时间")),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["service", "region", "since"], name="arrangement_lookup")],
                "constraints": [models.CheckConstraint(condition=models.Q(("source", ""), _negated=True), name="arrangement_source")],
            },
        ),
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("service", models.CharField(max_length=80, verbose_name="事项")),
                ("document", models.CharField(max_length=60, verbose_name="文件")),
                ("clause", models.CharField(max_length=100, verbose_name="条款")),
                ("program", models.CharField(max_length=64, verbose_name="规则指纹")),
                ("title", models.CharField(max_length=200, verbose_name="名称")),
                ("item", models.CharField(blank=True, max_length=200, verbose_name="其中哪一项")),
                ("limit", models.CharField(blank=True, max_length=100, verbose_name="期限")),
                ("region", models.CharField(max_length=6, verbose_name="地区代码")),
                ("parts", models.JSONField(default=list, verbose_name="各部门")),
                ("answers", models.JSONField(default=dict, verbose_name="所答")),
                ("papers", models.JSONField(default=dict, verbose_name="材料")),
                ("pledged", models.JSONField(default=list, verbose_name="容缺的材料")),
                ("filed_on", models.DateField(verbose_name="提交日")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("handling", "办理中"),
                            ("waiting", "等补正"),
                            ("granted", "已办成"),
                            ("refused", "未予办理"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="handling",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="登记时间")),
                (
                    "agent",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases_for_others",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="代办人",
                    ),
                ),
                (
                    "applicant",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cases",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="谁提交",
                    ),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cases", to="parties.enterprise", verbose_name="企业"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cases", to="parties.unit", verbose_name="牵头单位"
                    ),
                ),
                ("units", models.ManyToManyField(related_name="cases_in_part", to="parties.unit", verbose_name="有一份的单位")),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="序号")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("filed", "提交"),
                            ("agreed", "同意"),
                            ("objected", "不同意"),
                            ("asked", "一次性告知补正"),
                            ("supplied", "补正"),
                            ("granted", "办成"),
                            ("refused", "不予办理"),
                            ("withdrawn", "撤回"),
                        ],
                        max_length=10,
                        verbose_name="什么事",
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="发生日")),
                ("text", models.TextField(blank=True, verbose_name="说明")),
                ("details", models.JSONField(default=dict, verbose_name="详情")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="登记时间")),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="case_events",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="谁",
                    ),
                ),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="events", to="cases.case")),
                (
                    "unit",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="case_events",
                        to="parties.unit",
                        verbose_name="哪个单位",
                    ),
                ),
            ],
            options={
                "ordering": ["case", "number"],
            },
        ),
        migrations.CreateModel(
            name="RiskLevel",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", models.CharField(max_length=6, verbose_name="地区代码")),
                ("level", models.CharField(max_length=10, verbose_name="风险等级")),
                ("since", models.DateField(verbose_name="自何日起")),
                ("source", models.CharField(max_length=300, verbose_name="依据")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="登记时间")),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["region", "since"], name="risk_lookup")],
                "constraints": [models.CheckConstraint(condition=models.Q(("source", ""), _negated=True), name="risk_source")],
            },
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["unit", "state", "id"], name="case_of_unit"),
        ),
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["enterprise", "-id"], name="case_of_enterprise"),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["handling", "waiting", "granted", "refused", "withdrawn"])), name="case_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.UniqueConstraint(fields=("case", "number"), name="case_event_once"),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["filed", "agreed", "objected", "asked", "supplied", "granted", "refused", "withdrawn"])),
                name="case_event_kind",
            ),
        ),
    ]
