from maillage.website.offline.keeping import HEADER, may_be_kept


class SaysWhatMayBeKept:
    """Listed before what sets cookies or forbids storing (a member's pages), so that it sees them."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if may_be_kept(
            request.path,
            response.headers,
            sets_cookie=bool(response.cookies),
            status=response.status_code,
            fragment="HX-Request" in request.headers,
        ):
            response[HEADER] = "1"
        return response
