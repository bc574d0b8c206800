"""The front door: sign-in, role, own settings, health."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import path

from . import views
from .guards import public

urlpatterns = [
    path("", views.home, name="home"),
    path("health/", views.health, name="health"),
    path("settings/", views.preferences, name="preferences"),
    path("role/", views.switch_role, name="switch_role"),
    path("language/", views.set_language, name="set_language"),
    path("theme/", views.set_theme, name="set_theme"),
    # allauth's own views ask for the sign-in, the password or the code by themselves
    path("sign-in/", public(account.login), name="account_login"),
    path("sign-out/", public(account.logout), name="account_logout"),
    path("sign-in/closed/", public(account.account_inactive), name="account_inactive"),
    path("sign-in/code/", public(mfa.authenticate), name="mfa_authenticate"),
    path("sign-in/again/", public(account.reauthenticate), name="account_reauthenticate"),
    path("sign-in/again/code/", public(mfa.reauthenticate), name="mfa_reauthenticate"),
    path("settings/password/", public(account.password_change), name="account_change_password"),
    path("settings/password/set/", public(account.password_set), name="account_set_password"),
    path("settings/second-step/", public(mfa.index), name="mfa_index"),
    path("settings/second-step/start/", public(totp.activate_totp), name="mfa_activate_totp"),
    path("settings/second-step/stop/", public(views.stop_second_step), name="mfa_deactivate_totp"),
    path("settings/codes/", public(recovery_codes.view_recovery_codes), name="mfa_view_recovery_codes"),
    path("settings/codes/new/", public(recovery_codes.generate_recovery_codes), name="mfa_generate_recovery_codes"),
    path("settings/codes/file/", public(recovery_codes.download_recovery_codes), name="mfa_download_recovery_codes"),
]
