"""Addresses that Wagtail does not route itself."""

from django.urls import path

from lessons import views

urlpatterns = [
    path("g/<int:pk>/", views.short_address, name="short_address"),
]
