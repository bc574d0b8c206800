from django.urls import path

from .views import fixes, search, what_if

app_name = "finder"
urlpatterns = [
    path("students/<id:student_id>/courses/plans/", search.search_new, name="search_new"),
    path("students/<id:student_id>/courses/fixes/", fixes.fixes, name="fixes"),
    path("students/<id:student_id>/courses/what-if/ask/", what_if.what_if_ask, name="what_if_ask"),
    path("plans/searches/<id:pk>/", search.search_detail, name="search_detail"),
    path("plans/searches/<id:pk>/cancel/", search.search_cancel, name="search_cancel"),
    path("plans/searches/<id:pk>/use/", search.search_use, name="search_use"),
    path("plans/searches/<id:pk>/ask/", fixes.search_propose, name="search_propose"),
]
