"""The outbox's tables: messages, schedules, notices."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("parties", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Schedule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100, unique=True, verbose_name="名称")),
                ("rhythm", models.CharField(max_length=20, verbose_name="节奏")),
                ("topic", models.CharField(max_length=60, verbose_name="事由")),
                ("payload", models.JSONField(default=dict, verbose_name="内容")),
                ("since", models.DateField(verbose_name="自何日起")),
                ("last", models.DateField(null=True, verbose_name="最近办到哪一期")),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("topic", models.CharField(max_length=60, verbose_name="事由")),
                ("key", models.CharField(max_length=200, unique=True, verbose_name="幂等键")),
                ("payload", models.JSONField(default=dict, verbose_name="内容")),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "待办"), ("done", "已办"), ("aside", "没送出")],
                        default="waiting",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                ("due", models.DateTimeField(verbose_name="何时办")),
                ("attempts", models.PositiveSmallIntegerField(default=0, verbose_name="已试次数")),
                ("reason", models.TextField(blank=True, verbose_name="没办成的原因")),
                ("closed", models.DateTimeField(null=True, verbose_name="办结或搁下的时间")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="登记时间")),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(condition=models.Q(("state", "waiting")), fields=["due", "id"], name="message_waiting"),
                    models.Index(condition=models.Q(("state", "aside")), fields=["-closed", "-id"], name="message_aside"),
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("key", ""), _negated=True), name="message_key_given"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed__isnull", True), ("state", "waiting")),
                            models.Q(models.Q(("state", "waiting"), _negated=True), ("closed__isnull", False)),
                            _connector="OR",
                        ),
                        name="message_closed_or_waiting",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("reason", ""), ("state", "aside"), _negated=True), name="message_aside_has_reason"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Notice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=180, unique=True, verbose_name="幂等键")),
                (
                    "channel",
                    models.CharField(
                        choices=[("inapp", "站内信"), ("email", "电子邮件"), ("sms", "短信")], max_length=10, verbose_name="途径"
                    ),
                ),
                ("account", models.CharField(blank=True, max_length=150, verbose_name="收件账号")),
                ("address", models.CharField(blank=True, max_length=254, verbose_name="邮箱或手机号")),
                ("about", models.CharField(blank=True, max_length=200, verbose_name="关于")),
                ("title", models.CharField(max_length=200, verbose_name="标题")),
                ("body", models.TextField(verbose_name="正文")),
                ("link", models.CharField(blank=True, max_length=500, verbose_name="链接")),
                ("sent", models.DateTimeField(verbose_name="发出时间")),
                ("delivered", models.DateTimeField(null=True, verbose_name="送达时间")),
                ("opened", models.DateTimeField(null=True, verbose_name="打开时间")),
                (
                    "enterprise",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="notices", to="parties.enterprise"
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["account", "-id"], name="notice_of_account"),
                    models.Index(fields=["enterprise", "-id"], name="notice_of_enterprise"),
                    models.Index(fields=["about"], name="notice_about"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("account", ""), ("enterprise__isnull", False)),
                            models.Q(models.Q(("account", ""), _negated=True), ("enterprise__isnull", True)),
                            _connector="OR",
                        ),
                        name="notice_one_recipient",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("address", ""), ("channel", "inapp")),
                            models.Q(models.Q(("channel", "inapp"), _negated=True), models.Q(("address", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="notice_address_where_needed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("opened__isnull", True), ("delivered__isnull", False), _connector="OR"),
                        name="notice_opened_after_delivery",
                    ),
                ],
            },
        ),
    ]
