from django.apps import AppConfig


class AuditsConfig(AppConfig):
    name = "waypost.web.audits"
    label = "audits"
