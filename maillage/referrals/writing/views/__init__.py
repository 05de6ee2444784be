"""Members' pages, one module a moment: writing, printing, following, giving a time."""
