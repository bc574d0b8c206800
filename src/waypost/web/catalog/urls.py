from django.urls import path

from . import views

app_name = "catalog"
urlpatterns = [
    path("rulebooks/", views.rulebook_list, name="rulebook_list"),
    path("rulebooks/load/", views.rulebook_load, name="rulebook_load"),
    path("rulebooks/<id:rulebook_id>/", views.rulebook_detail, name="rulebook_detail"),
]
