"""The search's laws, each as a check of one generated question; the suite and the long run share them."""

from tests.engine.search.instances import every_plan, is_complete, keeps_the_rules
from waypost.engine.search import Effort, Found, Impossible, Question, find_plan

THOROUGH = Effort(work=5.0, gap=0.0, polish=1.0)


def a_found_plan_audits_complete(question: Question) -> None:
    """What is found is complete to the unit and breaks no rule; what is called impossible is so."""
    answer = find_plan(question, effort=THOROUGH)
    if isinstance(answer, Found):
        (plan,) = answer.plans
        assert is_complete(plan.record, question)
        assert plan.is_complete
        assert keeps_the_rules(plan.record, question)
        return
    assert isinstance(answer, Impossible)
    complete = [chosen for record, chosen in every_plan(question) if is_complete(record, question)]
    assert not complete, [placement.entry.id for placement in complete[0]]
