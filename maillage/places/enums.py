"""Vocabularies. The first part is the national schema's, word for word; the second is ours (local extension)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# --- standard-mediation-num v1.0.2 ---------------------------------------------------------------------------------


class Itinerance(models.TextChoices):
    ITINERANT = "Itinérant", _("Itinérant")
    FIXE = "Fixe", _("Fixe")


class Service(models.TextChoices):
    DEMARCHES = "Aide aux démarches administratives", _("Aide aux démarches administratives")
    QUOTIDIEN = "Maîtrise des outils numériques du quotidien", _("Maîtrise des outils numériques du quotidien")
    INSERTION = "Insertion professionnelle via le numérique", _("Insertion professionnelle via le numérique")
    SECURITE = "Utilisation sécurisée du numérique", _("Utilisation sécurisée du numérique")
    PARENTALITE = "Parentalité et éducation avec le numérique", _("Parentalité et éducation avec le numérique")
    LOISIRS = "Loisirs et créations numériques", _("Loisirs et créations numériques")
    COMPREHENSION = "Compréhension du monde numérique", _("Compréhension du monde numérique")
    ACCES = "Accès internet et matériel informatique", _("Accès internet et matériel informatique")
    ACQUISITION = (
        "Acquisition de matériel informatique à prix solidaire",
        _("Acquisition de matériel informatique à prix solidaire"),
    )


class PublicSpecifiquementAdresse(models.TextChoices):
    JEUNES = "Jeunes", _("Jeunes")
    ETUDIANTS = "Étudiants", _("Étudiants")
    FAMILLES = "Familles et/ou enfants", _("Familles et/ou enfants")
    SENIORS = "Seniors", _("Seniors")
    FEMMES = "Femmes", _("Femmes")


class PriseEnChargeSpecifique(models.TextChoices):
    SURDITE = "Surdité", _("Surdité")
    MOTEURS = "Handicaps moteurs", _("Handicaps moteurs")
    MENTAUX = "Handicaps mentaux", _("Handicaps mentaux")
    ILLETTRISME = "Illettrisme", _("Illettrisme")
    LANGUES_ANGLAIS = "Langues étrangères (anglais)", _("Langues étrangères (anglais)")
    LANGUES_AUTRES = "Langues étrangères (autres)", _("Langues étrangères (autres)")
    DEFICIENCE_VISUELLE = "Déficience visuelle", _("Déficience visuelle")


class FraisACharge(models.TextChoices):
    GRATUIT = "Gratuit", _("Gratuit")
    SOUS_CONDITION = "Gratuit sous condition", _("Gratuit sous condition")
    PAYANT = "Payant", _("Payant")


class DispositifProgrammeNational(models.TextChoices):
    AIDANTS_CONNECT = "Aidants Connect", "Aidants Connect"
    BIBLIOTHEQUES = "Bibliothèques numérique de référence", "Bibliothèques numérique de référence"
    PIX = "Certification PIX", "Certification PIX"
    CONSEILLERS = "Conseillers numériques", _("Conseillers numériques")
    EMMAUS_CONNECT = "Emmaüs Connect", "Emmaüs Connect"
    FRANCE_SERVICES = "France Services", "France Services"
    GRANDE_ECOLE = "Grande école du numérique", "Grande école du numérique"
    CROIX_ROUGE = "La Croix Rouge", "La Croix Rouge"
    POINT_CAF = "Point d'accès numérique CAF", "Point d'accès numérique CAF"
    PROMENEURS = "Promeneurs du net", "Promeneurs du net"
    RELAIS = "Relais numérique (Emmaüs Connect)", "Relais numérique (Emmaüs Connect)"


class FormationLabel(models.TextChoices):
    MON_ESPACE_SANTE = "Formé à « Mon Espace Santé »", "Formé à « Mon Espace Santé »"
    DUPLEX = "Formé à « DUPLEX » (illettrisme)", "Formé à « DUPLEX » (illettrisme)"
    ARNIA = "Arnia/MedNum BFC (Bourgogne-Franche-Comté)", "Arnia/MedNum BFC (Bourgogne-Franche-Comté)"
    REEMPLOI = (
        "Collectif ressources et acteurs réemploi (Normandie)",
        "Collectif ressources et acteurs réemploi (Normandie)",
    )
    ETAPES_NUMERIQUES = "Étapes numériques(La Poste)", "Étapes numériques (La Poste)"  # the schema has no space
    FABRIQUES = "Fabriques de Territoire", "Fabriques de Territoire"
    ECLAIREURS = "Les Éclaireurs du numérique (Drôme)", "Les Éclaireurs du numérique (Drôme)"
    MES_PAPIERS = "Mes Papiers (Métropole de Lyon)", "Mes Papiers (Métropole de Lyon)"
    ORDI_3_0 = "ORDI 3.0", "ORDI 3.0"
    SUD_LABS = "SUD LABS (PACA)", "SUD LABS (PACA)"


class ModaliteAcces(models.TextChoices):
    SE_PRESENTER = "Se présenter", _("Se présenter")
    TELEPHONER = "Téléphoner", _("Téléphoner")
    MAIL = "Contacter par mail", _("Contacter par mail")
    RDV = "Prendre un RDV en ligne", _("Prendre un RDV en ligne")
    SANS_PUBLIC = "Ce lieu n'accueille pas de public", _("Ce lieu n'accueille pas de public")
    PRESCRIPTION = (
        "Envoyer un mail avec une fiche de prescription",
        _("Envoyer un mail avec une fiche de prescription"),
    )


class ModaliteAccompagnement(models.TextChoices):
    EN_AUTONOMIE = "En autonomie", _("En autonomie")
    INDIVIDUEL = "Accompagnement individuel", _("Accompagnement individuel")
    ATELIER = "Dans un atelier collectif", _("Dans un atelier collectif")
    A_DISTANCE = "À distance", _("À distance")


# --- local extension -----------------------------------------------------------------------------------------------


class Use(models.TextChoices):
    """The census's use cases (minutes, l. 221), word for word."""

    OPEN_ACCESS = "accès libre", _("accès libre")
    PERSONAL_HELP = "aide personnalisée", _("aide personnalisée")
    PROCEDURES = "démarches administratives", _("démarches administratives")
    PUBLIC_WRITER = "écrivain public", _("écrivain public")
    BEGINNERS = "ateliers d'initiation", _("ateliers d'initiation")


