from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "waypost.web.schools"
    label = "schools"
