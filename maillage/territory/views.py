from django.http import HttpResponse, HttpResponseNotFound

from maillage.core.access import public


@public
def backdrop(request):
    return HttpResponse('{"type":"FeatureCollection","features":[]}', content_type="application/geo+json")


@public
def tile(request, z: int, x: int, y: int):
    return HttpResponseNotFound()
