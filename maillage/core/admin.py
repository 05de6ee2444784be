"""What happened, what is to be sent, what is to be done: looked at, never written by hand."""

from django.contrib import admin, messages
from django.utils.translation import gettext, gettext_lazy, ngettext

from maillage.core import outbox
from maillage.core.models import Event, Job, JobRun, Message


class LookedAt(admin.ModelAdmin):
    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Event)
class EventAdmin(LookedAt):
    list_display = ["at", "verb", "subject_type", "subject_id", "by"]
    list_filter = ["verb", "subject_type"]
    list_select_related = ["by"]
    date_hierarchy = "at"


@admin.register(Message)
class MessageAdmin(LookedAt):
    """The text is not shown: it may hold a code to log in."""

    list_display = ["created_at", "channel", "state", "to", "subject", "attempts", "reason"]
    list_filter = ["channel", "state", "template"]
    search_fields = ["subject", "key"]
    exclude = ["text", "html", "to_hash"]
    actions = ["resend", "received"]

    @admin.action(description=gettext_lazy("Renvoyer (le message peut arriver deux fois)"), permissions=["view"])
    def resend(self, request, chosen):
        self._decide(request, chosen, outbox.resend)

    @admin.action(description=gettext_lazy("Noter comme bien arrivé"), permissions=["view"])
    def received(self, request, chosen):
        self._decide(request, chosen, outbox.mark_received)

    def _decide(self, request, chosen, action) -> None:
        done = 0
        for message in chosen:
            try:
                action(message, by=request.user)
                done += 1
            except outbox.NotResendable:
                self.message_user(request, gettext("Rien à reprendre : %s") % message.key, messages.WARNING)
        self.message_user(request, ngettext("%(n)d message repris.", "%(n)d messages repris.", done) % {"n": done})


@admin.register(Job)
class JobAdmin(LookedAt):
    list_display = ["created_at", "name", "state", "attempts", "ended_at", "reason"]
    list_filter = ["state", "name"]
    exclude = ["args"]


@admin.register(JobRun)
class JobRunAdmin(LookedAt):
    list_display = ["name", "last_at", "next_at", "seconds", "reason"]
