from django.apps import AppConfig


class AdvisingConfig(AppConfig):
    name = "waypost.web.advising"
    label = "advising"
