from django.apps import AppConfig


class PoliciesConfig(AppConfig):
    name = "waypost.web.policies"
    label = "policies"
