from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "waypost.web.base"
    label = "base"
