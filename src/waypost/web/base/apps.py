from django.apps import AppConfig


class BaseConfig(AppConfig):
    name = "waypost.web.base"
    label = "base"

    def ready(self) -> None:
        from . import ids  # noqa: F401, PLC0415  # addresses of all apps use its converter
