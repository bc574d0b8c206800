from django.apps import AppConfig


class FrontConfig(AppConfig):
    name = "waypost.web.front"
    label = "front"
