from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "waypost.web.records"
    label = "records"
