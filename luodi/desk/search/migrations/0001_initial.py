"""The index: its entries, its posting lists, its edition."""

import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("fingerprint", models.CharField(blank=True, max_length=120, verbose_name="所据内容")),
                ("levels", models.JSONField(default=list, verbose_name="层级")),
                ("units", models.JSONField(default=list, verbose_name="责任单位")),
                ("kinds", models.JSONField(default=list, verbose_name="能办成什么")),
                ("built_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="建成时间")),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("rank", models.IntegerField(primary_key=True, serialize=False, verbose_name="次序")),
                ("document", models.CharField(max_length=200, verbose_name="文件")),
                ("path", models.CharField(max_length=200, verbose_name="条款")),
                ("heading", models.TextField(blank=True, verbose_name="标题")),
                ("text", models.TextField(blank=True, verbose_name="正文")),
                ("folded", models.TextField(blank=True, verbose_name="归一后的字")),
                ("level", models.CharField(max_length=20, verbose_name="层级")),
                ("region", models.CharField(max_length=6, verbose_name="地区代码")),
                ("date", models.DateField(null=True, verbose_name="文件日期")),
                ("units", models.JSONField(default=list, verbose_name="责任单位")),
                ("kinds", models.JSONField(default=list, verbose_name="能办成什么")),
            ],
            options={
                "ordering": ["rank"],
            },
        ),
        migrations.CreateModel(
            name="Posting",
            fields=[
                ("pk", models.CompositePrimaryKey("field", "gram", "block", blank=True, editable=False, primary_key=True, serialize=False)),
                (
                    "field",
                    models.CharField(
                        choices=[
                            ("words", "标题或正文里的字"),
                            ("heading", "标题里的字"),
                            ("level", "层级"),
                            ("region", "地区，及其所在的各级"),
                            ("unit", "责任单位"),
                            ("kind", "能办成什么"),
                            ("day", "文件日期"),
                        ],
                        max_length=10,
                        verbose_name="种类",
                    ),
                ),
                ("gram", models.CharField(max_length=200, verbose_name="字或标记")),
                ("block", models.IntegerField(verbose_name="第几块")),
                ("packed", models.BinaryField(verbose_name="有它的条款")),
            ],
        ),
    ]
