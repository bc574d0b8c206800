"""The site's addresses as the demo has them."""

from waypost.web.urls import site_urls

urlpatterns = site_urls(demo=True)
