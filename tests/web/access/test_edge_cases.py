"""The hard cases of permissions, each as it happens: who loses, changes or never had a right."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import Cast, actor_of
from tests.conftest import SecondFactorClient
from tests.factories import NOW, look_after, make_guardian, make_plan, make_staff, make_student, send_to
from tests.web.access.asking import address_of, fields_of
from tests.web.access.everybody import Everybody, hire_everybody
from tests.web.rules import adopt
from tests.web.same_page import headers_of, plain
from waypost.web.access.queries import roles_held
from waypost.web.accounts.models import User
from waypost.web.history.models import Event
from waypost.web.plans.models import Plan
from waypost.web.schools.models import Guardianship, Post, Rights, Role, Staff, Student, Support

TODAY = NOW.date()


def browser(user: User | None) -> Client:
    """Somebody's own browser, with an open session."""
    assert user is not None
    client = SecondFactorClient()
    client.force_login(user)
    assert client.get("/settings/").status_code == 200
    return client


def plan_of(student: Student) -> str:
    return reverse("plans:planner", args=[student.pk])


@pytest.fixture
def planned(cast: Cast) -> Plan:
    adopt(cast)
    return make_plan(cast.maya, (cast.courses["ENG11"], 11, "year"))


@pytest.fixture
def everybody(db: None, settings: Any, tmp_path: Any) -> Everybody:
    settings.VAR = tmp_path
    return hire_everybody()


class TestAGuardianIsBlocked:
    """Case 1: an open session, a block, the next click."""

    @pytest.mark.parametrize("block", [{"rights": Rights.LIMITED}, {"ends_on": TODAY}], ids=["limited", "ended"])
    def test_every_page_of_the_child_is_gone_at_once(self, cast: Cast, planned: Plan, block: dict[str, Any]) -> None:
        review = send_to(cast.ms_whitfield, planned)
        mother = browser(cast.lucia.user)
        addresses = [
            plan_of(cast.maya),
            reverse("front:family_child", args=[cast.maya.pk]),
            reverse("reviews:version_list", args=[planned.pk]),
            reverse("reviews:review_detail", args=[review.pk]),
        ]
        assert [mother.get(address).status_code for address in addresses] == [200] * len(addresses)
        Guardianship.objects.filter(guardian=cast.lucia, student=cast.maya).update(**block)
        assert [mother.get(address).status_code for address in addresses] == [404] * len(addresses)
        assert "Maya" not in mother.get(reverse("front:family")).content.decode()

    def test_a_sister_who_is_not_named_in_the_order_stays_visible(self, cast: Cast, planned: Plan) -> None:
        sister = make_student(cast.school, "Inés Reyes", grade_level=9)
        Guardianship.objects.create(guardian=cast.lucia, student=sister)
        mother = browser(cast.lucia.user)
        Guardianship.objects.filter(guardian=cast.lucia, student=cast.maya).update(rights=Rights.LIMITED)
        page = mother.get(reverse("front:family")).content.decode()
        assert "Inés" in page
        assert "Maya" not in page
        assert mother.get(plan_of(sister)).status_code == 200

    def test_the_other_parent_keeps_what_they_had(self, cast: Cast, planned: Plan) -> None:
        father = make_guardian(cast.maya, "Rafael Reyes")
        Guardianship.objects.filter(guardian=cast.lucia).update(rights=Rights.LIMITED)
        assert browser(father.user).get(plan_of(cast.maya)).status_code == 200


class TestABlockHasDates:
    """Case 2: a right begins and ends on its day."""

    @pytest.mark.parametrize(
        ("dates", "code"),
        [
            ({"starts_on": TODAY}, 200),
            ({"starts_on": TODAY + timedelta(days=1)}, 404),
            ({"ends_on": TODAY + timedelta(days=1)}, 200),
            ({"ends_on": TODAY}, 404),
        ],
    )
    def test_the_end_day_is_the_first_without_the_right(
        self, cast: Cast, planned: Plan, dates: dict[str, Any], code: int
    ) -> None:
        Guardianship.objects.filter(guardian=cast.lucia).update(**dates)
        assert browser(cast.lucia.user).get(plan_of(cast.maya)).status_code == code


