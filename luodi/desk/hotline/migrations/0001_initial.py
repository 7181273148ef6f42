"""The tables of the hotline."""

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
            name="Voice",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("token", models.CharField(max_length=36, unique=True, verbose_name="表单号")),
                (
                    "sort",
                    models.CharField(
                        choices=[("question", "咨询"), ("appeal", "诉求"), ("complaint", "投诉"), ("suggestion", "建议")],
                        max_length=10,
                        verbose_name="哪一种",
                    ),
                ),
                ("title", models.CharField(max_length=100, verbose_name="一句话")),
                ("text", models.TextField(verbose_name="详情")),
                ("region", models.CharField(max_length=6, verbose_name="地区代码")),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "待受理"),
                            ("handling", "办理中"),
                            ("answered", "已答复"),
                            ("rated", "已评价"),
                            ("joined", "并入另一件"),
                            ("withdrawn", "已撤回"),
                        ],
                        default="waiting",
                        max_length=10,
                        verbose_name="状态",
                    ),
                ),
                (
                    "rating",
                    models.PositiveSmallIntegerField(
                        choices=[(5, "非常满意"), (4, "满意"), (3, "基本满意"), (2, "不满意"), (1, "非常不满意")],
                        null=True,
                        verbose_name="评价",
                    ),
                ),
                ("solved", models.BooleanField(null=True, verbose_name="解决了没有")),
                ("raised_on", models.DateField(verbose_name="提出日")),
                ("answered_on", models.DateField(null=True, verbose_name="首次答复日")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="登记时间")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="voices", to=settings.AUTH_USER_MODEL, verbose_name="谁"
                    ),
                ),
                (
                    "enterprise",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="voices",
                        to="parties.enterprise",
                        verbose_name="代表哪家企业",
                    ),
                ),
                (
                    "joined",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="twins",
                        to="hotline.voice",
                        verbose_name="并入哪一件",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="voices", to="parties.unit", verbose_name="现在谁办"
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Turn",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("row", models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name="voice_turn", to="registers.row")),
                ("voice", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="turns", to="hotline.voice")),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Word",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveIntegerField(verbose_name="序号")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("raised", "提出"),
                            ("taken", "受理"),
                            ("passed", "转办"),
                            ("pressed", "督办"),
                            ("answered", "答复"),
                            ("rated", "评价"),
                            ("reopened", "要求重办"),
                            ("joined", "并入另一件"),
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="voice_words",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="谁",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="voice_words", to="parties.unit", verbose_name="当时谁办"
                    ),
                ),
                ("voice", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="words", to="hotline.voice")),
            ],
            options={
                "ordering": ["voice", "number"],
            },
        ),
        migrations.CreateModel(
            name="Desk",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("region", models.CharField(max_length=6, verbose_name="地区代码")),
                ("limit", models.CharField(blank=True, max_length=20, verbose_name="多久答复")),
                ("since", models.DateField(verbose_name="自何日起")),
                ("source", models.CharField(max_length=300, verbose_name="依据")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="登记时间")),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="hotline_desks",
                        to="parties.unit",
                        verbose_name="由谁接听",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["region", "since"], name="desk_lookup")],
                "constraints": [models.CheckConstraint(condition=models.Q(("source", ""), _negated=True), name="desk_source")],
            },
        ),
        migrations.AddIndex(
            model_name="voice",
            index=models.Index(fields=["account", "-id"], name="voice_of_account"),
        ),
        migrations.AddIndex(
            model_name="voice",
            index=models.Index(fields=["unit", "state"], name="voice_of_unit"),
        ),
        migrations.AddConstraint(
            model_name="voice",
            constraint=models.CheckConstraint(
                condition=models.Q(("state__in", ["waiting", "handling", "answered", "rated", "joined", "withdrawn"])), name="voice_state"
            ),
        ),
        migrations.AddConstraint(
            model_name="voice",
            constraint=models.CheckConstraint(
                condition=models.Q(("sort__in", ["question", "appeal", "complaint", "suggestion"])), name="voice_sort"
            ),
        ),
        migrations.AddConstraint(
            model_name="voice",
            constraint=models.CheckConstraint(
                condition=models.Q(("rating", None), ("rating__in", [5, 4, 3, 2, 1]), _connector="OR"), name="voice_rating"
            ),
        ),
        migrations.AddConstraint(
            model_name="voice",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("joined__isnull", False), ("state", "joined")),
                    models.Q(models.Q(("state", "joined"), _negated=True), ("joined", None)),
                    _connector="OR",
                ),
                name="voice_joined",
            ),
        ),
        migrations.AddConstraint(
            model_name="word",
            constraint=models.UniqueConstraint(fields=("voice", "number"), name="word_once"),
        ),
        migrations.AddConstraint(
            model_name="word",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["raised", "taken", "passed", "pressed", "answered", "rated", "reopened", "joined", "withdrawn"])
                ),
                name="word_kind",
            ),
        ),
    ]
