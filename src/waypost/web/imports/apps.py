from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "waypost.web.imports"
    label = "imports"
