from django.contrib import admin

from maillage.territory.models import Commune, Zone


@admin.register(Commune)
class CommuneAdmin(admin.ModelAdmin):
    list_display = ["nom", "code_insee", "population"]
    search_fields = ["nom", "code_insee"]


@admin.register(Zone)
class ZoneAdmin(admin.ModelAdmin):
    list_display = ["nom", "kind", "sector", "approximate"]
    list_filter = ["kind", "commune"]
