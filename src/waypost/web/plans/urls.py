from django.urls import path

from .views import class_year, following, planner, planner_branches, planner_steps

app_name = "plans"
urlpatterns = [
    path("courses/", planner.plan_current, name="plan_current"),
    path("students/<id:student_id>/courses/", planner.planner, name="planner"),
    path("students/<id:student_id>/courses/find/", planner.planner_find, name="planner_find"),
    path("students/<id:student_id>/courses/why/<slug:entry_id>/", planner.planner_why, name="planner_why"),
    path("students/<id:student_id>/courses/spots/<id:planned_id>/", planner.planner_spots, name="planner_spots"),
    path("students/<id:student_id>/courses/add/", planner_steps.planner_add, name="planner_add"),
    path("students/<id:student_id>/courses/move/", planner_steps.planner_move, name="planner_move"),
    path("students/<id:student_id>/courses/remove/", planner_steps.planner_remove, name="planner_remove"),
    path("students/<id:student_id>/courses/took/", planner_steps.planner_took, name="planner_took"),
    path("students/<id:student_id>/courses/swap/", planner_steps.planner_swap, name="planner_swap"),
    path("students/<id:student_id>/courses/take/", planner_steps.planner_take, name="planner_take"),
    path("students/<id:student_id>/courses/credit/", planner_steps.planner_credit, name="planner_credit"),
    path("students/<id:student_id>/courses/pin/", planner_steps.planner_pin, name="planner_pin"),
    path("students/<id:student_id>/courses/undo/", planner_steps.planner_undo, name="planner_undo"),
    path("students/<id:student_id>/courses/redo/", planner_steps.planner_redo, name="planner_redo"),
    path("students/<id:student_id>/courses/what-if/", planner_branches.branch_create, name="branch_create"),
    path("students/<id:student_id>/courses/what-if/use/", planner_branches.branch_use, name="branch_use"),
    path("students/<id:student_id>/courses/what-if/away/", planner_branches.branch_archive, name="branch_archive"),
    path("students/<id:student_id>/courses/compare/", planner_branches.compare, name="compare"),
    path("students/<id:student_id>/class-year/", class_year.class_year, name="class_year"),
    path("students/<id:student_id>/aims/", following.follow, name="follow"),
]
