"""The board's table: the weekly reports."""

import django.db.models.functions.datetime
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Weekly",
            fields=[
                ("monday", models.DateField(primary_key=True, serialize=False, verbose_name="星期一")),
                ("content", models.JSONField(verbose_name="内容")),
                ("recorded_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name="登记时间")),
            ],
            options={
                "ordering": ["-monday"],
            },
        ),
    ]
