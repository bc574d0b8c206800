from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0002_search")]

    operations = [
        migrations.AddField("search", "is_batch", models.BooleanField(default=False)),
        migrations.RemoveIndex("search", "plans_searc_state_56dc3d_idx"),
        migrations.AddIndex(
            "search", models.Index(fields=["state", "is_batch", "id"], name="plans_searc_state_7ba836_idx")
        ),
    ]
