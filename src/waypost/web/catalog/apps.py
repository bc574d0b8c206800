from django.apps import AppConfig


class CatalogConfig(AppConfig):
    name = "waypost.web.catalog"
    label = "catalog"
