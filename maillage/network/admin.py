from django.contrib import admin

from maillage.network.models import Organisation


@admin.register(Organisation)
class OrganisationAdmin(admin.ModelAdmin):
    list_display = ["nom", "kind", "verified_on"]
    search_fields = ["nom", "aliases"]
    filter_horizontal = ["federations"]
