"""The site as a WSGI application, with the policies loaded before the first visitor comes."""

import os

from django.core.wsgi import get_wsgi_application

from luodi.desk.portal.library import shelf

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luodi.desk.settings")
application = get_wsgi_application()
shelf()
