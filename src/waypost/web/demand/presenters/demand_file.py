"""The demand as a file: one line for each course and term, for a spreadsheet or another program."""

from __future__ import annotations

from typing import Any, Final

from waypost.engine.demand import SectionNeed
from waypost.web.demand.queries.demand import DemandAnswer

#: The columns keep these names in every language: programs read them (docs/formats/demand.md).
FILE_HEADER: Final = ("school_year", "course", "title", "term", "students", "sections", "left_out", "period")
#: A pair with fewer students is not counted out: it could tell of one of them.
FEWEST_TOLD: Final = 3


def file_rows(answer: DemandAnswer) -> list[tuple[str, ...]]:
    """The lines below the header; `period` is empty for a course that meets more than once."""
    return [tuple(map(str, line.values())) for line in _lines(answer)]


def file_name(answer: DemandAnswer) -> str:
    """What the file is called."""
    return f"demand-{year_words(answer.question.year)}.csv"


def year_words(year: int) -> str:
    """A school year as people write it: 2027-28."""
    return f"{year}-{(year + 1) % 100:02d}"


def to_json(answer: DemandAnswer) -> dict[str, Any]:
    """The whole answer for another program; a pair of fewer than three students is null."""
    question, timetable = answer.question, answer.timetable
    return {
        "school_year": question.year,
        "size": question.size,
        "least": question.least,
        "periods": question.periods,
        "students": answer.students,
        "planned": answer.planned,
        "courses": [{key: value for key, value in line.items() if key != "school_year"} for line in _lines(answer)],
        "pairs": [
            {"pair": [_name(one), _name(other)], "students": count if count >= FEWEST_TOLD else None}
            for (one, other), count in answer.demand.pairs.items()
        ],
        "clashes": {"lost": timetable.lost, "unavoidable": timetable.unavoidable, "avoidable": timetable.avoidable},
        "left_out": {
            "not_opened": len(answer.left_out.not_opened),
            "clashing": len(answer.left_out.clashing),
            "seats": answer.left_out.seats,
        },
    }


def _lines(answer: DemandAnswer) -> list[dict[str, Any]]:
    return [_line(answer, need) for need in answer.needs]


def _line(answer: DemandAnswer, need: SectionNeed) -> dict[str, Any]:
    wanted = need.wanted
    values = (
        year_words(answer.question.year),
        wanted.course,
        answer.titles[wanted.course][0],
        wanted.term.value,
        need.students,
        need.sections,
        need.left_out,
        answer.timetable.periods.get(wanted, ""),
    )
    return dict(zip(FILE_HEADER, values, strict=True))


def _name(wanted: Any) -> list[str]:
    return [wanted.course, wanted.term.value]
