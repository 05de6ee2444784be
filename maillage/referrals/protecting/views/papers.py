"""The papers of data protection: an open notice; a register entry and a draft of the impact analysis for who
coordinates. All from the same settings and the same table."""

from django.shortcuts import render
from django.views.decorators.http import require_safe

from maillage.core.access import public
from maillage.network import rules
from maillage.referrals.protecting import papers


@require_safe
@public
def notice(request):
    return render(request, "referrals/protecting/notice.html", papers.notice())


@require_safe
@rules.allowed(rules.counts_referrals)
def home(request):
    return render(request, "referrals/protecting/home.html", papers.home())


@require_safe
@rules.allowed(rules.counts_referrals)
def register(request):
    return render(request, "referrals/protecting/register.html", papers.register())


@require_safe
@rules.allowed(rules.counts_referrals)
def impact(request):
    return render(request, "referrals/protecting/impact.html", papers.impact())
