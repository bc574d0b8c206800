from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "waypost.web.plans"
    label = "plans"
