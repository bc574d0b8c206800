"""The addresses of the caseload, of reviews on the staff's side, and of proposing."""

from __future__ import annotations

from django.urls import path

from .views import caseload, fixes, proposals, review

app_name = "advising"

urlpatterns = [
    path("caseload/", caseload.caseload, name="caseload"),
    path("caseload/approve/", caseload.plans_approve, name="plans_approve"),
    path("caseload/undo/", caseload.approvals_undo, name="approvals_undo"),
    path("caseload/fixes/", fixes.fixes_find, name="fixes_find"),
    path("caseload/fixes/stop/", fixes.fixes_stop, name="fixes_stop"),
    path("caseload/fixes/<id:pk>/ask/", fixes.fix_ask, name="fix_ask"),
    path("reviews/<id:pk>/", review.review_detail, name="review_detail"),
    path("reviews/<id:pk>/approve/", review.review_approve, name="review_approve"),
    path("reviews/<id:pk>/ask/", review.review_ask, name="review_ask"),
    path("reviews/<id:pk>/reopen/", review.review_reopen, name="review_reopen"),
    path("plans/<id:plan_id>/propose/", proposals.proposal_create, name="proposal_create"),
    path("proposals/<id:pk>/withdraw/", proposals.proposal_withdraw, name="proposal_withdraw"),
]