class TestATeacherDropsASection:
    """Case 15: no access from the day the support ends; and roles that never merge."""

    @pytest.fixture
    def teacher(self, cast: Cast) -> Staff:
        teacher = make_staff(cast.school, Role.TEACHER, "Nora Kim")
        look_after(teacher, cast.maya, Role.TEACHER)
        return teacher

    def test_the_plan_is_gone_with_the_class(self, cast: Cast, planned: Plan, teacher: Staff) -> None:
        open_tab = browser(teacher.user)
        assert open_tab.get(plan_of(cast.maya)).status_code == 200
        Support.objects.filter(staff=teacher).update(ends_on=TODAY)
        assert open_tab.get(plan_of(cast.maya)).status_code == 404

    def test_a_substitute_has_dated_access(self, cast: Cast, planned: Plan) -> None:
        substitute = make_staff(cast.school, Role.TEACHER, "Sam Poe")
        support = look_after(substitute, cast.maya, Role.TEACHER)
        Support.objects.filter(pk=support.pk).update(starts_on=TODAY, ends_on=TODAY + timedelta(days=1))
        assert browser(substitute.user).get(plan_of(cast.maya)).status_code == 200
        Support.objects.filter(pk=support.pk).update(starts_on=TODAY - timedelta(days=9), ends_on=TODAY)
        assert browser(substitute.user).get(plan_of(cast.maya)).status_code == 404

    def test_care_in_one_role_gives_nothing_in_another(self, cast: Cast, planned: Plan, teacher: Staff) -> None:
        Support.objects.filter(staff=teacher).update(role=Role.COUNSELOR)
        assert browser(teacher.user).get(plan_of(cast.maya)).status_code == 404

    def test_a_teacher_who_is_a_mother_sees_her_class_or_her_child(
        self, cast: Cast, planned: Plan, teacher: Staff
    ) -> None:
        mother = make_guardian(cast.theo, "Nora Kim")
        mother.user = teacher.user
        mother.save(update_fields=["user"])
        tab = browser(teacher.user)
        seen = {}
        for held in roles_held(mother.user):
            tab.post("/role/", {"role": held.actor.reference, "idempotency_key": uuid4().hex})
            codes = [tab.get(plan_of(student)).status_code for student in (cast.maya, cast.theo)]
            seen[held.actor.role] = codes
        assert seen == {Role.TEACHER: [200, 404], Role.GUARDIAN: [404, 200]}


class TestOnePersonInTwoDistricts:
    """Case 19: a shared case manager; the session picks one district, and nothing crosses."""

    @pytest.fixture
    def shared(self, cast: Cast, planned: Plan) -> User:
        here = make_staff(cast.school, Role.CASE_MANAGER, "Ada Shared")
        there = make_staff(cast.other_student.school, Role.CASE_MANAGER, "Ada Shared")
        look_after(here, cast.maya, Role.CASE_MANAGER)
        look_after(there, cast.other_student, Role.CASE_MANAGER)
        there.user = here.user
        there.save(update_fields=["user"])
        assert here.user is not None
        return here.user

    def test_each_role_reads_its_own_district_only(self, cast: Cast, shared: User) -> None:
        tab = browser(shared)
        seen = []
        for held in roles_held(shared):
            tab.post("/role/", {"role": held.actor.reference, "idempotency_key": uuid4().hex})
            seen.append([tab.get(plan_of(student)).status_code for student in (cast.maya, cast.other_student)])
        assert seen == [[200, 404], [404, 200]]

    def test_what_was_seen_is_written_to_the_district_where_it_was_seen(self, cast: Cast, shared: User) -> None:
        tab = browser(shared)
        for held in roles_held(shared):
            tab.post("/role/", {"role": held.actor.reference, "idempotency_key": uuid4().hex})
            tab.post("/settings/", {"language": "en", "theme": "dark", "idempotency_key": uuid4().hex})
        changed = Event.objects.filter(verb="preferences_changed").values_list("district_id", flat=True)
        assert set(changed) == {cast.district.pk, cast.other_student.district_id}


class TestWhoMayOnlyReadWritesNothing:
    """Case 22: each form of the planner, sent by each part that may read the plan."""

    @pytest.mark.parametrize("part", ["G", "C", "A", "T", "M", "H", "P"])
    def test_no_form_of_the_planner_is_theirs(self, everybody: Everybody, part: str) -> None:
        record = everybody.records["maya"]
        tab = browser(everybody.users[part])
        before = Event.objects.filter(student=record.student).count()
        for verb in ("add", "move", "remove", "swap", "pin", "undo", "redo"):
            route = f"plans:planner_{verb}"
            sent = {**fields_of(route, record, role=""), "idempotency_key": uuid4().hex}
            assert tab.post(address_of(route, record), sent).status_code == 403, verb
        assert Event.objects.filter(student=record.student).count() == before


