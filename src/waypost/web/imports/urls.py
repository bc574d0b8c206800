from django.urls import path

from . import views

app_name = "imports"
urlpatterns = [
    path("imports/", views.run_list, name="run_list"),
    path("imports/new/", views.run_check, name="run_check"),
    path("imports/<int:run_id>/", views.run_detail, name="run_detail"),
    path("imports/<int:run_id>/students/", views.run_going, name="run_going"),
    path("imports/<int:run_id>/apply/", views.run_apply, name="run_apply"),
    path("imports/<int:run_id>/fix/", views.run_fix, name="run_fix"),
    path("imports/<int:run_id>/drop/", views.run_drop, name="run_drop"),
    path("imports/<int:run_id>/undo/", views.run_undo, name="run_undo"),
    path("imports/<int:run_id>/again/", views.run_again, name="run_again"),
]
