from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0009_version_of_what_if"),
    ]

    operations = [
        migrations.AddField(
            model_name="edit",
            name="schema",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="periodsearch",
            name="schema",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="planversion",
            name="schema",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AddField(
            model_name="search",
            name="schema",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AlterField(
            model_name="edit",
            name="schema",
            field=models.PositiveSmallIntegerField(default=2),
        ),
        migrations.AlterField(
            model_name="periodsearch",
            name="schema",
            field=models.PositiveSmallIntegerField(default=2),
        ),
        migrations.AlterField(
            model_name="planversion",
            name="schema",
            field=models.PositiveSmallIntegerField(default=2),
        ),
        migrations.AlterField(
            model_name="search",
            name="schema",
            field=models.PositiveSmallIntegerField(default=2),
        ),
    ]
