"""The worker's part in the census: each sub-package declares its own."""

from maillage.census.origins import jobs as origins
from maillage.census.uploading import jobs as uploading
from maillage.census.verifying import jobs as verifying

__all__ = ["origins", "uploading", "verifying"]
