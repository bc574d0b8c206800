"""Every table says whose district its rows are, with an index that begins with it, or why it has none."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from tests.cast import Cast
from tests.factories import NOW, make_plan, send_to
from tests.web.imports.conftest import make_office
from tests.web.rules import adopt
from waypost.web.finder.actions.batches import ask_fixes
from waypost.web.finder.models import Search
from waypost.web.imports.adapters.tables import TABLES
from waypost.web.plans.actions.branching import start_what_if
from waypost.web.plans.actions.editing import add_course
from waypost.web.plans.actions.standings import store_standing
from waypost.web.plans.models import Branch, PlannedCourse
from waypost.web.plans.queries import real_branch_of
from waypost.web.records.models import CourseRecord, RequirementException, StudentFact
from waypost.web.reviews.actions.review import ask_question
from waypost.web.reviews.models import ReviewMessage
from waypost.web.schools.models import District
from waypost.web.schools.tenancy import OfDistrict

#: Tables of ours without a district, each with the reason.
OF_NO_DISTRICT: Final = {
    "accounts.User": "one sign-in may hold roles in several districts",
    "accounts.ThrottleRow": "failed sign-ins are counted before anybody is known",
    "demo.OutboxMessage": "the demo's own post, of all its districts",
    "history.Receipt": "the answer to a form of a person, whatever role it was sent in",
    "schools.District": "it is the district",
}
OURS: Final = [model for model in apps.get_models() if model.__module__.startswith("waypost.")]
HAVE_ONE: Final = [model for model in OURS if model._meta.label not in OF_NO_DISTRICT]
OWNED: Final = [model for model in HAVE_ONE if issubclass(model, OfDistrict)]


def label(model: type[models.Model]) -> str:
    return model._meta.label


@pytest.mark.both
@pytest.mark.parametrize("model", HAVE_ONE, ids=label)
def test_a_table_has_a_district_or_is_named_with_the_reason(model: type[models.Model], db: None) -> None:
    column = next((one for one in model._meta.concrete_fields if one.attname == "district_id"), None)
    assert column is not None, f"{label(model)}: make it OfDistrict, or say in OF_NO_DISTRICT why it has no district"
    assert column.remote_field.model is District
    assert column.null == (label(model) == "catalog.Rulebook"), "a rulebook that ships with Waypost is everybody's"
    with connection.cursor() as cursor:
        found = connection.introspection.get_constraints(cursor, model._meta.db_table).values()
    begins = [
        one["columns"] for one in found if one["columns"][:1] == ["district_id"] and (one["index"] or one["unique"])
    ]
    alone = label(model) == "catalog.GradePolicy"  # one row a district
    assert any(len(columns) > 1 for columns in begins) or alone, f"{label(model)}: no compound index begins with it"


def test_the_reasons_are_about_tables_that_there_are() -> None:
    assert {*OF_NO_DISTRICT} <= {label(model) for model in OURS}
    for name in OF_NO_DISTRICT:
        columns = {one.attname for one in apps.get_model(name)._meta.concrete_fields}
        assert "district_id" not in columns, f"{name} has a district by now"


@pytest.mark.parametrize("model", OWNED, ids=label)
def test_the_owner_of_a_row_has_a_district_itself(model: type[OfDistrict]) -> None:
    owner = model._meta.get_field(model.OWNER).related_model
    assert isinstance(owner, type)
    assert "district_id" in {one.attname for one in owner._meta.concrete_fields}


def strangers() -> dict[str, int]:
    """How many rows of each table say another district than the row on which they hang; tables without rows as -1."""
    found = {}
    for model in OWNED:
        rows = model._default_manager.all()
        other = rows.exclude(district=models.F(f"{model.OWNER}__district"))
        found[label(model)] = other.count() if rows.exists() else -1
    return found


def test_whatever_is_written_has_the_district_of_its_owner(cast: Cast, settings: Any, tmp_path: Path) -> None:
    settings.VAR = tmp_path
    adopt(cast)
    plan = make_plan(cast.maya, (cast.courses["ENG11"], 11, "year"))
    make_plan(cast.other_student)
    maya, counselor = cast.actor(cast.maya), cast.actor(cast.ms_whitfield)
    real = real_branch_of(plan)
    add_course(maya, branch=real, seen=1, course=cast.courses["ART1"], grade_level=11, term="year", at=NOW)
    start_what_if(maya, source=real, name="Try", at=NOW)
    review = send_to(cast.ms_whitfield, plan)
    ask_question(counselor, review=review, seen=1, text="Why?", at=NOW)
    ask_fixes(counselor, students=[cast.maya], at=NOW)
    store_standing(maya, student=cast.maya, at=NOW)
    StudentFact.objects.create(student=cast.other_student, kind="service_hours", value=3)
    RequirementException.objects.create(student=cast.other_student, rulebook_key="x", path="y", kind="waive")
    office = make_office("Ridgeview")
    run = office.bring_in()
    found = strangers()
    assert {name for name, count in found.items() if count > 0} == set()
    empty = {"catalog.CourseEdition", "plans.YearTurn", "reviews.Proposal"}
    assert {name for name, count in found.items() if count < 0} == empty
    assert {
        one.district for one in (*PlannedCourse.objects.all(), *Search.objects.all(), *ReviewMessage.objects.all())
    } == {cast.district}
    assert {*CourseRecord.objects.filter(student__district=office.district).values_list("district", flat=True)} == {
        office.district.pk
    }
    assert {*run.batches.values_list("district", flat=True)} == {office.district.pk}


def test_an_owner_that_is_in_hand_costs_no_question(cast: Cast, django_assert_num_queries: Any) -> None:
    plan = make_plan(cast.maya)
    real = real_branch_of(plan)
    rows = [
        PlannedCourse(branch=real, course=cast.courses[code], grade_level=11, term="year") for code in ("ART1", "BIO")
    ]
    with django_assert_num_queries(1):
        PlannedCourse.objects.bulk_create(rows)
    assert [row.district_id for row in rows] == [cast.district.pk] * 2
    with django_assert_num_queries(1):
        Branch.objects.create(plan=plan, kind="what_if", name="Try", created_at=NOW)


def test_a_row_without_a_district_is_refused_by_the_database(cast: Cast) -> None:
    plan = make_plan(cast.maya, (cast.courses["ENG11"], 11, "year"))
    with pytest.raises(IntegrityError), transaction.atomic():
        PlannedCourse.objects.filter(branch__plan=plan).update(district=None)


def test_an_import_names_the_district_of_its_tables_by_one_column() -> None:
    assert {table.district for name, table in TABLES.items() if name != "districts"} == {"district_id"}
