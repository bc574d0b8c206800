"""What an audit of a student reads never changes under the same key: record version, and the versions of the branches.

The record's part is `Student.record_version`. The plan's part is each branch's `version`, which every step claims
anyway, so that a step writes no row more and what was read of the record stands through all moves of a plan.
"""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

import pytest

import waypost.web
from tests.cast import Cast
from tests.credit import credits
from tests.factories import NOW, make_offering, make_plan
from tests.web.imports.conftest import Office, changed, make_office
from tests.web.plans.test_follow import HEALTH, PATHWAY
from tests.web.rules import adopt
from waypost.web.catalog.models import Course, Follow
from waypost.web.demo.actions import move_clock
from waypost.web.demo.seasons import SEASONS
from waypost.web.imports.models import RunKind
from waypost.web.plans.actions.branching import put_away_what_if, start_plan, start_what_if, use_what_if
from waypost.web.plans.actions.class_year import say_class_year
from waypost.web.plans.actions.editing import (
    add_course,
    credit_course,
    move_course,
    pin_course,
    remove_course,
    say_taken,
    swap_course,
    take_course,
)
from waypost.web.plans.actions.following import follow_rulebooks
from waypost.web.plans.actions.moving_up import move_up
from waypost.web.plans.actions.undoing import redo_edit, undo_edit
from waypost.web.plans.adapters import Add, Remove
from waypost.web.plans.models import Branch, PlannedCourse
from waypost.web.records.models import CourseRecord, RequirementException, StudentFact
from waypost.web.reviews.actions import accept_proposal, propose_change
from waypost.web.schools.actions import raise_record_versions
from waypost.web.schools.models import Student

NEXT_FALL: Final = datetime(2027, 9, 7, 15, 0, tzinfo=UTC)

Versions = dict[int, int]


def records() -> Versions:
    """The record version of every student."""
    return dict(Student.objects.values_list("pk", "record_version"))


def branches(student: Student) -> Versions:
    return dict(Branch.objects.filter(plan__student=student).values_list("pk", "version"))


# What changes the record: each is done to a district with a roster, and names whose version has to rise.

HISTORY: Final = "student,course,title,school_year,term,grade_level,mark,credits_attempted,credits_earned,status,repeat_code,method\n"
ALGEBRA: Final = HISTORY + "S1,MA101,,2025-26,year,9,B+,1,1,Pass,,\n"


@pytest.fixture
def filled(db: None, settings: Any, tmp_path: Path) -> Office:
    """A district with the three students of the small bundle, S1 to S3."""
    settings.VAR = tmp_path
    office = make_office("Ridgeview")
    office.bring_in()
    return office


def import_history(office: Office, text: str = ALGEBRA) -> None:
    office.apply(office.check_one("course-history.csv", text.encode(), kind=RunKind.COURSE_HISTORY))


def import_facts(office: Office) -> None:
    text = "student,kind,value,date,source\nS2,service_hours,12,2026-10-01,office\n"
    office.apply(office.check_one("facts.csv", text.encode(), kind=RunKind.COURSE_HISTORY))


def correct_a_mark(office: Office) -> None:
    import_history(office, ALGEBRA.replace("B+", "A"))


def import_a_grade(office: Office) -> None:
    office.bring_in(changed("users.csv", '"G1,G2",10', '"G1,G2",11'))


def lose_a_student(office: Office) -> None:
    office.bring_in(changed("users.csv", "S2,active", "S2,tobedeleted"))


def undo_history(office: Office) -> None:
    office.undo(_newest(office))


def turn_the_year(office: Office) -> None:
    Student.objects.update(grade_in=2025)
    move_up(office.actor, at=NOW)


def _newest(office: Office) -> Any:
    return office.district.import_runs.order_by("-pk").first()


@dataclass(frozen=True, kw_only=True)
class Deed:
    """What is done, after what, and to whose record."""

    do: Callable[[Office], None]
    to: set[str]
    after: tuple[Callable[[Office], None], ...] = ()


DEEDS: Final = {
    "a course history": Deed(do=import_history, to={"S1"}),
    "a corrected mark": Deed(do=correct_a_mark, to={"S1"}, after=(import_history,)),
    "a course history taken back": Deed(do=undo_history, to={"S1"}, after=(import_history,)),
    "a corrected mark taken back": Deed(do=undo_history, to={"S1"}, after=(import_history, correct_a_mark)),
    "a fact": Deed(do=import_facts, to={"S2"}),
    "a fact taken back": Deed(do=undo_history, to={"S2"}, after=(import_facts,)),
    "a grade of the roster": Deed(do=import_a_grade, to={"S1"}),
    "a grade of the roster taken back": Deed(do=undo_history, to={"S1"}, after=(import_a_grade,)),
    "a student who left": Deed(do=lose_a_student, to={"S2"}),
    "a student who left and is back": Deed(do=undo_history, to={"S2"}, after=(lose_a_student,)),
    "the turn of the year": Deed(do=turn_the_year, to={"S1", "S2", "S3"}),
}


