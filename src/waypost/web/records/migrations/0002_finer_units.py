from django.db import migrations, models
from django.db.models import F

COLUMNS = {"CourseRecord": ("units_attempted", "units_earned"), "RequirementException": ("units",)}
FINER = 30  # 120ths of a credit in a quarter


def _scale(apps, *, finer):
    """Credits counted in quarters as 120ths, or back."""
    for model, columns in COLUMNS.items():
        rows = apps.get_model("records", model)._default_manager
        rows.update(**{name: F(name) * FINER if finer else F(name) / FINER for name in columns})


def to_finer(apps, schema_editor):
    _scale(apps, finer=True)


def to_quarters(apps, schema_editor):
    _scale(apps, finer=False)


class Migration(migrations.Migration):
    dependencies = [
        ("records", "0001_initial"),
    ]

    operations = [
        migrations.AlterField(
            model_name="courserecord",
            name="units_attempted",
            field=models.PositiveIntegerField(),
        ),
        migrations.AlterField(
            model_name="courserecord",
            name="units_earned",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.AlterField(
            model_name="requirementexception",
            name="units",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.RunPython(to_finer, to_quarters),
    ]
