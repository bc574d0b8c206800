"""The people who work for the district, and their posts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from random import Random

from . import cast
from .adult_names import ADULTS
from .names import COMMUNITIES
from .people import address
from .schools import ALDER_MIDDLE, CEDAR_HIGH, NORTH_HIGH, RIDGEVIEW_MIDDLE
from .values import Post, Staff


@dataclass(frozen=True, slots=True, kw_only=True)
class Faculty:
    """Everybody on the payroll, and who does what where."""

    staff: tuple[Staff, ...]
    posts: tuple[Post, ...]

    def ids(self, *, role: str, school_id: str | None) -> list[str]:
        """Who holds this post at the school today, in the order of hiring."""
        return [
            post.staff_id
            for post in self.posts
            if (post.role, post.school_id) == (role, school_id) and not post.ends_on
        ]

    def teachers(self, *, school_id: str, subject: str) -> list[str]:
        """Who teaches the subject at the school."""
        subjects = {person.id: person.subject for person in self.staff}
        return [one for one in self.ids(role="teacher", school_id=school_id) if subjects[one] == subject]


_NAMED = (
    (cast.WHITFIELD, "Dana", "Whitfield", "Ms.", "", (("counselor", CEDAR_HIGH),)),
    (cast.OSEI, "Tunde", "Osei", "Mr.", "SS", (("advisor", CEDAR_HIGH), ("teacher", CEDAR_HIGH))),
    (cast.ABARA, "Kofi", "Abara", "Mr.", "", (("district_admin", None),)),
    (cast.LEE, "Grace", "Lee", "Dr.", "", (("district_admin", None), ("privacy_officer", None))),
    (cast.CHO, "Daniel", "Cho", "Mr.", "", (("school_admin", CEDAR_HIGH),)),
    (cast.FERRARO, "Julia", "Ferraro", "Ms.", "", (("case_manager", CEDAR_HIGH),)),
    (cast.DAHL, "Erik", "Dahl", "Mr.", "CT", (("teacher", CEDAR_HIGH), ("advisor", CEDAR_HIGH))),
    (cast.ITO, "Emi", "Ito", "Ms.", "SC", (("teacher", CEDAR_HIGH), ("advisor", CEDAR_HIGH))),
    (cast.PINEDA, "Álvaro", "Pineda", "Mr.", "", (("counselor", CEDAR_HIGH), ("counselor", NORTH_HIGH))),
)
_OPEN = {  # hired besides the named ones
    CEDAR_HIGH: {"counselor": 0, "school_admin": 1, "case_manager": 2},
    NORTH_HIGH: {"counselor": 2, "school_admin": 2, "case_manager": 2},
    RIDGEVIEW_MIDDLE: {"counselor": 2, "school_admin": 1, "case_manager": 1},
    ALDER_MIDDLE: {"counselor": 2, "school_admin": 1, "case_manager": 1},
}
_TEACHERS_HIGH = {"EN": 8, "MA": 8, "SC": 7, "SS": 7, "WL": 5, "CT": 8, "AR": 5, "PE": 4, "EL": 5}
_TEACHERS_MIDDLE = {"EN": 5, "MA": 5, "SC": 4, "SS": 4, "WL": 2, "CT": 2, "AR": 3, "PE": 3, "EL": 2}


def hire(random: Random) -> Faculty:
    """The named people of the story first, then everybody else that four schools need."""
    staff: list[Staff] = []
    posts: list[Post] = []
    for id, given, family, title, subject, named_posts in _NAMED:
        staff.append(_person(id, given, family, title, subject))
        posts += [_post(id, role, school_id) for role, school_id in named_posts]
    for number, (school_id, role, subject) in enumerate(_openings(), start=len(_NAMED) + 1):
        person = _hired(random, id=f"CV-T-{number:04d}", subject=subject)
        staff.append(person)
        posts.append(_post(person.id, role, school_id))
        if role == "teacher" and school_id in {CEDAR_HIGH, NORTH_HIGH} and number % 2 == 0:
            posts.append(_post(person.id, "advisor", school_id))
    posts.append(Post(staff_id=staff[-1].id, role="case_manager", school_id=ALDER_MIDDLE,
                      starts_on=date(2023, 8, 1), ends_on=date(2025, 7, 1)))  # fmt: skip
    return Faculty(staff=tuple(staff), posts=tuple(posts))


def _openings() -> list[tuple[str, str, str]]:
    """(school, role, subject) of every post besides the named ones."""
    office = [
        (school, role, "") for school, roles in _OPEN.items() for role, many in roles.items() for _ in range(many)
    ]
    rooms = [
        (school, "teacher", subject)
        for school in _OPEN
        for subject, many in (_TEACHERS_HIGH if "HS" in school else _TEACHERS_MIDDLE).items()
        for _ in range(many)
    ]
    return office + rooms


def _hired(random: Random, *, id: str, subject: str) -> Staff:
    number = random.choices(range(len(COMMUNITIES)), weights=[community.weight for community in COMMUNITIES])[0]
    women, men = ADULTS[number]
    is_woman = random.random() < 0.62
    given = random.choice(women if is_woman else men)
    family = random.choice(COMMUNITIES[number].family)
    title = random.choices(("Ms." if is_woman else "Mr.", "Mx.", "Dr."), weights=(94, 2, 4))[0]
    return _person(id, given, family, title, subject)


def _person(id: str, given: str, family: str, title: str, subject: str) -> Staff:
    return Staff(
        id=id,
        given_name=given,
        family_name=family,
        title=title,
        email=address(given, family, number=int(id[-4:])),
        subject=subject,
    )


def _post(staff_id: str, role: str, school_id: str | None) -> Post:
    return Post(staff_id=staff_id, role=role, school_id=school_id, starts_on=date(2019, 8, 1), ends_on=None)
