from django.urls import path

from .views import home, proposal, review, rulebook_try, sending, versions

app_name = "plans"
urlpatterns = [
    path("plan/", home.home, name="home"),
    path("family/", home.family, name="family"),
    path("family/<int:student_id>/", home.family_child, name="family_child"),
    path("students/<int:student_id>/plan/", home.plan_detail, name="plan_detail"),
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
