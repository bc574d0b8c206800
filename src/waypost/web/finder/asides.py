"""What the finder shows beside the planner: fixes that were found."""

from waypost.web.plans.queries.around import Aside, fill_aside

from .queries.fixes import fresh_fixes_of

fill_aside(Aside.FIXES, lambda actor, planner: fresh_fixes_of(actor, student_id=planner.student.pk))
