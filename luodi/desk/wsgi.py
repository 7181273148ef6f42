"""The site as a WSGI application, with the policies loaded before the first visitor comes."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from luodi.desk.portal.library import shelf

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "luodi.desk.settings")
application = get_wsgi_application()
shelf()
# The library lives as long as the process: collecting garbage need not walk through it, and processes forked from here share it.
gc.collect()
gc.freeze()
