"""Settings of the Waypost site, all taken from the environment; the defaults run a safe single machine."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from waypost.web.base.environment import database_from, flag, secret_key
from waypost.web.base.logs import log_settings
from waypost.web.base.private import keep_private

ROOT = Path(__file__).resolve().parents[3]
VAR = Path(os.environ.get("WAYPOST_VAR", ROOT / "var"))

DEMO = flag("WAYPOST_DEMO")
DEBUG = flag("WAYPOST_DEBUG")
SECRET_KEY = secret_key(VAR / "secret-key")
ALLOWED_HOSTS = os.environ.get("WAYPOST_HOSTS", "localhost,127.0.0.1,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("WAYPOST_ORIGINS", "").split(",") if o]

ROOT_URLCONF = "waypost.web.urls"
WSGI_APPLICATION = "waypost.web.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"

WAYPOST_APPS = [
    "demo",
    "front",
    "imports",
    "advising",
    "demand",
    "finder",
    "reviews",
    "standings",
    "plans",
    "audits",
    "records",
    "catalog",
    "policies",
    "jobs",
    "access",
    "history",
    "schools",
    "accounts",
    "base",
]
INSTALLED_APPS = [
    *(f"waypost.web.{app}" for app in WAYPOST_APPS),
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "waypost.web.access.middleware.NoStoreMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "waypost.web.access.middleware.ActorMiddleware",
    "waypost.web.access.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "waypost.web.base.middleware.RequestLogMiddleware",
]
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "waypost.web.base.context.site",
                *(["waypost.web.demo.context.demo_bar"] if DEMO else []),
            ],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            ["django.template.loaders.app_directories.Loader"],
                        )
                    ],
                )
            ],
            "builtins": [
                "template_partials.templatetags.partials",
                "waypost.web.access.templatetags.access",
            ],
        },
    }
]

DATABASES = {"default": database_from(os.environ.get("DATABASE_URL", ""), sqlite=VAR / "waypost.sqlite3")}
keep_private(VAR, databases=[name for entry in DATABASES.values() if isinstance(name := entry["NAME"], Path)])

CACHES = {
    # in the database, so that all workers count failed sign-ins together; see accounts.models.ThrottleRow
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "accounts_throttle",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "waypost.web.accounts.adapter.ClosedAdapter"
ACCOUNT_SESSION_REMEMBER = False  # on a shared Chromebook, closing the browser signs out
ACCOUNT_RATE_LIMITS = {
    # by account, each limit longer than the one before: the wait grows with the wrong guesses
    "login_failed": "10/15m/key,20/2h/key,40/24h/key",
    # not by address: a whole school signs in from one
    "login": "",
}
MFA_ADAPTER = "waypost.web.accounts.adapter.SecondStepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Waypost"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = flag("WAYPOST_HTTPS")
SECURE_SSL_REDIRECT = flag("WAYPOST_HTTPS")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if flag("WAYPOST_BEHIND_PROXY") else None
SECURE_HSTS_SECONDS = 31_536_000 if flag("WAYPOST_HTTPS") else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "en-us"
LANGUAGES = [("en", "English"), ("es", "Español")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR / "uploads"},
    },
    "staticfiles": {
        "BACKEND": os.environ.get("WAYPOST_STATICFILES", "whitenoise.storage.CompressedManifestStaticFilesStorage")
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 5_000_000
FILE_UPLOAD_PERMISSIONS = None  # as the mask of the process says; see base.private

AUDIT_CHUNK = int(os.environ.get("WAYPOST_AUDIT_CHUNK", "100"))  # students; what a search may have to wait for

EMAIL_BACKEND = "waypost.web.demo.outbox.OutboxBackend" if DEMO else "django.core.mail.backends.smtp.EmailBackend"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

LOGGING_CONFIG = "waypost.web.base.logs.configure"
LOGGING = log_settings(readable=DEMO or DEBUG, level=os.environ.get("WAYPOST_LOG_LEVEL", "INFO"))
