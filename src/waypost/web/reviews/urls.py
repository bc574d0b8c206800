from django.urls import path

from .views import proposal, review, sending, versions

app_name = "reviews"
urlpatterns = [
    path("plans/<id:pk>/send/", sending.plan_send, name="plan_send"),
    path("plans/<id:pk>/sent/", sending.review_current, name="review_current"),
    path("plans/<id:pk>/versions/", versions.version_list, name="version_list"),
    path("plans/<id:pk>/versions/<id:number>/", versions.version_detail, name="version_detail"),
    path("plans/reviews/<id:pk>/", review.review_detail, name="review_detail"),
    path("plans/reviews/<id:pk>/answer/", review.review_answer, name="review_answer"),
    path("plans/reviews/<id:pk>/withdraw/", review.review_withdraw, name="review_withdraw"),
    path("plans/proposals/<id:pk>/", proposal.proposal_detail, name="proposal_detail"),
    path("plans/proposals/<id:pk>/accept/", proposal.proposal_accept, name="proposal_accept"),
    path("plans/proposals/<id:pk>/decline/", proposal.proposal_decline, name="proposal_decline"),
]
