from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "waypost.web.reviews"
    label = "reviews"
