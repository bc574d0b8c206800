"""The addresses of the caseload, of reviews on the staff's side, and of proposing."""

from __future__ import annotations

from django.urls import path

from .views import caseload, proposals, review

app_name = "advising"

urlpatterns = [
    path("caseload/", caseload.caseload, name="caseload"),
    path("caseload/approve/", caseload.plans_approve, name="plans_approve"),
    path("caseload/undo/", caseload.approvals_undo, name="approvals_undo"),
    path("reviews/<int:pk>/", review.review_detail, name="review_detail"),
    path("reviews/<int:pk>/approve/", review.review_approve, name="review_approve"),
    path("reviews/<int:pk>/ask/", review.review_ask, name="review_ask"),
    path("reviews/<int:pk>/reopen/", review.review_reopen, name="review_reopen"),
    path("plans/<int:plan_id>/propose/", proposals.proposal_create, name="proposal_create"),
    path("proposals/<int:pk>/withdraw/", proposals.proposal_withdraw, name="proposal_withdraw"),
]
