"""Calendars have one address, whatever the language of who reads."""

from django.urls import path

from maillage.appointments.calendars import embedding, feeds, mine

app_name = "calendars"
urlpatterns = [
    path("flux/tout.ics", feeds.everything, name="everything"),
    path("flux/lieux/<slug:slug>.ics", feeds.of_a_place, name="place"),
    path("flux/quartiers/<slug:code>.ics", feeds.of_a_zone, name="zone"),
    path("flux/themes/<slug:slug>.ics", feeds.of_a_theme, name="theme"),
    path("flux/prive/<str:token>.ics", feeds.private, name="private"),
    path("integrer/agenda/<slug:slug>/", embedding.embedded, name="embedded"),
    path("espace/agenda/<int:pk>/calendriers/", mine.mine, name="mine"),
    path("espace/agenda/<int:pk>/calendriers/adresse/", mine.open_feed, name="open"),
    path("espace/agenda/<int:pk>/calendriers/adresse/<int:feed>/retirer/", mine.revoke, name="revoke"),
    path("espace/agenda/<int:pk>/calendriers/occupe/", mine.follow, name="follow"),
    path("espace/agenda/<int:pk>/calendriers/occupe/<int:calendar>/retirer/", mine.unfollow, name="unfollow"),
]
