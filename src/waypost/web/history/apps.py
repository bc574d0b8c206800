from django.apps import AppConfig


class HistoryConfig(AppConfig):
    name = "waypost.web.history"
    label = "history"
