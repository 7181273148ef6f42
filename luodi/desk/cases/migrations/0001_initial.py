"""The tables of cases, and of what is entered for a place."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("parties", "0002_people"),
        ("registers", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Case",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=36, unique=True, verbose_name="表单号")),
                ("service", models.CharField(max_length=80, verbose_name="事项")),
                ("document", models.CharField(max_length=60, verbose_name="文件")),
                ("clause", models.CharField(max_length=100, verbose_name="条款")),
                ("program", models.CharField(max_length=64, verbose_name="规则指纹")),
                ("title", models.CharField(max_length=200, verbose_name="名称")),
                ("item", models.CharField(blank=True, max_length=200, verbose_name="其中哪一项")),
                ("terms", models.JSONField(default=dict, verbose_name="当时的规定")),
                ("region", models.CharField(max_length=6, verbose_name="地区代码")),
                ("answers", models.JSONField(default=dict, verbose_name="所答")),
                ("papers", models.JSONField(default=dict, verbose_name="材料")),
                ("pledges", models.JSONField(default=dict, verbose_name="承诺后补")),
                ("amount", models.BigIntegerField(null=True, verbose_name="金额（分）")),
                ("filed_on", models.DateField(verbose_name="提交日")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("handling", "办理中"),
                            ("waiting", "等补正"),
                            ("published", "公示中"),
                            ("paying", "待拨付"),
                            ("done", "已办成"),
                            ("refused", "不予办理"),
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
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Duty",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "task",
                    models.CharField(
                        choices=[
                            ("main", "牵头办理"),
                            ("part", "会办"),
                            ("pledge", "容缺材料补交"),
                            ("publish", "公示"),
                            ("pay", "拨付"),
                            ("check", "事后核查"),
                        ],
                        max_length=8,
                        verbose_name="什么",
                    ),
                ),
                ("about", models.CharField(blank=True, max_length=200, verbose_name="哪份材料")),
                ("case", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="duties", to="cases.case")),
                ("row", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="case_duty", to="registers.row")),
            ],
            options={
                "ordering": ["id"],
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
                            ("delivered", "补交容缺材料"),
                            ("corrected", "更正所填"),
                            ("approved", "准予办理"),
                            ("refused", "不予办理"),
                            ("contested", "公示有异议，退回核查"),
                            ("cleared", "公示期满无异议"),
                            ("prepared", "制单"),
                            ("returned", "复核退回"),
                            ("paid", "复核付款"),
                            ("checked", "事后核查"),
                            ("reopened", "撤销原决定重办"),
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
            name="Guide",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("service", models.CharField(max_length=80, verbose_name="事项")),
                ("region", models.CharField(max_length=6, verbose_name="地区代码")),
                ("papers", models.JSONField(default=list, verbose_name="材料")),
                ("publish", models.CharField(blank=True, max_length=20, verbose_name="公示多久")),
                ("check_within", models.CharField(blank=True, max_length=20, verbose_name="多久内事后核查")),
                ("since", models.DateField(verbose_name="自何日起")),
                ("source", models.CharField(max_length=300, verbose_name="依据")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="登记时间")),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["service", "region", "since"], name="guide_lookup")],
                "constraints": [models.CheckConstraint(condition=models.Q(("source", ""), _negated=True), name="guide_source")],
            },
        ),
        migrations.CreateModel(
            name="Payment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("amount", models.BigIntegerField(verbose_name="金额（分）")),
                ("payee", models.CharField(max_length=120, verbose_name="收款人")),
                ("receipt", models.CharField(blank=True, max_length=80, verbose_name="回单号")),
                ("made_on", models.DateField(verbose_name="制单日")),
                ("paid_on", models.DateField(null=True, verbose_name="付款日")),
                ("case", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="payment", to="cases.case")),
                (
                    "checker",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments_checked",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="复核人",
                    ),
                ),
                (
                    "maker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="payments_made",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="制单人",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
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
        migrations.CreateModel(
            name="Taker",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("service", models.CharField(max_length=80, verbose_name="事项")),
                ("region", models.CharField(max_length=6, verbose_name="地区代码")),
                ("units", models.JSONField(verbose_name="单位，牵头在前")),
                ("since", models.DateField(verbose_name="自何日起")),
                ("source", models.CharField(max_length=300, verbose_name="依据")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="登记时间")),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["service", "region", "since"], name="taker_lookup")],
                "constraints": [models.CheckConstraint(condition=models.Q(("source", ""), _negated=True), name="taker_source")],
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
        migrations.AddIndex(
            model_name="case",
            index=models.Index(fields=["state", "-id"], name="case_in_state"),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["handling", "waiting", "published", "paying", "done", "refused", "withdrawn"])),
                name="case_state",
            ),
        ),
        migrations.AddConstraint(
            model_name="case",
            constraint=models.CheckConstraint(
                condition=models.Q(("amount", None), ("amount__gte", 0), _connector="OR"), name="case_amount"
            ),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.CheckConstraint(
                condition=models.Q(("task__in", ["main", "part", "pledge", "publish", "pay", "check"])), name="case_duty_task"
            ),
        ),
        migrations.AddConstraint(
            model_name="duty",
            constraint=models.UniqueConstraint(condition=models.Q(("task", "main")), fields=("case",), name="case_duty_one_main"),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.UniqueConstraint(fields=("case", "number"), name="case_event_once"),
        ),
        migrations.AddConstraint(
            model_name="event",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        [
                            "filed",
                            "agreed",
                            "objected",
                            "asked",
                            "supplied",
                            "delivered",
                            "corrected",
                            "approved",
                            "refused",
                            "contested",
                            "cleared",
                            "prepared",
                            "returned",
                            "paid",
                            "checked",
                            "reopened",
                            "withdrawn",
                        ],
                    )
                ),
                name="case_event_kind",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(("checker", None), models.Q(("checker", models.F("maker")), _negated=True), _connector="OR"),
                name="payment_two_people",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("checker", None), ("paid_on", None)),
                    models.Q(("checker__isnull", False), ("paid_on__isnull", False)),
                    _connector="OR",
                ),
                name="payment_paid_by_somebody",
            ),
        ),
        migrations.AddConstraint(
            model_name="payment",
            constraint=models.CheckConstraint(condition=models.Q(("amount__gt", 0)), name="payment_above_nothing"),
        ),
    ]
