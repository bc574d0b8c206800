from django.apps import AppConfig


class FinderConfig(AppConfig):
    name = "waypost.web.finder"
    label = "finder"
