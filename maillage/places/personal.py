from maillage.core.retention import not_personal

not_personal(
    "of a place open to the public", *(f"places.Place.{name}" for name in "telephone courriels adresse".split())
)
not_personal("of a place open to the public", "places.Place.complement_adresse")