class TestSomebodyLeaves:
    """Case 23: who is removed keeps nothing, whatever is still open."""

    def test_the_open_session_of_a_counselor_whose_post_ended_finds_nothing(self, cast: Cast, planned: Plan) -> None:
        tab = browser(cast.ms_whitfield.user)
        assert tab.get(reverse("advising:caseload")).status_code == 200
        Post.objects.filter(staff=cast.ms_whitfield).update(ends_on=TODAY)
        for address in (reverse("advising:caseload"), plan_of(cast.maya), "/settings/"):
            assert tab.get(address).status_code == 403
        sent = {"review": "1:1", "idempotency_key": uuid4().hex}
        assert tab.post(reverse("advising:plans_approve"), sent).status_code == 403

    @pytest.mark.parametrize("part", ["maya", "lucia", "ms_whitfield", "mr_abara"])
    def test_who_left_the_district_has_no_role(self, cast: Cast, planned: Plan, part: str) -> None:
        person = getattr(cast, part)
        tab = browser(person.user)
        type(person).objects.filter(pk=person.pk).update(is_active=False)
        assert roles_held(person.user) == []
        assert tab.get(plan_of(cast.maya)).status_code == 403
        assert tab.get("/").status_code == 403

    def test_a_closed_account_is_signed_out(self, cast: Cast, planned: Plan) -> None:
        tab = browser(cast.maya.user)
        User.objects.filter(pk=cast.maya.user_id).update(is_active=False)
        assert tab.get(plan_of(cast.maya)).headers["Location"].startswith("/sign-in/")

    def test_the_next_counselor_finds_what_the_last_one_left(self, cast: Cast, planned: Plan) -> None:
        review = send_to(cast.ms_whitfield, planned)
        successor = make_staff(cast.school, Role.COUNSELOR, "Lee Park")
        Support.objects.filter(staff=cast.ms_whitfield).update(ends_on=TODAY)
        look_after(successor, cast.maya)
        assert browser(successor.user).get(reverse("advising:review_detail", args=[review.pk])).status_code == 200
        gone = browser(cast.ms_whitfield.user).get(reverse("advising:review_detail", args=[review.pk]))
        assert gone.status_code == 404


class TestALinkIsSharedWithAFriend:
    """Case 26: the friend's answer is the one of an id that never was: page, headers and database work."""

    def test_deep_links_look_like_unknown_ids(self, everybody: Everybody) -> None:
        friend = browser(everybody.users["s"])
        for route in (
            "plans:planner",
            "plans:planner_why",
            "front:plan_detail",
            "reviews:version_detail",
            "reviews:review_detail",
            "reviews:proposal_detail",
        ):
            shared, unknown = (address_of(route, everybody.records[name]) for name in ("maya", "nobody"))
            answers = [friend.get(shared), friend.get(unknown)]
            assert [answer.status_code for answer in answers] == [404, 404], route
            pages = [plain(answer.content, address) for answer, address in zip(answers, (shared, unknown), strict=True)]
            assert pages[0] == pages[1], route
            assert headers_of(answers[0]) == headers_of(answers[1]), route  # type: ignore[arg-type]

    def test_a_stranger_s_link_costs_the_database_what_an_unknown_id_costs(
        self, everybody: Everybody, django_assert_num_queries: Any
    ) -> None:
        """No measurable difference either: the same questions are asked."""
        friend = browser(everybody.users["s"])
        addresses = [address_of("plans:planner", everybody.records[name]) for name in ("maya", "noor", "nobody")]
        for address in addresses:
            with django_assert_num_queries(4):  # session, user, role, student
                friend.get(address)


def test_several_roles_of_the_same_kind_stay_apart(cast: Cast, planned: Plan) -> None:
    """One account, two students of one name: each opens its own record only."""
    twin = make_student(cast.school, "Maya Reyes", grade_level=9, user=cast.maya.user)
    actors = [held.actor for held in roles_held(cast.maya.user)]  # type: ignore[arg-type]
    assert [actor.student_id for actor in actors] == [cast.maya.pk, twin.pk]
    assert actor_of(cast.maya.user).student_id == cast.maya.pk
    assert browser(cast.maya.user).get(plan_of(twin)).status_code == 404
