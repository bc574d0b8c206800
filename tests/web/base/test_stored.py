"""What was stored in quarters of a credit is read as 120ths, and what is newer than the program is refused."""

import pytest

from waypost.web.base.stored import FIRST_SCHEMA, SCHEMA, read_forward


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ([{"code": "EN9", "units": 4, "grade_level": 9}], [{"code": "EN9", "units": 120, "grade_level": 9}]),
        (
            [[7, None, {"units_attempted": 2, "units_earned": 0, "title": "Health"}]],
            [[7, None, {"units_attempted": 60, "units_earned": 0, "title": "Health"}]],
        ),
        (
            {"path": "", "meter": [4, 0, 2, 1], "claims": [["e1", 4, "done"]], "parts": [{"meter": [1, 0, 0, 0]}]},
            {
                "path": "",
                "meter": [120, 0, 60, 30],
                "claims": [["e1", 120, "done"]],
                "parts": [{"meter": [30, 0, 0, 0]}],
            },
        ),
        (
            {"short": [{"title": "English", "units": 4}], "fix_count": 4},
            {"short": [{"title": "English", "units": 120}], "fix_count": 4},
        ),
        ([{"code": "CT70", "units": None, "most_units": 8}], [{"code": "CT70", "units": None, "most_units": 240}]),
    ],
)
def test_an_old_shape_is_read_forward(old: object, new: object) -> None:
    assert read_forward(old, schema=FIRST_SCHEMA) == new
    assert read_forward(new, schema=SCHEMA) == new


def test_a_shape_from_the_future_is_refused() -> None:
    with pytest.raises(ValueError, match="newest"):
        read_forward({}, schema=SCHEMA + 1)
