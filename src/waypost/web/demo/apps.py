from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "waypost.web.demo"
    label = "demo"
