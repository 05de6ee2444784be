from django.http import HttpResponse


def search(request): return HttpResponse("")
def detail(request, slug): return HttpResponse("")
def organisation(request, slug): return HttpResponse("")
