from django.http import HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import etag, require_safe

from maillage.core.access import public
from maillage.territory import queries, tiles


@public
@require_safe
@cache_control(public=True, max_age=300)
@etag(lambda request: f'"{queries.outlines().digest}"')
def backdrop(request):
    return HttpResponse(queries.outlines().body, content_type="application/geo+json")


@public
@require_safe
def tile(request, z: int, x: int, y: int):
    """No tile is no error: the backdrop lies there already, and neither log nor console should fill with it."""
    try:
        body = tiles.tile(z, x, y)
    except tiles.NoTile:
        return HttpResponse(status=204, headers={"Cache-Control": "public, max-age=60"})
    return HttpResponse(body, content_type="image/png", headers={"Cache-Control": "public, max-age=604800"})
