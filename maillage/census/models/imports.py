from django.conf import settings
from django.db import models
from django.utils import timezone

from maillage.places.models import Place, Source


class Batch(models.Model):
    """One import of one file, or one source taken away: what was read, what became of it."""

    class Kind(models.TextChoices):
        IMPORT = "import"
        WITHDRAWAL = "retrait"

    class Status(models.TextChoices):
        APPLIED = "appliqué"
        UNDONE = "annulé"

    kind = models.CharField("nature", max_length=20, choices=Kind, default=Kind.IMPORT)
    source = models.ForeignKey(Source, models.PROTECT, related_name="batches", verbose_name="source")
    file_name = models.CharField("fichier", max_length=300)
    file_digest = models.CharField("empreinte du fichier", max_length=64)
    recipe = models.CharField("recette", max_length=80, blank=True)
    date = models.DateField("date des données", null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    at = models.DateTimeField("quand", default=timezone.now)
    status = models.CharField(max_length=20, choices=Status, default=Status.APPLIED)
    read = models.PositiveIntegerField("lus", default=0)
    created = models.PositiveIntegerField("créés", default=0)
    updated = models.PositiveIntegerField("modifiés", default=0)
    unchanged = models.PositiveIntegerField("inchangés", default=0)
    rejected = models.PositiveIntegerField("rejetés", default=0)
    proposed = models.PositiveIntegerField("proposés", default=0)  # beside the other counts: such a row is one of them
    complete = models.BooleanField("fichier complet", default=False)
    gone = models.PositiveIntegerField("disparus", default=0)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "import"
        constraints = [
            models.CheckConstraint(
                name="census_nothing_read_is_lost",
                condition=models.Q(
                    read=models.F("created") + models.F("updated") + models.F("unchanged") + models.F("rejected")
                ),
            )
        ]

    def __str__(self):
        return f"{self.file_name} ({self.source})"


class SourceRecord(models.Model):
    """A row as it came, kept for ever; `key` is the id the source gives it (an alias of the place's id)."""

    source = models.ForeignKey(Source, models.PROTECT, related_name="records")
    key = models.CharField(max_length=255)
    digest = models.CharField(max_length=32)
    raw = models.JSONField()
    line = models.PositiveIntegerField()
    batch = models.ForeignKey(Batch, models.CASCADE, related_name="records")
    place = models.ForeignKey(Place, models.SET_NULL, null=True, blank=True, related_name="records")
    current = models.BooleanField(default=True)  # the last version of this row
    said = models.JSONField(default=dict)  # its clean columns: what this source says of the place
    gone = models.ForeignKey(Batch, models.SET_NULL, null=True, blank=True, related_name="+")  # the file without it

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["source", "key"], condition=models.Q(current=True), name="census_one_current_record_per_key"
            )
        ]
        indexes = [models.Index(fields=["source", "key", "digest"], name="census_record_by_key")]


class PriorOrigin(models.Model):
    """Where the columns of a place came from before a batch wrote them: with its events, all it takes to undo."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="prior_origins")
    place = models.ForeignKey(Place, models.CASCADE, related_name="+")
    origins = models.JSONField(default=list)  # [[source, date, by, [columns]]…]


class Issue(models.Model):
    """What could not be taken as it came: where, what, why (in French)."""

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="issues")
    line = models.PositiveIntegerField()
    column = models.CharField(max_length=100, blank=True)
    value = models.TextField(blank=True)
    reason = models.CharField(max_length=300)
    rejects = models.BooleanField(default=False)

    class Meta:
        ordering = ["line", "pk"]


class Upload(models.Model):
    """A file brought in from a page: received, looked at, applied or given up; it lies in the data folder."""

    class State(models.TextChoices):
        RECEIVED = "reçu"
        READING = "lecture"
        READY = "prêt"
        WRITING = "écriture"
        APPLIED = "appliqué"
        FAILED = "échec"
        DROPPED = "abandonné"

    file_name = models.CharField("fichier", max_length=300)
    path = models.CharField(max_length=500)  # below MAILLAGE_DATA
    digest = models.CharField(max_length=64)
    source = models.CharField("source", max_length=200, blank=True)
    date = models.DateField("date des données", null=True, blank=True)
    recipe = models.CharField("recette", max_length=80, blank=True)
    complete = models.BooleanField("fichier complet", default=False)
    state = models.CharField(max_length=20, choices=State, default=State.RECEIVED)
    job = models.UUIDField(null=True, blank=True)  # core.Job that reads or writes it
    done = models.PositiveIntegerField("lignes faites", default=0)
    total = models.PositiveIntegerField("lignes du fichier", default=0)
    report = models.JSONField(default=dict)  # counts, issues, differences of the preview
    error = models.CharField("ce qui a échoué", max_length=500, blank=True)
    batch = models.ForeignKey(Batch, models.SET_NULL, null=True, blank=True, related_name="uploads")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at", "-pk"]
        verbose_name = "fichier apporté"


class OwnRecipe(models.Model):
    """A recipe made in the page for a new file's headers; `definition` is what a TOML recipe holds."""

    slug = models.SlugField(max_length=80, unique=True)
    nom = models.CharField("nom", max_length=120)
    definition = models.JSONField(default=dict)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["nom", "pk"]
        verbose_name = "recette"
