from django.urls import path

from .views import home

app_name = "front"
urlpatterns = [
    path("plan/", home.home, name="home"),
    path("family/", home.family, name="family"),
    path("family/<id:student_id>/", home.family_child, name="family_child"),
    path("students/<id:student_id>/plan/", home.plan_detail, name="plan_detail"),
    path("students/<id:student_id>/plan/new-year/", home.turn_read, name="turn_read"),
]
