"""The one address that no language precedes: a service worker serves what lies below it."""

from django.urls import path

from maillage.website.offline import views

urlpatterns = [path("sw.js", views.worker, name="worker")]
