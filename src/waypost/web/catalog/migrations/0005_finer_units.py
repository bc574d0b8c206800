from django.db import migrations, models
from django.db.models import F

COLUMNS = {"Course": ("units", "repeat_units", "most_units"), "Offering": ("units",)}
FINER = 30  # 120ths of a credit in a quarter


def _scale(apps, *, finer):
    """Credits counted in quarters as 120ths, or back."""
    for model, columns in COLUMNS.items():
        rows = apps.get_model("catalog", model)._default_manager
        rows.update(**{name: F(name) * FINER if finer else F(name) / FINER for name in columns})


def _scale_editions(apps, *, finer):
    """The same for what courses were before."""
    editions = apps.get_model("catalog", "CourseEdition")._default_manager
    for edition in editions.iterator():
        for name in COLUMNS["Course"]:
            units = edition.values.get(name)
            if units is not None:
                edition.values[name] = units * FINER if finer else units // FINER
        edition.save(update_fields=["values"])


def to_finer(apps, schema_editor):
    _scale(apps, finer=True)
    _scale_editions(apps, finer=True)


def to_quarters(apps, schema_editor):
    _scale(apps, finer=False)
    _scale_editions(apps, finer=False)


class Migration(migrations.Migration):
    dependencies = [
        ("catalog", "0004_course_edition"),
    ]

    operations = [
        migrations.AlterField(
            model_name="course",
            name="units",
            field=models.PositiveIntegerField(),
        ),
        migrations.AlterField(
            model_name="offering",
            name="units",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="course",
            name="most_units",
            field=models.PositiveIntegerField(blank=True, null=True),
        ),
        migrations.RunPython(to_finer, to_quarters),
    ]
