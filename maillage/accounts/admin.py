"""The site behind the site: same door as everyone (code, second factor), superusers only."""

from django.contrib import admin
from django.contrib.auth import logout as end_session
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from maillage.accounts.models import User
from maillage.core.access import public


def may_enter(request: HttpRequest) -> bool:
    return request.user.is_active and request.user.is_superuser


@public
def login(request: HttpRequest, extra_context=None) -> HttpResponse:
    if not request.user.is_authenticated:
        return redirect_to_login(request.GET.get("next") or reverse("admin:index"))
    if not may_enter(request):
        raise PermissionDenied
    return redirect("admin:index")


@require_POST
def logout(request: HttpRequest, extra_context=None) -> HttpResponse:
    end_session(request)
    return redirect("website:home")


admin.site.has_permission = may_enter
admin.site.login = login
admin.site.logout = logout


@admin.register(User)
class PersonAdmin(admin.ModelAdmin):
    """No password is ever asked for: none is set here."""

    fields = ["email", "name", "telephone", "consented_on", "is_active", "is_superuser"]
    list_display = ["email", "name", "is_active", "is_superuser", "last_login"]
    search_fields = ["email", "name"]
