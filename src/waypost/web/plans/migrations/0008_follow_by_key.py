"""`Plan.follows` holds the keys of rulebooks, no longer the ids of adoptions, which end with each new revision."""

from typing import Any

from django.db import migrations

GONE = "adoption:"  # an id that no adoption has any more is kept in sight, not dropped


def to_keys(apps: Any, schema_editor: Any) -> None:
    adoptions = apps.get_model("catalog", "Adoption").objects
    keys = dict(adoptions.values_list("pk", "rulebook__key"))
    _rewrite(
        apps, lambda plan: [keys.get(one, f"{GONE}{one}") if isinstance(one, int) else one for one in plan.follows]
    )


def to_ids(apps: Any, schema_editor: Any) -> None:
    """Back to the adoptions in force in each district."""
    in_force = apps.get_model("catalog", "Adoption").objects.filter(ended_at=None).order_by("pk")
    ids = {(district, key): pk for pk, district, key in in_force.values_list("pk", "district_id", "rulebook__key")}

    def back(plan: Any) -> list[int]:
        district = plan.student.district_id
        found = [
            ids.get((district, key), int(key.removeprefix(GONE)) if key.startswith(GONE) else None)
            for key in plan.follows
        ]
        return [one for one in found if one is not None]

    _rewrite(apps, back)


def _rewrite(apps: Any, renamed: Any) -> None:
    plans = apps.get_model("plans", "Plan").objects
    changed = []
    for plan in plans.exclude(follows=[]).select_related("student").iterator(chunk_size=2000):
        plan.follows = list(dict.fromkeys(renamed(plan)))
        changed.append(plan)
    plans.bulk_update(changed, ["follows"], batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("plans", "0007_planned_school_year"),
        ("catalog", "0002_offering"),
    ]

    operations = [migrations.RunPython(to_keys, to_ids)]
