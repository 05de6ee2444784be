"""Who may open a page: nobody but members, unless a line says `public`."""

from django.contrib.auth.decorators import login_not_required

public = login_not_required


def make_public(patterns):
    """For URL patterns made by a library (the API): open every one of them."""
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            make_public(pattern.url_patterns)
        else:
            pattern.callback = login_not_required(pattern.callback)
    return patterns
