"""How much each offering is liked, and what speaks against it; each is worked out once for a question."""

from dataclasses import dataclass, field

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
    _burden: dict[str, int] = field(default_factory=dict, init=False)

    def liking(self, offering: Offering) -> int:
        """How much its course is liked."""
        code = offering.course.code
        known = self._liking.get(code)
        if known is None:
            own = sum(target.weight for target in self.wishes.likes if target.includes(offering.course))
            known = self._liking[code] = LIKE * own
        return known

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
