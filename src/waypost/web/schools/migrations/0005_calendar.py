from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("schools", "0004_ungraded")]

    operations = [
        migrations.AddField(
            model_name="district",
            name="calendar",
            field=models.TextField(blank=True, default=""),
        ),
    ]
