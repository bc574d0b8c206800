"""What reviews show beside the planner: the plan that was sent."""

from waypost.web.plans.queries.around import Aside, fill_aside

from .queries import open_review_of

fill_aside(Aside.SENT, lambda actor, planner: open_review_of(actor, plan=planner.plan) if planner.plan else None)
