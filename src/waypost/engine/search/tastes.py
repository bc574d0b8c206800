"""How much each offering is liked, and what speaks against it; each is worked out once for a question."""

from dataclasses import dataclass, field

from waypost.engine.catalog import Course
from waypost.engine.search.offering import Modality, Offering
from waypost.engine.search.wishes import Wishes

#: One like of weight 1 is worth this much; a course more on the plan costs 1.
LIKE = 10
_IN_SCHOOL = {Modality.SCHOOL, Modality.WORK_BASED}


@dataclass(slots=True)
class Tastes:
    """The student's wishes as numbers."""

    wishes: Wishes
    _liking: dict[str, int] = field(default_factory=dict, init=False)
    _by_code: dict[str, set[int]] = field(default_factory=dict, init=False)
    _by_kind: list[int] = field(default_factory=list, init=False)
    _burden: dict[str, int] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        """Find the liked courses by code; those that are liked by tag or subject are looked for one by one."""
        for at, target in enumerate(self.wishes.likes):
            for code in target.courses:
                self._by_code.setdefault(code, set()).add(at)
            if target.tags or target.subjects:
                self._by_kind.append(at)

    def liking(self, offering: Offering) -> int:
        """How much its course is liked."""
        code = offering.course.code
        known = self._liking.get(code)
        if known is None:
            known = self._liking[code] = LIKE * self._liked(offering.course)
        return known

    def _liked(self, course: Course) -> int:
        likes = self.wishes.likes
        found = {at for at in self._by_kind if likes[at].includes(course)}
        for code in (course.code, *course.equivalents):
            found |= self._by_code.get(code, set())
        return sum(likes[at].weight for at in found)

    def burden(self, offering: Offering) -> int:
        """One for the course itself, dislikes, money (one for 100 dollars), an approval, leaving the school day."""
        key = offering.key
        known = self._burden.get(key)
        if known is None:
            known = self._burden[key] = self._burden_of(offering)
        return known

    def _burden_of(self, offering: Offering) -> int:
        disliked = sum(target.weight for target in self.wishes.rather_not if target.includes(offering.course))
        dollars = -(-offering.cost_cents // 10_000)
        elsewhere = offering.modality not in _IN_SCHOOL
        return 1 + 2 * LIKE * disliked + dollars + 2 * (offering.approval is not None) + 3 * elsewhere
