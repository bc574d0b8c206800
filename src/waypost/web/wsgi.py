import os

from django.core.wsgi import get_wsgi_application

from waypost.web.base.uncaught import answers_anyway

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "waypost.web.settings")

application = answers_anyway(get_wsgi_application())
