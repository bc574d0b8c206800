from django.urls import path

from .views import home, planner, planner_branches, planner_steps, proposal, review, rulebook_try, sending, versions

app_name = "plans"
urlpatterns = [
    path("plan/", home.home, name="home"),
    path("family/", home.family, name="family"),
    path("family/<int:student_id>/", home.family_child, name="family_child"),
    path("students/<int:student_id>/plan/", home.plan_detail, name="plan_detail"),
    path("courses/", planner.plan_current, name="plan_current"),
    path("students/<int:student_id>/courses/", planner.planner, name="planner"),
    path("students/<int:student_id>/courses/find/", planner.planner_find, name="planner_find"),
    path("students/<int:student_id>/courses/why/<slug:entry_id>/", planner.planner_why, name="planner_why"),
    path("students/<int:student_id>/courses/spots/<int:planned_id>/", planner.planner_spots, name="planner_spots"),
    path("students/<int:student_id>/courses/add/", planner_steps.planner_add, name="planner_add"),
    path("students/<int:student_id>/courses/move/", planner_steps.planner_move, name="planner_move"),
    path("students/<int:student_id>/courses/remove/", planner_steps.planner_remove, name="planner_remove"),
    path("students/<int:student_id>/courses/swap/", planner_steps.planner_swap, name="planner_swap"),
    path("students/<int:student_id>/courses/pin/", planner_steps.planner_pin, name="planner_pin"),
    path("students/<int:student_id>/courses/undo/", planner_steps.planner_undo, name="planner_undo"),
    path("students/<int:student_id>/courses/redo/", planner_steps.planner_redo, name="planner_redo"),
    path("students/<int:student_id>/courses/what-if/", planner_branches.branch_create, name="branch_create"),
    path("students/<int:student_id>/courses/what-if/use/", planner_branches.branch_use, name="branch_use"),
    path("students/<int:student_id>/courses/what-if/away/", planner_branches.branch_archive, name="branch_archive"),
    path("students/<int:student_id>/courses/compare/", planner_branches.compare, name="compare"),
    path("rulebooks/<int:rulebook_id>/try/", rulebook_try.rulebook_try, name="rulebook_try"),
    path("plans/<int:pk>/send/", sending.plan_send, name="plan_send"),
    path("plans/<int:pk>/sent/", sending.review_current, name="review_current"),
    path("plans/<int:pk>/versions/", versions.version_list, name="version_list"),
    path("plans/<int:pk>/versions/<int:number>/", versions.version_detail, name="version_detail"),
    path("plans/reviews/<int:pk>/", review.review_detail, name="review_detail"),
    path("plans/reviews/<int:pk>/answer/", review.review_answer, name="review_answer"),
    path("plans/reviews/<int:pk>/withdraw/", review.review_withdraw, name="review_withdraw"),
    path("plans/proposals/<int:pk>/", proposal.proposal_detail, name="proposal_detail"),
    path("plans/proposals/<int:pk>/accept/", proposal.proposal_accept, name="proposal_accept"),
    path("plans/proposals/<int:pk>/decline/", proposal.proposal_decline, name="proposal_decline"),
]
