"""How a planned class is taken: said, chosen, and kept through steps, what-ifs, versions and proposals."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tests.cast import Cast
from tests.credit import credits
from tests.factories import NOW, make_course, make_offering
from tests.web.plans.forms_of import text_of
from tests.web.plans.planner_pages import PlannerPages, mayas_planner
from tests.web.plans.search_pages import answered, newest, use
from waypost.engine.record import Entry, MethodCode
from waypost.web.catalog.models import Offering
from waypost.web.finder.queries.search import real_planner
from waypost.web.plans.actions import keep_version, start_what_if, use_what_if
from waypost.web.plans.adapters import Add, Swap
from waypost.web.plans.models import Branch, PlannedCourse
from waypost.web.plans.queries.versions import snapshot_of
from waypost.web.reviews.actions import accept_proposal, propose_change
from waypost.web.reviews.models import Proposal

ONLINE = "virtual/State Virtual School"


@pytest.fixture
def online(cast: Cast) -> Offering:
    """Speech online for a whole credit, which counts for more than in school."""
    said = {"terms": ["fall", "summer"], "cost_cents": 7500, "approval": "counselor", "units": credits(1)}
    return make_offering(cast.courses["SPCH"], **said)


@pytest.fixture
def pages(client: Client, cast: Cast, online: Offering) -> PlannerPages:
    """Maya signed in, with Speech planned in the school day."""
    return mayas_planner(client, cast)


def why(pages: PlannerPages) -> str:
    return text_of(pages.get("planner_why", f"planned-{pages.planned('SPCH').pk}", htmx=True))


def take(pages: PlannerPages, offering: Offering | None, *, place: str = "11-fall") -> HttpResponse:
    chosen = offering.pk if offering else 0
    return pages.post("planner_take", planned=pages.planned("SPCH").pk, offering=chosen, place=place)


def entry_of(cast: Cast, code: str = "SPCH") -> Entry:
    record = real_planner(cast.actor(cast.maya), student_id=cast.maya.pk).real.record
    return next(entry for entry in record.entries if entry.course.code == code)


def test_the_ways_stand_in_the_panel_with_price_yes_and_credit(pages: PlannerPages) -> None:
    said = why(pages)
    assert "Choose how to take it" in said
    assert "The way the school offers it This is how it is planned now. Gives ½ credit." in said
    assert "Online with State Virtual School Costs $75. Ms. Whitfield must say yes. Gives 1 credit." in said


def test_a_course_with_one_way_offers_no_choice(pages: PlannerPages) -> None:
    said = text_of(pages.get("planner_why", f"planned-{pages.planned('ENG11').pk}", htmx=True))
    assert "Choose how to take it" not in said


def test_a_chosen_way_is_said_and_exact_in_the_audit(pages: PlannerPages, cast: Cast, online: Offering) -> None:
    answer = take(pages, online)
    assert "Speech is taken online with State Virtual School now." in text_of(answer)
    assert "Online with State Virtual School . Costs $75. Ms. Whitfield must say yes." in why(pages)
    entry = entry_of(cast)
    assert (entry.units, entry.method, entry.offering, entry.course.periods) == (
        credits(1),
        MethodCode.ONLINE,
        ONLINE,
        0,
    )


def test_a_way_that_is_turned_off_is_kept_and_said(pages: PlannerPages, online: Offering) -> None:
    take(pages, online)
    Offering.objects.update(is_active=False)
    said = why(pages)
    assert "Online with State Virtual School . Costs $75." in said
    assert "Nobody offers it in this way any more. Choose another way." in said
    assert "The way the school offers it" in said


def test_a_way_in_another_term_moves_the_class(pages: PlannerPages, online: Offering) -> None:
    online.terms = ["summer"]
    online.save()
    assert "Moves to 11th grade, summer." in why(pages)
    take(pages, online, place="11-summer")
    assert (pages.planned("SPCH").term, pages.planned("SPCH").offering) == ("summer", online)


def test_a_choice_is_a_step_that_can_be_taken_back(pages: PlannerPages, online: Offering) -> None:
    take(pages, online)
    pages.post("planner_move", planned=pages.planned("SPCH").pk, place="12-fall")
    assert pages.planned("SPCH").offering == online
    pages.post("planner_undo")
    said = text_of(pages.post("planner_undo"))
    assert pages.planned("SPCH").offering is None
    assert "changed how Speech is taken" in said
    pages.post("planner_redo")
    assert pages.planned("SPCH").offering == online


def test_a_removed_class_comes_back_in_its_way(pages: PlannerPages, online: Offering) -> None:
    take(pages, online)
    pages.post("planner_remove", planned=pages.planned("SPCH").pk)
    pages.post("planner_undo")
    assert pages.planned("SPCH").offering == online


def test_what_ifs_and_versions_keep_the_way(pages: PlannerPages, cast: Cast, online: Offering) -> None:
    take(pages, online)
    actor, real = cast.actor(cast.maya), pages.branch
    what_if = start_what_if(actor, source=real, name="Same", at=NOW)
    assert what_if.planned.get(course__code="SPCH").offering == online
    use_what_if(actor, branch=what_if, seen=what_if.version, real_seen=real.version, at=NOW)
    assert pages.planned("SPCH").offering == online
    kept = {row["code"]: row for row in snapshot_of(pages.branch)}
    assert (kept["SPCH"]["offering"], kept["SPCH"]["units"]) == (ONLINE, credits(1))
    assert "offering" not in kept["ENG11"]


def test_a_course_that_only_a_provider_has_is_added_with_the_cheapest(pages: PlannerPages, cast: Cast) -> None:
    college = make_course(cast.district, "COLL", level="dual", title="College Writing")
    dear = make_offering(college, "City College", modality="dual_enrollment", cost_cents=9000)
    cheap = make_offering(college, "Valley College", modality="dual_enrollment", cost_cents=4500)
    pages.post("planner_add", course=college.pk, place="12-year")
    assert pages.planned("COLL").offering == cheap != dear
    assert entry_of(cast, "COLL").method is MethodCode.TRANSFER


def test_the_finder_offers_summer_classes_of_a_provider(pages: PlannerPages, cast: Cast) -> None:
    make_offering(cast.courses["ENG12"], "Summer School", modality="summer", cost_cents=6000)
    said = text_of(pages.get("planner_find", place="11-summer", words="English 12", htmx=True))
    assert "11th grade, summer, with Summer School" in said


def test_a_way_of_another_course_or_district_is_refused(pages: PlannerPages, cast: Cast) -> None:
    other = make_offering(cast.courses["ENG12"], "Elsewhere")
    assert take(pages, other).status_code == 404
    assert pages.planned("SPCH").offering is None


def test_a_found_way_names_provider_price_credit_and_who_says_yes(client: Client, cast: Cast, online: Offering) -> None:
    """Only online is there room for the missing English."""
    pages = mayas_planner(client, cast)
    make_offering(cast.courses["ENG12"], cost_cents=15000, approval="counselor")
    PlannedCourse.objects.create(branch=pages.branch, course=cast.courses["ANAT"], grade_level=11, term="year")
    said = text_of(answered(client, cast.maya, "fixes"))
    assert "Add English 12 in 12th grade, online with State Virtual School" in said
    assert "Cost: English 12 is taken online with State Virtual School: $150, 1 credit" in said
    assert "Needs a yes from Ms. Whitfield" in said
    number = next(at for at, way in enumerate(newest().answer["ways"]) if way["kind"] == "virtual")
    use(client, newest(), number)
    tried = Branch.objects.get(kind="what_if").planned.get(course__code="ENG12")
    assert tried.offering_name == ONLINE


def test_a_proposed_way_is_kept_when_the_student_says_yes(client: Client, cast: Cast, online: Offering) -> None:
    pages = mayas_planner(client, cast)
    make_offering(cast.courses["ENG12"], cost_cents=15000, approval="counselor")
    PlannedCourse.objects.create(branch=pages.branch, course=cast.courses["ANAT"], grade_level=11, term="year")
    client.force_login(cast.ms_whitfield.user)
    answered(client, cast.maya, "fixes")
    number = next(at for at, way in enumerate(newest().answer["ways"]) if way["kind"] == "virtual")
    use(client, newest(), number, route="search_propose")
    proposal = Proposal.objects.get()
    assert proposal.changes == [{"verb": "add", "code": "ENG12", "grade_level": 12, "term": "year", "offering": ONLINE}]
    accept_proposal(cast.actor(cast.maya), proposal=proposal, seen=1, plan_seen=pages.branch.version, at=NOW)
    assert pages.planned("ENG12").offering_name == ONLINE


def test_a_guardian_reads_what_a_class_asks_of_the_family(pages: PlannerPages, cast: Cast, online: Offering) -> None:
    take(pages, online)
    pages.client.force_login(cast.lucia.user)
    said = text_of(pages.client.get(reverse("front:family_child", args=[cast.maya.pk])))
    assert "En línea con State Virtual School. Cuesta $75. Ms. Whitfield tiene que decir que sí." in said


def test_a_version_says_how_a_class_is_taken(pages: PlannerPages, cast: Cast, online: Offering) -> None:
    take(pages, online)
    version = keep_version(cast.actor(cast.maya), plan=pages.branch.plan, reason="sent", at=NOW)
    page = pages.client.get(reverse("reviews:version_detail", args=[version.plan_id, version.number]))
    assert "Speech fall, online with State Virtual School" in text_of(page)


def test_a_counselor_proposes_a_class_in_its_usual_way(pages: PlannerPages, cast: Cast) -> None:
    college = make_course(cast.district, "COLL", level="dual", title="College Writing")
    make_offering(college, "Valley College", modality="dual_enrollment", cost_cents=4500)
    changes = [
        Add(code="COLL", grade_level=12, term="year"),
        Swap(code="SPCH", grade_level=11, term="fall", to_code="ART1"),
    ]
    actor = cast.actor(cast.ms_whitfield)
    proposal = propose_change(actor, plan=pages.branch.plan, changes=changes, reason="Try it", at=NOW)
    assert [row.get("offering", row.get("to_offering")) for row in proposal.changes] == [
        "dual_enrollment/Valley College",
        None,
    ]
    said = text_of(pages.client.get(reverse("reviews:proposal_detail", args=[proposal.pk])))
    assert "Add College Writing in 12th grade, as a college class with Valley College. Costs $45." in said
