from django.apps import AppConfig


class AccessConfig(AppConfig):
    name = "waypost.web.access"
    label = "access"

    def ready(self) -> None:
        from . import checks  # noqa: F401, PLC0415  # Django registers checks when the app is ready
