"""URL patterns of two-factor authentication, inside the administration."""

from django.urls import path

from home.accounts import views

urlpatterns = [
    path("", views.ask_code, name="second_step"),
    path("invitation/", views.send_invitation, name="second_step_invitation"),
    path("installer/", views.set_up, name="second_step_set_up"),
    path("codes/", views.recovery_codes, name="second_step_codes"),
]
