"""Schools, people, and who looks after whom."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar

from waypost.web.accounts.models import User
from waypost.web.demo.district import DemoDistrict, cast, values
from waypost.web.demo.district.calendar import THIS_YEAR
from waypost.web.schools.models import (
    District,
    Guardian,
    Guardianship,
    Origin,
    Post,
    School,
    SchoolYear,
    Staff,
    Student,
    Support,
    search_form,
)

from .rows import Loaded, create

Human = TypeVar("Human", values.Student, values.Guardian, values.Staff)

#: No password fits it: in the demo nobody types one.
_NO_PASSWORD = "!demo"  # noqa: S105
_PAGE_LANGUAGES = ("en", "es")
#: Roles that a roster knows; ties of the others are made by hand.
_ROSTER_ROLES = frozenset({"teacher", "counselor", "school_admin", "district_admin"})
USERNAMES: Mapping[str, str] = {
    **{role.id: f"{role.given_name}.{role.family_name}".lower() for role in cast.CAST},
    cast.LUCIA: "lucia.reyes",
    cast.WHITFIELD: "dana.whitfield",
    cast.OSEI: "tunde.osei",
    cast.ABARA: "kofi.abara",
    cast.LEE: "grace.lee",
    cast.CHO: "daniel.cho",
    cast.FERRARO: "julia.ferraro",
}


def open_district(demo: DemoDistrict) -> Loaded:
    """The district with its schools and years."""
    plain = demo.district
    district = District.objects.create(
        name=plain.name,
        slug=plain.slug,
        source_id=plain.id,
        state=plain.state,
        plan_name=plain.plan_name,
        plan_name_es=plain.plan_name_es,
        time_zone=plain.time_zone,
        first_grade_planned=plain.first_grade_planned,
        periods=plain.periods,
    )
    schools = create(School, (School(district=district, source_id=one.id, name=one.name) for one in demo.schools))
    create(
        SchoolYear,
        (
            SchoolYear(district=district, starts_in=one.starts_in, starts_on=one.starts_on, ends_on=one.ends_on)
            for one in demo.years
        ),
    )
    return Loaded(district=district, schools={school.source_id: school for school in schools})


def load_people(demo: DemoDistrict, into: Loaded) -> None:
    """Students, guardians and staff, each with an account."""
    into.students = _by_id(_students(demo, into))
    into.guardians = _by_id(_guardians(demo, into))
    into.staff = _by_id(_staff(demo, into))


def load_ties(demo: DemoDistrict, into: Loaded) -> None:
    """Guardians' rights, posts, caseloads and class lists."""
    create(Guardianship, (_guardianship(tie, into) for tie in demo.guardianships))
    create(Post, (_post(post, into) for post in demo.posts))
    create(Support, (_support(support, into) for support in demo.supports))


def _by_id(people: Iterable[Any]) -> dict[str, Any]:
    return {person.source_id: person for person in people}


def _students(demo: DemoDistrict, into: Loaded) -> list[Student]:
    accounts = _accounts(demo.students, language=lambda _: "en")
    return create(
        Student,
        (
            Student(
                **_person(one, accounts, into),
                preferred_name=one.preferred_name,
                school=into.schools[one.school_id],
                grade_level=one.grade_level,
                grade_in=THIS_YEAR,
                born_on=one.born_on,
                class_of=one.class_of,
                entered_ninth_in=one.entered_ninth_in,
                home_language=one.home_language,
                search_name=_search_name(one),
            )
            for one in demo.students
        ),
    )


def _guardians(demo: DemoDistrict, into: Loaded) -> list[Guardian]:
    accounts = _accounts(demo.guardians, language=lambda one: one.language)
    return create(
        Guardian,
        (Guardian(**_person(one, accounts, into), language=one.language, phone=one.phone) for one in demo.guardians),
    )


def _staff(demo: DemoDistrict, into: Loaded) -> list[Staff]:
    accounts = _accounts(demo.staff, language=lambda _: "en")
    return create(Staff, (Staff(**_person(one, accounts, into), title=one.title) for one in demo.staff))


def _accounts(people: Iterable[Human], *, language: Callable[[Human], str]) -> dict[str, User]:
    """An account for each, without a password; the pages come in a language that there is."""
    people = list(people)
    users = create(
        User,
        (
            User(
                username=USERNAMES.get(one.id) or one.email or one.id.lower(),
                email=one.email,
                name=f"{getattr(one, 'preferred_name', '') or one.given_name} {one.family_name}".strip(),
                language=language(one) if language(one) in _PAGE_LANGUAGES else "en",
                password=_NO_PASSWORD,
            )
            for one in people
        ),
    )
    return {one.id: user for one, user in zip(people, users, strict=True)}


def _person(one: Human, accounts: Mapping[str, User], into: Loaded) -> dict[str, Any]:
    return {
        "district": into.district,
        "user": accounts[one.id],
        "source_id": one.id,
        "given_name": one.given_name,
        "family_name": one.family_name,
        "email": one.email,
    }


def _search_name(one: values.Student) -> str:
    names = dict.fromkeys(filter(None, (one.preferred_name, one.given_name, one.family_name)))
    return search_form(" ".join(names))


def _guardianship(tie: values.Guardianship, into: Loaded) -> Guardianship:
    return Guardianship(
        guardian=into.guardians[tie.guardian_id],
        student=into.students[tie.student_id],
        relation=tie.relation,
        rights=tie.rights,
        starts_on=tie.starts_on,
        ends_on=tie.ends_on,
        origin=Origin.HAND,
    )


def _post(post: values.Post, into: Loaded) -> Post:
    return Post(
        staff=into.staff[post.staff_id],
        role=post.role,
        school=into.schools[post.school_id] if post.school_id else None,
        starts_on=post.starts_on,
        ends_on=post.ends_on,
        origin=Origin.ROSTER if post.role in _ROSTER_ROLES else Origin.HAND,
    )


def _support(support: values.Support, into: Loaded) -> Support:
    return Support(
        staff=into.staff[support.staff_id],
        student=into.students[support.student_id],
        role=support.role,
        starts_on=support.starts_on,
        origin=Origin.ROSTER if support.role == "teacher" else Origin.HAND,
    )
