"""Numbers about sheets, for whom coordinates: never a sheet, never a place."""
