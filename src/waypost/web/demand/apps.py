from django.apps import AppConfig


class DemandConfig(AppConfig):
    name = "waypost.web.demand"
    label = "demand"
