from django.urls import path

from . import views

app_name = "imports"
urlpatterns = [
    path("imports/", views.run_list, name="run_list"),
    path("imports/new/", views.run_check, name="run_check"),
    path("imports/<id:run_id>/", views.run_detail, name="run_detail"),
    path("imports/<id:run_id>/students/", views.run_going, name="run_going"),
    path("imports/<id:run_id>/apply/", views.run_apply, name="run_apply"),
    path("imports/<id:run_id>/fix/", views.run_fix, name="run_fix"),
    path("imports/<id:run_id>/drop/", views.run_drop, name="run_drop"),
    path("imports/<id:run_id>/undo/", views.run_undo, name="run_undo"),
    path("imports/<id:run_id>/again/", views.run_again, name="run_again"),
]
