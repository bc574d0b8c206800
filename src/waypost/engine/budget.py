"""How much work one audit may take, in counted steps and never in time: the same answer on every machine."""

from dataclasses import dataclass

#: One step is one place looked at in a search for a way to move units; about ten microseconds.
MOST_STEPS = 12_000


@dataclass(slots=True)
class Budget:
    """The steps that are left; below zero there were too many ways to check."""

    left: int = MOST_STEPS

    @property
    def is_spent(self) -> bool:
        """Whether the audit has to stop with what it has found."""
        return self.left < 0

    def spend(self, steps: int) -> None:
        """Count some steps."""
        self.left -= steps
