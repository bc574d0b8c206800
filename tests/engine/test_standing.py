"""The same transcript stands in different grades by district."""

import pytest

from tests.engine.cases import course, entry, record
from waypost.engine.gpa_policy import StandingPolicy
from waypost.engine.record import Record
from waypost.engine.rulebook import load_standing_policy
from waypost.engine.standing import class_standing


def policy(*steps: tuple[float, str]) -> StandingPolicy:
    text = 'id = "s"\ntitle = "S"\n' + "".join(
        f"[[step]]\ngrade = {grade}\ncredits = {units}\n{subjects}\n"
        for grade, (units, subjects) in enumerate(steps, start=10)
    )
    loaded = load_standing_policy(text)
    assert loaded.policy is not None, loaded.problems
    return loaded.policy


HANDBOOK_A = policy((5, ""), (10.5, ""), (16, ""))
CABARRUS = policy((6, ""), (13, ""), (19, ""))
COLLETON = policy(
    (6, "subjects = { EN = 1, MA = 1 }"),
    (12, "subjects = { EN = 2, MA = 2 }"),
    (18, "subjects = { EN = 3, MA = 3 }"),
)


def transcript(**subjects: int) -> Record:
    return record(
        *(
            entry(course(f"{subject}{at}", subject=subject))
            for subject, count in subjects.items()
            for at in range(count)
        )
    )


@pytest.mark.parametrize(("own", "grade"), [(HANDBOOK_A, 11), (CABARRUS, 10), (COLLETON, 11)])
def test_twelve_credits_stand_where_the_district_says(own: StandingPolicy, grade: int) -> None:
    assert class_standing(transcript(EN=2, MA=2, SC=4, SS=4), policy=own) == grade


def test_twelve_credits_with_one_of_math_stay_in_tenth() -> None:
    assert class_standing(transcript(EN=2, MA=1, SC=5, SS=4), policy=COLLETON) == 10


def test_an_empty_record_is_in_ninth() -> None:
    assert class_standing(record(), policy=CABARRUS) == 9
