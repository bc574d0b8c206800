"""How many sections a demand needs at a given class size, and which courses have only one."""

from dataclasses import dataclass

from waypost.engine.demand.counting import CourseTerm, Demand


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionNeed:
    """One course and term: students, sections, and the students for whom no seat is left."""

    wanted: CourseTerm
    students: int
    sections: int
    left_out: int

    @property
    def is_singleton(self) -> bool:
        """Whether it has one section, so that it meets only once."""
        return self.sections == 1


def sections_needed(demand: Demand, *, size: int, least: int = 1) -> tuple[SectionNeed, ...]:
    """The sections of each course and term, by name: none has more than `size` students or fewer than `least`.

    Raises ValueError unless 1 <= least <= size.
    """
    if not 1 <= least <= size:
        raise ValueError(f"a class of {least} to {size} students is none")
    return tuple(_need(wanted, students, size=size, least=least) for wanted, students in sorted(demand.counts.items()))


def _need(wanted: CourseTerm, students: int, *, size: int, least: int) -> SectionNeed:
    """As many as seat everybody, but no more than can each be filled to the least size."""
    sections = min(-(-students // size), students // least)
    return SectionNeed(wanted=wanted, students=students, sections=sections, left_out=max(0, students - sections * size))
