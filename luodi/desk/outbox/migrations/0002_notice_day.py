from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models.functions import TruncDate


def from_moment(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    apps.get_model("outbox", "Notice").objects.update(day=TruncDate("sent"))


class Migration(migrations.Migration):
    dependencies = [("outbox", "0001_initial")]

    operations = [
        migrations.AddField("notice", "day", models.DateField(verbose_name="发出时站上是哪一天", null=True)),
        migrations.RunPython(from_moment, migrations.RunPython.noop),
        migrations.AlterField("notice", "day", models.DateField(verbose_name="发出时站上是哪一天")),
    ]
