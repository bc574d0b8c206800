from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "waypost.web.jobs"
    label = "jobs"
