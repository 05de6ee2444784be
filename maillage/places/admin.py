"""For the coordinator: places to complete and why, and every write with its event."""

from uuid import uuid4

from django.contrib import admin
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from maillage.places import actions
from maillage.places.enums import EventKind, LifeCycle
from maillage.places.models import Equipment, EquipmentService, Label, Offer, Place, PlaceEvent, Source, Staff
from maillage.places.presenting import full_date
from maillage.places.publishing import blockers

ROWS = ("equipment", "equipment_services", "staff", "labels")


class ToComplete(admin.SimpleListFilter):
    """What does not appear on the site, and must be completed (E03)."""

    title = _("publication")
    parameter_name = "publication"

    def lookups(self, request, model_admin):
        return [("held", _("À compléter")), ("published", _("Publiés")), ("closed", _("Fermés définitivement"))]

    def queryset(self, request, queryset):
        if self.value() == "held":
            return queryset.held_back()
        if self.value() == "published":
            return queryset.published()
        return queryset.filter(life_cycle=LifeCycle.CLOSED) if self.value() == "closed" else queryset


class EquipmentInline(admin.TabularInline):
    model, extra = Equipment, 0


class EquipmentServiceInline(admin.TabularInline):
    model, extra = EquipmentService, 0


class StaffInline(admin.TabularInline):
    model, extra = Staff, 0


class LabelInline(admin.TabularInline):
    model, extra = Label, 0


@admin.register(Place)
class PlaceAdmin(admin.ModelAdmin):
    list_display = ["nom", "commune", "published", "what_blocks", "date_maj", "verified_on"]
    list_filter = [ToComplete, "life_cycle", "commune"]
    search_fields = ["id", "nom", "aliases", "adresse"]
    autocomplete_fields = ["organisation", "hosted_at"]
    readonly_fields = ["published", "what_blocks", "slug", "zones", "story"]
    inlines = [EquipmentInline, EquipmentServiceInline, StaffInline, LabelInline]

    @admin.display(description=_("ce qui bloque la publication"))
    def what_blocks(self, place):
        return format_html_join(" ", "{}", ((sentence,) for sentence in blockers(place))) or "—"

    @admin.display(description=_("histoire"))
    def story(self, place):
        events = place.events.all()[:20]
        lines = ((full_date(event.at.date()), event.get_kind_display(), ", ".join(event.changes)) for event in events)
        return format_html_join("", "<div>{} · {} · {}</div>", lines)

    def get_readonly_fields(self, request, obj=None):
        return [*self.readonly_fields, "id"] if obj else self.readonly_fields

    def get_changeform_initial_data(self, request):
        return {"id": f"local-{uuid4().hex[:12]}", **super().get_changeform_initial_data(request)}

    def has_delete_permission(self, request, obj=None):
        """A place closes, it does not vanish: its history and the ids of others stay."""
        return False

    def save_model(self, request, obj, form, change):
        columns = {name: form.cleaned_data[name] for name in form.changed_data if name != "id"}
        if change:
            actions.update(Place.objects.get(pk=obj.pk), columns=columns, by=request.user)
        else:
            actions.create(id=obj.pk, columns=columns, by=request.user)
        obj.refresh_from_db()
        obj._state.adding = False

    def save_related(self, request, form, formsets, change):
        place = form.instance
        before = {name: actions.told_rows(place, name) for name in ROWS}
        super().save_related(request, form, formsets, change)
        after = {name: actions.told_rows(place, name) for name in ROWS}
        changes = {name: [before[name], after[name]] for name in ROWS if before[name] != after[name]}
        if changes:
            actions.tell_rows(Place.objects.get(pk=place.pk), changes, by=request.user)


@admin.register(Offer)
class OfferAdmin(admin.ModelAdmin):
    list_display = ["nom", "nature", "organisation", "place"]
    list_filter = ["nature"]
    search_fields = ["nom", "description"]
    autocomplete_fields = ["organisation", "place", "partners"]

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        tell(obj, ["", obj.nom] if not change else [obj.nom, obj.nom], by=request.user)

    def delete_model(self, request, obj):
        tell(obj, [obj.nom, ""], by=request.user)
        super().delete_model(request, obj)

    def delete_queryset(self, request, queryset):
        for offer in queryset:  # one by one, so that each place follows
            self.delete_model(request, offer)


def tell(offer: Offer, change: list[str], *, by) -> None:
    """An action that appears, changes or goes is part of its place's history."""
    if offer.place:
        PlaceEvent.objects.create(place=offer.place, kind=EventKind.UPDATED, by=by, changes={"offers": change})


@admin.register(Source)
class SourceAdmin(admin.ModelAdmin):
    list_display = ["nom", "licence", "url"]
    search_fields = ["nom"]
