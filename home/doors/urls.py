"""Addresses of the second step, inside the administration."""

from django.urls import path

from home.doors import views

urlpatterns = [
    path("", views.ask, name="second_step"),
    path("invitation/", views.invite, name="second_step_invitation"),
    path("installer/", views.set_up, name="second_step_set_up"),
    path("codes/", views.codes, name="second_step_codes"),
]
