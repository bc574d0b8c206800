from .queries.around import Slot, fill_slot
from .queries.fixes import fresh_fixes_of
from .queries.reviews import open_review_of

fill_slot(Slot.SENT, lambda actor, planner: open_review_of(actor, plan=planner.plan) if planner.plan else None)
fill_slot(Slot.FIXES, lambda actor, planner: fresh_fixes_of(actor, student_id=planner.student.pk))
