from django.db import migrations, models

#: The word "ask" stood for both what a person has to say and what cannot be checked.
OLD, NEW = "ask", "cannot_check"


def tell_apart(apps, schema_editor):
    """Rename the status in stored results and counts; the next run says whose word is waited for."""
    apps.get_model("audits", "StoredAudit").objects.filter(status=OLD).update(status=NEW)
    for run in apps.get_model("audits", "AuditRun").objects.exclude(shifts=[]):
        run.shifts = sorted(
            [year, _new(before), _new(after), titles, n] for year, before, after, titles, n in run.shifts
        )
        run.save(update_fields=["shifts"])


def _new(status):
    return NEW if status == OLD else status


class Migration(migrations.Migration):
    dependencies = [("audits", "0002_audit_run")]

    operations = [
        migrations.AddField(model_name="storedaudit", name="awaits", field=models.JSONField(default=list)),
        migrations.RunPython(tell_apart, migrations.RunPython.noop),
    ]
