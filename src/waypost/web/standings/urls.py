from django.urls import path

from .views import audit_runs, rulebook_try

app_name = "standings"
urlpatterns = [
    path("rulebooks/<id:rulebook_id>/try/", rulebook_try.rulebook_try, name="rulebook_try"),
    path("rulebooks/runs/", audit_runs.audit_run_list, name="audit_run_list"),
    path("rulebooks/runs/start/", audit_runs.audit_run_start, name="audit_run_start"),
    path("rulebooks/runs/<id:pk>/", audit_runs.audit_run_detail, name="audit_run_detail"),
    path("rulebooks/runs/<id:pk>/stop/", audit_runs.audit_run_stop, name="audit_run_stop"),
    path("rulebooks/runs/<id:pk>/resume/", audit_runs.audit_run_resume, name="audit_run_resume"),
    path("rulebooks/runs/<id:pk>/publish/", audit_runs.audit_run_publish, name="audit_run_publish"),
]
