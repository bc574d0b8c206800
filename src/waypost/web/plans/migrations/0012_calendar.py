from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("plans", "0011_planned_units")]

    operations = [migrations.RemoveConstraint(model_name="plannedcourse", name="planned_term")]
