from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("imports", "0003_offerings"),
    ]

    operations = [
        migrations.AddField(
            model_name="rowbatch",
            name="schema",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AlterField(
            model_name="rowbatch",
            name="schema",
            field=models.PositiveSmallIntegerField(default=2),
        ),
    ]