@pytest.mark.parametrize("name", DEEDS)
def test_whatever_changes_a_record_raises_its_version(filled: Office, name: str) -> None:
    deed = DEEDS[name]
    Course.objects.update(units=credits(1))
    for step in deed.after:
        step(filled)
    before = records()
    rows = _rows()
    deed.do(filled)
    assert _rows() != rows, "it did nothing"
    ids = dict(Student.objects.values_list("source_id", "pk"))
    now = records()
    assert {one for one in deed.to if now[ids[one]] <= before[ids[one]]} == set()


def test_an_import_leaves_the_versions_of_whom_it_does_not_touch(filled: Office) -> None:
    before = records()
    import_history(filled)
    moved = {pk for pk, version in records().items() if version != before[pk]}
    assert moved == set(Student.objects.filter(source_id="S1").values_list("pk", flat=True))
    filled.bring_in()
    assert {pk for pk, version in records().items() if version != before[pk]} == moved, "the same roster again"


def test_the_clock_of_the_demo_raises_them_in_both_directions(filled: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    Student.objects.update(grade_in=2026)
    days = iter([SEASONS[-1], SEASONS[0]])
    for season in days:
        before = records()
        monkeypatch.setattr(
            "waypost.web.base.clock.now",
            lambda season=season: datetime(season.day.year, season.day.month, season.day.day, 15, tzinfo=UTC),
        )
        move_clock(season)
        after = records()
        assert all(after[pk] > before[pk] for pk in before), season


def test_the_verb_raises_each_student_once_and_no_other(cast: Cast) -> None:
    before = records()
    raise_record_versions([cast.maya.pk, cast.theo.pk, cast.maya.pk])
    now = records()
    assert {pk: now[pk] - before[pk] for pk in now} == {cast.maya.pk: 1, cast.theo.pk: 1, cast.other_student.pk: 0}
    raise_record_versions([])
    assert records() == now


# What a student, a counselor or a planner changes.


def test_a_class_year_and_a_choice_raise_the_version(cast: Cast) -> None:
    make_plan(cast.maya)
    adopt(cast, PATHWAY, follow=Follow.CHOSEN)
    one = records()[cast.maya.pk]
    say_class_year(cast.actor(cast.ms_whitfield), student=cast.maya, seen=2029, class_of=2030, at=NOW)
    two = records()[cast.maya.pk]
    follow_rulebooks(cast.actor(cast.maya), branch=Branch.objects.get(), seen=1, chosen={HEALTH}, at=NOW)
    assert one < two < records()[cast.maya.pk]


def test_whatever_changes_a_plan_raises_the_version_of_its_branch(cast: Cast) -> None:
    maya = cast.actor(cast.maya)
    Course.objects.filter(code="SPCH").update(units=credits(0.5), most_units=credits(1))
    real = start_plan(maya, student=cast.maya, at=NOW)

    def planned(code: str, branch: Branch = real) -> PlannedCourse:
        return PlannedCourse.objects.select_related("course", "branch__plan__student__district").get(
            branch=branch, course__code=code
        )

    def of_branch(branch: Branch = real) -> dict[str, Any]:
        fresh = Branch.objects.select_related("plan__student__district").get(pk=branch.pk)
        return {"branch": fresh, "seen": fresh.version, "at": NOW}

    def of_row(code: str) -> dict[str, Any]:
        row = planned(code)
        return {"planned": row, "seen": row.branch.version, "at": NOW}

    def propose_and_accept() -> None:
        changes = [Add(code="STAT", grade_level=12, term="year"), Remove(code="ART1", grade_level=11, term="year")]
        office = cast.actor(cast.ms_whitfield)
        proposal = propose_change(office, plan=real.plan, changes=changes, reason="Try", at=NOW)
        accept_proposal(maya, proposal=proposal, seen=1, plan_seen=branches(cast.maya)[real.pk], at=NOW)

    def try_and_use() -> None:
        tried = start_what_if(maya, source=real, name="Try", at=NOW)
        use_what_if(maya, branch=tried, seen=1, real_seen=branches(cast.maya)[real.pk], at=NOW)

    online = make_offering(cast.courses["ENG11"])
    steps: list[Callable[[], object]] = [
        lambda: add_course(maya, course=cast.courses["ENG11"], grade_level=11, term="year", **of_branch()),
        lambda: add_course(maya, course=cast.courses["SPCH"], grade_level=11, term="fall", **of_branch()),
        lambda: move_course(maya, grade_level=12, term="fall", **of_row("SPCH")),
        lambda: credit_course(maya, units=credits(1), **of_row("SPCH")),
        lambda: pin_course(maya, rulebook_key="cedar-valley", path="elective", **of_row("SPCH")),
        lambda: take_course(maya, offering=online, grade_level=11, term="year", **of_row("ENG11")),
        lambda: swap_course(maya, course=cast.courses["ART1"], term="year", **of_row("ENG11")),
        lambda: undo_edit(maya, **of_branch()),
        lambda: redo_edit(maya, **of_branch()),
        propose_and_accept,
        lambda: remove_course(maya, **of_row("SPCH")),
        try_and_use,
    ]
    for number, step in enumerate(steps):
        before = branches(cast.maya)
        step()
        assert branches(cast.maya)[real.pk] > before[real.pk], number
    tried = start_what_if(maya, source=real, name="Again", at=NOW)
    put_away_what_if(maya, seen=1, branch=tried, at=NOW)
    assert branches(cast.maya)[tried.pk] == 2
    PlannedCourse.objects.create(branch=real, course=cast.courses["BIO"], grade_level=9, term="fall", school_year=2025)
    before = branches(cast.maya)
    say_taken(maya, **of_row("BIO"))
    assert branches(cast.maya)[real.pk] > before[real.pk]


# That no writer is forgotten.

WATCHED: Final = {"Student", "CourseRecord", "StudentFact", "RequirementException", "Plan", "Branch", "PlannedCourse"}
WRITES: Final = {
    "create",
    "bulk_create",
    "bulk_update",
    "update",
    "save",
    "delete",
    "get_or_create",
    "update_or_create",
}
#: Every module of the site that names one of these rows and writes any row.
WALKED: Final = {
    "demo/actions.py": "the clock, above; a reset, in demo/test_reset.py",
    "imports/actions/undo.py": "above, by what it takes back",
    "imports/actions/write.py": "above, by what it brings",
    "plans/actions/branching.py": "above, by the versions of branches",
    "plans/actions/class_year.py": "above",
    "plans/actions/editing.py": "above, by the versions of branches",
    "plans/actions/following.py": "above",
    "plans/actions/moving_up.py": "above",
    "plans/actions/rows.py": "it writes what editing and undoing claimed a branch for",
    "plans/actions/undoing.py": "above, by the versions of branches",
    "schools/actions.py": "the verb itself",
}
#: These write other rows, and none that an audit of a student reads.
OTHERS: Final = {
    "access/actions.py": "sign-ins",
    "audits/actions.py": "what audits said",
    "history/actions.py": "history",
    "imports/actions/check.py": "what an import would change",
    "standings/actions/audit_chunks.py": "runs over everybody",
    "finder/actions/batches.py": "searches",
    "jobs/actions.py": "jobs",
    "reviews/actions/proposing.py": "proposals; the plan itself by editing",
    "finder/actions/searching.py": "searches; what-ifs by branching",
    "reviews/actions/sending.py": "reviews and kept versions",
    "plans/actions/versions.py": "kept versions",
}


def test_every_module_that_writes_such_rows_is_walked_or_named() -> None:
    root = Path(next(iter(waypost.web.__path__)))
    found = {
        str(path.relative_to(root))
        for path in root.rglob("*.py")
        if not {"migrations", "loader", "models"} & {*path.parts} and path.name != "models.py" and _writes(path)
    }
    assert not {*WALKED} & {*OTHERS}
    assert found == {*WALKED, *OTHERS}, "a writer that nobody walks: raise the record version, and walk it here"


def _writes(path: Path) -> bool:
    tree = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = {node.id for node in tree if isinstance(node, ast.Name)} | {"Student" for node in tree if _is_generic(node)}
    return bool(names & WATCHED) and any(
        isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in WRITES
        for node in tree
    )


def _is_generic(node: ast.AST) -> bool:
    """Whether it writes tables that are told to it: `table.model`."""
    return isinstance(node, ast.Attribute) and node.attr == "model"


def _rows() -> list[list[dict[str, Any]]]:
    """Everything that an audit reads of anybody, without the versions."""
    kept = [name for name in (one.attname for one in Student._meta.concrete_fields) if name != "record_version"]
    return [
        list(Student.objects.order_by("pk").values(*kept)),
        *(
            list(model._default_manager.order_by("pk").values())
            for model in (CourseRecord, StudentFact, RequirementException)
        ),
    ]
