from django.apps import AppConfig


class StandingsConfig(AppConfig):
    name = "waypost.web.standings"
    label = "standings"
