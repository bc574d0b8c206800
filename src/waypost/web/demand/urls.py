from django.urls import path

from .views import demand

app_name = "demand"
urlpatterns = [
    path("demand/", demand.demand, name="demand"),
    path("demand/periods/", demand.demand_periods, name="demand_periods"),
    path("demand/periods/<id:pk>/cancel/", demand.periods_cancel, name="periods_cancel"),
    path("demand/file/", demand.demand_file, name="demand_file"),
]
