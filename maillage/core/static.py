from whitenoise.storage import CompressedManifestStaticFilesStorage


class Storage(CompressedManifestStaticFilesStorage):
    """Hashed names, kept for ever by browsers; a source map that a package forgot is no reason to fail."""

    manifest_strict = False
    support_js_module_import_aggregation = False
    patterns = tuple((glob, rules) for glob, rules in CompressedManifestStaticFilesStorage.patterns if glob != "*.js")