class EquipmentKind(models.TextChoices):
    """The census's three (l. 221), then what the tables asked for (l. 406) and the computers of l. 124."""

    KIOSK = "borne tactile", _("borne tactile")
    PRINTER = "imprimante", _("imprimante")
    SCANNER = "scanner", _("scanner")
    COMPUTER = "ordinateur", _("ordinateur")
    TABLET = "tablette", _("tablette")
    BOARD = "tableau interactif", _("tableau interactif")
    SENIOR_COMPUTER = "ordinateur senior", _("ordinateur senior")
    ACCESSIBLE = "matériel accessible adapté", _("matériel accessible adapté")
    WIFI = "wifi", _("wifi")
    PHOTOCOPIER = "photocopieur", _("photocopieur")
    VIDEO_BOOTH = "espace de visioconférence", _("espace de visioconférence")


class EquipmentState(models.TextChoices):
    UNKNOWN = "", _("non renseigné")
    WORKING = "en service", _("en service")
    BROKEN = "en panne", _("en panne")
    RETIRED = "retiré", _("retiré")


class EquipmentServiceKind(models.TextChoices):
    """What can be had (l. 221): leaves nationally as « Acquisition de matériel informatique à prix solidaire »."""

    REFURBISHING = "reconditionnement", _("reconditionnement")
    LENDING = "prêt", _("prêt")
    SALE = "vente", _("vente")


class Audience(models.TextChoices):
    RESIDENTS = "résidents", _("habitants")
    PROFESSIONALS = "professionnels", _("professionnels")
    VOLUNTEERS = "bénévoles", _("bénévoles")


class Level(models.TextChoices):
    FIRST_STEPS = "grand débutant", _("grand débutant")
    BEGINNER = "débutant", _("débutant")
    INTERMEDIATE = "intermédiaire", _("intermédiaire")
    AUTONOMOUS = "autonome", _("autonome")


class OfferNature(models.TextChoices):
    """The diagnosis counts both (l. 167)."""

    SUPPORT = "accompagnement", _("accompagnement")
    TRAINING = "formation", _("formation")


class LifeCycle(models.TextChoices):
    PLANNED = "prévu", _("prévu")
    OPEN = "ouvert", _("ouvert")
    PAUSED = "fermé temporairement", _("fermé temporairement")
    CLOSED = "fermé", _("fermé définitivement")


class PositionPrecision(models.TextChoices):
    UNKNOWN = "", _("non renseignée")
    ADDRESS = "adresse", _("à l'adresse")
    STREET = "rue", _("dans la rue, sans numéro")
    ZONE = "quartier", _("dans le quartier")
    COMMUNE = "commune", _("dans la commune")
    DOUBTFUL = "douteuse", _("douteuse, à vérifier")


class PositionSource(models.TextChoices):
    UNKNOWN = "", _("non renseignée")
    FILE = "fichier", _("donnée dans le fichier")
    GEOCODED = "adresse", _("calculée depuis l'adresse")
    HAND = "correction", _("placée à la main")


class StaffRole(models.TextChoices):
    """Human means (l. 124), counted, never named."""

    MEDIATOR = "médiateur numérique", _("médiateur numérique")
    ADVISER = "conseiller numérique", _("conseiller numérique")
    WRITER = "écrivain public", _("écrivain public")
    VOLUNTEER = "bénévole", _("bénévole")
    AGENT = "agent d'accueil", _("agent d'accueil")


class EventKind(models.TextChoices):
    CREATED = "créé", _("créé")
    UPDATED = "modifié", _("modifié")
    MOVED = "déplacé", _("déplacé")
    CLOSED = "fermé", _("fermé")
    VERIFIED = "vérifié", _("vérifié")
