from django.db import migrations, models
from django.db.models import F

COLUMNS = {"StoredAudit": ("done", "now", "planned", "needed")}
FINER = 30  # 120ths of a credit in a quarter


def _scale(apps, *, finer):
    """Credits counted in quarters as 120ths, or back."""
    for model, columns in COLUMNS.items():
        rows = apps.get_model("audits", model)._default_manager
        rows.update(**{name: F(name) * FINER if finer else F(name) / FINER for name in columns})


def to_finer(apps, schema_editor):
    _scale(apps, finer=True)


def to_quarters(apps, schema_editor):
    _scale(apps, finer=False)


class Migration(migrations.Migration):
    dependencies = [
        ("audits", "0003_awaits"),
    ]

    operations = [
        migrations.AddField(
            model_name="storedaudit",
            name="schema",
            field=models.PositiveSmallIntegerField(default=1),
        ),
        migrations.AlterField(
            model_name="storedaudit",
            name="done",
            field=models.PositiveIntegerField(),
        ),
        migrations.AlterField(
            model_name="storedaudit",
            name="needed",
            field=models.PositiveIntegerField(),
        ),
        migrations.AlterField(
            model_name="storedaudit",
            name="now",
            field=models.PositiveIntegerField(),
        ),
        migrations.AlterField(
            model_name="storedaudit",
            name="planned",
            field=models.PositiveIntegerField(),
        ),
        migrations.AlterField(
            model_name="storedaudit",
            name="schema",
            field=models.PositiveSmallIntegerField(default=2),
        ),
        migrations.RunPython(to_finer, to_quarters),
    ]
