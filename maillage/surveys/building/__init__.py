"""Questionnaires written in the page, or brought as an XLSForm; a version that is open never changes."""
