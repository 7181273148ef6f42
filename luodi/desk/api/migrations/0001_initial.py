"""Tokens of systems, and what was answered under their idempotency keys."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("parties", "0002_people"),
    ]

    operations = [
        migrations.CreateModel(
            name="Token",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60, unique=True, verbose_name="系统")),
                ("digest", models.CharField(max_length=64, unique=True, verbose_name="摘要")),
                ("rights", models.JSONField(default=list, verbose_name="可用于")),
                ("per_minute", models.PositiveIntegerField(default=120, verbose_name="每分钟至多几次")),
                ("minute", models.BigIntegerField(default=0, verbose_name="这一分钟")),
                ("used", models.PositiveIntegerField(default=0, verbose_name="已用几次")),
                ("revoked", models.BooleanField(default=False, verbose_name="已收回")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="登记时间")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="tokens",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="代表的账号",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Answered",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=100, verbose_name="幂等键")),
                ("digest", models.CharField(max_length=64, verbose_name="请求的摘要")),
                ("content", models.JSONField(default=dict, verbose_name="答复")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="登记时间")),
                ("token", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="answered", to="api.token")),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AddConstraint(
            model_name="token",
            constraint=models.CheckConstraint(condition=models.Q(("digest", ""), _negated=True), name="token_digest_given"),
        ),
        migrations.AddConstraint(
            model_name="answered",
            constraint=models.UniqueConstraint(fields=("token", "key"), name="answered_once"),
        ),
    ]
