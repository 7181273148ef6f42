"""The registers' tables: rows and their steps, events' days, versions of the calendar."""

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
            name="CalendarVersion",
            fields=[
                ("number", models.PositiveIntegerField(primary_key=True, serialize=False, verbose_name="版本")),
                ("content", models.TextField(verbose_name="逐日")),
                ("reason", models.CharField(max_length=200, verbose_name="为何")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="登记时间")),
            ],
            options={
                "ordering": ["number"],
            },
        ),
        migrations.CreateModel(
            name="EventDay",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, verbose_name="事件")),
                ("day", models.DateField(null=True, verbose_name="哪一天")),
                ("source", models.CharField(max_length=500, verbose_name="依据")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="登记时间")),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["name", "-id"], name="eventday_last")],
            },
        ),
        migrations.CreateModel(
            name="Row",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("register", models.CharField(max_length=20, verbose_name="哪本登记")),
                ("key", models.CharField(max_length=200, verbose_name="标识")),
                ("title", models.CharField(max_length=300, verbose_name="事项")),
                ("region", models.CharField(max_length=6, verbose_name="地区代码")),
                ("document", models.CharField(blank=True, max_length=60, verbose_name="文件")),
                ("clause", models.CharField(blank=True, max_length=100, verbose_name="条款")),
                ("instrument", models.CharField(blank=True, max_length=80, verbose_name="条目")),
                ("program", models.CharField(blank=True, max_length=64, verbose_name="规则指纹")),
                ("limit", models.CharField(blank=True, max_length=100, verbose_name="期限")),
                ("working", models.BooleanField(default=False, verbose_name="按工作日计")),
                ("event", models.CharField(blank=True, max_length=60, verbose_name="挂靠的事件")),
                (
                    "state",
                    models.CharField(
                        choices=[("open", "在办"), ("paused", "暂停"), ("done", "已办"), ("withdrawn", "已撤")],
                        default="open",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("started", models.DateField(null=True, verbose_name="起算日")),
                ("due", models.DateField(null=True, verbose_name="最后一天")),
                ("amber_on", models.DateField(null=True, verbose_name="何日起提醒")),
                ("red_on", models.DateField(null=True, verbose_name="何日起告急")),
                ("waits", models.CharField(blank=True, max_length=60, verbose_name="等什么")),
                ("done_on", models.DateField(null=True, verbose_name="办结日")),
                ("told", models.DateField(null=True, verbose_name="已告知的最后一天")),
                ("moves", models.PositiveIntegerField(default=0, verbose_name="最后一天改过几次")),
                ("level", models.PositiveSmallIntegerField(default=0, verbose_name="已报到哪一级")),
                ("calendar", models.PositiveIntegerField(null=True, verbose_name="日历版本")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="登记时间")),
                (
                    "enterprise",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to="parties.enterprise",
                        verbose_name="为哪家企业",
                    ),
                ),
                (
                    "holder",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="rows",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="经办人",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rows", to="parties.unit", verbose_name="责任单位"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="序号")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("opened", "立项"),
                            ("assigned", "分派"),
                            ("noted", "报进展"),
                            ("paused", "暂停计时"),
                            ("resumed", "恢复计时"),
                            ("extended", "延期"),
                            ("done", "办结"),
                            ("reopened", "退回重办"),
                            ("withdrawn", "撤销"),
                            ("corrected", "更正日期"),
                        ],
                        max_length=10,
                        verbose_name="做了什么",
                    ),
                ),
                ("happened_on", models.DateField(verbose_name="发生日")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="登记时间")),
                ("text", models.TextField(blank=True, verbose_name="说明")),
                ("details", models.JSONField(default=dict, verbose_name="详情")),
                (
                    "account",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="steps",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="谁",
                    ),
                ),
                ("row", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="registers.row")),
            ],
            options={
                "ordering": ["row", "number"],
            },
        ),
        migrations.AddIndex(
            model_name="row",
            index=models.Index(condition=models.Q(("state__in", ["open", "paused"])), fields=["unit", "due", "id"], name="row_of_unit"),
        ),
        migrations.AddIndex(
            model_name="row",
            index=models.Index(condition=models.Q(("state__in", ["open", "paused"])), fields=["due", "id"], name="row_due"),
        ),
        migrations.AddIndex(
            model_name="row",
            index=models.Index(fields=["region", "due"], name="row_of_region"),
        ),
        migrations.AddIndex(
            model_name="row",
            index=models.Index(fields=["enterprise", "-id"], name="row_of_enterprise"),
        ),
        migrations.AddIndex(
            model_name="row",
            index=models.Index(fields=["register", "document"], name="row_of_document"),
        ),
        migrations.AddIndex(
            model_name="row",
            index=models.Index(condition=models.Q(("event", ""), _negated=True), fields=["event"], name="row_waiting_for"),
        ),
        migrations.AddConstraint(
            model_name="row",
            constraint=models.UniqueConstraint(fields=("register", "key"), name="row_once"),
        ),
        migrations.AddConstraint(
            model_name="row",
            constraint=models.CheckConstraint(condition=models.Q(("state__in", ["open", "paused", "done", "withdrawn"])), name="row_state"),
        ),
        migrations.AddConstraint(
            model_name="row",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("done_on__isnull", False), ("state", "done")),
                    models.Q(models.Q(("state", "done"), _negated=True), ("done_on", None)),
                    _connector="OR",
                ),
                name="row_done_has_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="row",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("amber_on", None), ("due", None), ("red_on", None)),
                    models.Q(("due__gte", models.F("red_on")), ("red_on__gte", models.F("amber_on"))),
                    _connector="OR",
                ),
                name="row_lights_with_due",
            ),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.UniqueConstraint(fields=("row", "number"), name="step_once"),
        ),
        migrations.AddConstraint(
            model_name="step",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "kind__in",
                        ["opened", "assigned", "noted", "paused", "resumed", "extended", "done", "reopened", "withdrawn", "corrected"],
                    )
                ),
                name="step_kind",
            ),
        ),
    ]
