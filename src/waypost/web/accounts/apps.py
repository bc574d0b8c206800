from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "waypost.web.accounts"
    label = "accounts"
