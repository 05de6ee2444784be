"""What a report casts doubt on. Pure but for the names of kinds."""

from maillage.census.models import ErrorReport

Kind = ErrorReport.Kind
DOUBTED: dict[str, tuple[str, ...]] = {
    Kind.CLOSED: ("horaires",),
    Kind.GONE: ("life_cycle", "adresse"),
    Kind.PHONE: ("telephone",),
    Kind.OFFER: ("services",),
    Kind.REFUSED: ("services", "modalites_acces"),
    Kind.EQUIPMENT: ("equipment",),
    Kind.OTHER: (),
}
PICTOGRAMS: dict[str, str] = {
    Kind.CLOSED: "horloge",
    Kind.GONE: "lieu",
    Kind.PHONE: "telephone",
    Kind.OFFER: "aide",
    Kind.REFUSED: "non",
    Kind.EQUIPMENT: "imprimer",
    Kind.OTHER: "message",
}
