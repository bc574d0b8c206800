"""Whose district a row is: rows that hang on another row carry its district too, as their indexes' first column."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models


class DistrictOfOwner(models.ForeignKey[Any, Any]):
    """A district that a new row takes over from its owner, unless the writer has named it; in bulk as well."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """The district's id; asks the database for an owner only where it is not in hand."""
        if isinstance(model_instance, OfDistrict) and model_instance.district_id is None:
            model_instance.district_id = getattr(model_instance, model_instance.OWNER).district_id
        return super().pre_save(model_instance, add)

    def deconstruct(self) -> Any:
        """For migrations it is a plain foreign key."""
        name, _path, args, options = super().deconstruct()
        return name, "django.db.models.ForeignKey", args, options


class OfDistrict(models.Model):
    """A row of a district that hangs on another row of the same district, its owner: OWNER names that column."""

    OWNER: ClassVar[str] = "student"

    district = DistrictOfOwner("schools.District", on_delete=models.CASCADE, related_name="+", db_index=False)

    class Meta:
        abstract = True
