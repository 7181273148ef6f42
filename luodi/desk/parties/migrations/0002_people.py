"""Units, accounts, whom they act for, and their days away."""

import django.db.models.deletion
import django.db.models.functions.datetime
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("parties", "0001_initial"),
    ]
    # Their tables point to the account, and they know no more of it than that it comes with the first migration here.
    run_before = [
        ("otp_totp", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Account",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("login", models.CharField(max_length=40, unique=True, verbose_name="登录名")),
                ("name", models.CharField(max_length=40, verbose_name="显示的名字")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("firm", "企业人员"),
                            ("person", "个人"),
                            ("official", "经办"),
                            ("window", "窗口"),
                            ("supervisor", "督查"),
                            ("drafter", "起草"),
                            ("administrator", "管理"),
                        ],
                        max_length=13,
                        verbose_name="角色",
                    ),
                ),
                ("region", models.CharField(blank=True, max_length=6, verbose_name="负责地区代码")),
                ("phone", models.CharField(blank=True, max_length=20, verbose_name="手机号")),
                ("email", models.EmailField(blank=True, max_length=254, verbose_name="电子邮箱")),
                ("is_active", models.BooleanField(default=True, verbose_name="在用")),
                ("synthetic", models.BooleanField(default=False, verbose_name="合成样例")),
                ("epoch", models.PositiveIntegerField(default=0, verbose_name="登录批次")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="登记时间")),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="Membership",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("since", models.DateField(verbose_name="自何日起")),
                ("until", models.DateField(blank=True, null=True, verbose_name="到何日止")),
                (
                    "account",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="memberships", to=settings.AUTH_USER_MODEL),
                ),
                (
                    "enterprise",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="memberships", to="parties.enterprise"),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AddField(
            model_name="account",
            name="enterprises",
            field=models.ManyToManyField(
                related_name="accounts", through="parties.Membership", to="parties.enterprise", verbose_name="代表的企业"
            ),
        ),
        migrations.CreateModel(
            name="Unit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=80, unique=True, verbose_name="全称")),
                ("region", models.CharField(max_length=6, verbose_name="所属地区代码")),
                (
                    "level",
                    models.CharField(
                        choices=[("nation", "国家"), ("province", "省"), ("city", "市"), ("county", "县")],
                        max_length=8,
                        verbose_name="层级",
                    ),
                ),
                (
                    "upper",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="lower",
                        to="parties.unit",
                        verbose_name="上级单位",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.AddField(
            model_name="account",
            name="unit",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="accounts",
                to="parties.unit",
                verbose_name="单位",
            ),
        ),
        migrations.CreateModel(
            name="Absence",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("first", models.DateField(verbose_name="第一天")),
                ("last", models.DateField(verbose_name="最后一天")),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="absences",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="谁不在",
                    ),
                ),
                (
                    "deputy",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="stands_in",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="由谁代办",
                    ),
                ),
            ],
            options={
                "ordering": ["id"],
                "indexes": [models.Index(fields=["deputy", "first", "last"], name="absence_deputy")],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("last__gte", models.F("first"))), name="absence_days"),
                    models.CheckConstraint(
                        condition=models.Q(("deputy", None), models.Q(("deputy", models.F("account")), _negated=True), _connector="OR"),
                        name="absence_deputy_other",
                    ),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.UniqueConstraint(fields=("account", "enterprise"), name="membership_once"),
        ),
        migrations.AddConstraint(
            model_name="membership",
            constraint=models.CheckConstraint(
                condition=models.Q(("until", None), ("until__gte", models.F("since")), _connector="OR"), name="membership_days"
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(condition=models.Q(("region", ""), _negated=True), name="unit_region_given"),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(("level__in", ["nation", "province", "city", "county"])), name="unit_level"
            ),
        ),
        migrations.AddConstraint(
            model_name="unit",
            constraint=models.CheckConstraint(
                condition=models.Q(("upper", None), models.Q(("upper", models.F("id")), _negated=True), _connector="OR"),
                name="unit_not_above_itself",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(("role__in", ["firm", "person", "official", "window", "supervisor", "drafter", "administrator"])),
                name="account_role",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("role__in", ["firm", "person"]), ("unit", None)),
                    models.Q(("role__in", ["official", "supervisor", "window"]), ("unit__isnull", False)),
                    ("role__in", ["drafter", "administrator"]),
                    _connector="OR",
                ),
                name="account_unit_of_role",
            ),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("name__startswith", "示例·"), ("synthetic", True)),
                    models.Q(("synthetic", False), models.Q(("name__startswith", "示例·"), _negated=True)),
                    _connector="OR",
                ),
                name="account_synthetic_name",
            ),
        ),
    ]
