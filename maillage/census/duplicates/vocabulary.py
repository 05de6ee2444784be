"""Words of the field: acronyms and the bodies they name, legal forms, kinds of streets, mail providers. Pure."""

# What a place is, and every way of writing it once empty words ("de", "la"…) are gone. Longest writing first to match.
_BODIES = """
mairie: mairie|hotel ville|municipalite|commune|ville|mairie principale|services municipaux|mairie accueil
ccas: ccas|centre communal action sociale|action sociale ccas|centre action sociale|casvp
cias: cias|centre intercommunal action sociale
bibliotheque: bibliotheque|mediatheque|biblio|bm|bibliotheques|mediatheques|bibliotheque mediatheque|
 mediatheque bibliotheque|mediatheque ludotheque|bibliotheque ludotheque|mediateque
mjc: mjc|maison jeunes culture|maison jeunes culturel
mpt: mpt|maison pour tous
centre_social: centre social|centre social culturel|centre socioculturel|centre socio culturel|csc|cs|
 centre sociaux|centres sociaux|espace socioculturel|espace socio culturel|centre social socioculturel|
 centre animation sociale|espace social culturel|centres sociaux culturels|ctre social
evs: evs|espace vie sociale
maison_quartier: maison quartier|mq|mdq|maison quartiers|maison habitants|mdh|maison habitant
mission_locale: mission locale|ml|milo|mission locale jeunes|antenne mission locale
epn: epn|espace public numerique|espaces publics numeriques|cyber base|cyberbase|cyber centre|cybercentre|
 espace numerique|espace multimedia|espace cyber|cyberespace|cyber espace|point numerique|
 espace public multimedia|cyber
pimms: pimms|point information mediation multi services|point information mediation multiservices|
 pimms mediation|pims
france_services: france services|france service|franceservices|maison france services|maison france service|
 espace france services|espace france service|msap|mfs|maison services public|maison services publics|
 maison service public|maisons services public|point france services|msp|france services multisites|
 espace services publics
poste: poste|bureau poste|agence postale|agence postale communale|poste agence communale|
 agence communale poste|apc|poste relais|groupe poste|poste bureau
france_travail: france travail|pole emploi|agence pole emploi|anpe|agence france travail
caf: caf|caisse allocations familiales|caisse allocation familiale
cpam: cpam|caisse primaire assurance maladie|assurance maladie
msa: msa|mutualite sociale agricole
carsat: carsat|caisse assurance retraite sante travail
mds: mds|maison departementale solidarites|maison departementale solidarite|maison solidarites|
 maison solidarite|maison departement solidarites|mdsi|maison departementale solidarite insertion|
 centre departemental solidarites|maison landaise solidarites|maison sociale|maison departementale sociale
utpas: utpas|utas|unite territoriale action sociale|unite territoriale prevention action sociale
cms: cms|centre medico social|centre medicosocial|centre medico sociale
eds: eds|espace departemental solidarites|espace departemental solidarite
cdas: cdas|centre departemental action sociale
maison_departement: maison departement|maison departementale
mdph: mdph|maison departementale personnes handicapees|mda
epci: communaute communes|cc|communaute agglomeration|communaute agglo|communaute urbaine|agglomeration|
 com com|comcom|petr|pole equilibre territorial rural
departement: conseil departemental|departement|conseil general
prefecture: prefecture
sous_prefecture: sous prefecture
udaf: udaf|union departementale associations familiales|union departementale association familiale
familles_rurales: familles rurales|famille rurale
emmaus_connect: emmaus connect
emmaus: emmaus
croix_rouge: croix rouge|croix rouge francaise|crf
secours_populaire: secours populaire|secours populaire francais|spf
secours_catholique: secours catholique|secours catholique caritas
restos: restos coeur|restaurants coeur|restaurant coeur
ligue: ligue enseignement|ligue enseignement fol|fol
uriopss: uriopss
admr: admr
apf: apf|apf france handicap
cidff: cidff|centre information droits femmes familles|cidf|centre information droit femmes familles
cio: cio|centre information orientation
information_jeunesse: pij|bij|crij|point information jeunesse|bureau information jeunesse|
 centre regional information jeunesse|info jeunes|information jeunesse|point info jeunes|structure info jeunes
fjt: fjt|foyer jeunes travailleurs|residence habitat jeunes
chrs: chrs|centre hebergement reinsertion sociale|centre hebergement insertion sociale
cada: cada|centre accueil demandeurs asile
accueil_jour: accueil jour
ehpad: ehpad
hopital: chu|centre hospitalier|ch|hopital|centre hospitalier universitaire
ecole: ecole|ecole primaire|ecole elementaire|groupe scolaire
college: college
lycee: lycee
universite: universite
mfr: mfr|maison familiale rurale
greta: greta
afpa: afpa
chambre_metiers: cma|chambre metiers artisanat
cci: cci|chambre commerce industrie
chambre_agriculture: chambre agriculture
cap_emploi: cap emploi
plie: plie
maison_emploi: maison emploi|mde|maison emploi formation|mef
maison_associations: maison associations|maison vie associative|mva
maison_justice: mjd|maison justice droit|point justice|point acces droit|maison droit
fablab: fablab|fab lab
tiers_lieu: tiers lieu|tierslieu
ludotheque: ludotheque
foyer_rural: foyer rural
regie: regie quartier|regie quartiers
musee: musee
office_tourisme: office tourisme
clic: clic|centre local information coordination
prison: centre penitentiaire|maison arret|centre detention|spip
centre_culturel: centre culturel
"""

# Programmes and signs that a body carries: having one more or one less says nothing of who one is.
SIGNS = frozenset({"france_services", "epn", "maison_departement"})
# One of them by commune: the bare name is enough to know it.
ALONE_IN_A_COMMUNE = frozenset({"mairie", "ccas", "cias", "office_tourisme", "sous_prefecture", "prefecture"})
# Bodies that many write one for the other.
_AKIN = """
centre_social evs maison_quartier mpt mjc foyer_rural|mds utpas cms eds cdas|poste france_services|pimms france_services
"""
# Bodies that carry others: their name often stands for a place of theirs.
CARRIERS = frozenset({"mairie", "epci", "departement", "cias"})

EMPTY = frozenset(
    "a au aux d de des du en et l la le les un une sur sous pour par dans chez the son sa ses qu y "
    "association asso assoc sas sarl scop scic scea eurl gip loi 1901 siege municipal municipale municipaux "
    "intercommunal intercommunale accueil service services public publics publique site multisites "
    "etablissement mediation mon ma notre structure lieu place no n nd".split()
)
# These make another place of a same body: the annexe is not the town hall.
BRANCH = frozenset("annexe antenne agence relais satellite deleguee permanence quartier annexes".split())
MOVING = frozenset("bus itinerant itinerante itinerance mobile camion camionnette fourgon pirogue caravane van".split())
SIDES = frozenset("nord sud est ouest centre haut haute bas basse".split())

_WRITTEN = {
    "st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes", "mediat": "mediatheque", "bibl": "bibliotheque",
    "gal": "general", "gen": "general", "gl": "general", "dr": "docteur", "doct": "docteur", "pdt": "president",
    "mal": "marechal", "cdt": "commandant", "cpt": "capitaine",
    "lt": "lieutenant", "prof": "professeur", "pr": "professeur", "av": "avenue", "dept": "departement",
    "departemental": "departementale", "dep": "departement", "assoc": "association", "serv": "services",
    "ctre": "centre", "num": "numerique", "fs": "franceservices", "agglo": "agglomeration",
}  # fmt: skip

_STREETS = """
rue: rue r|avenue: avenue av ave aven|place: place pl plce plc|boulevard: boulevard bd bld boul blvd bvd|
chemin: chemin ch che chem|allee: allee all allees|impasse: impasse imp|route: route rte rt|square: square sq|
quai: quai qu|cours: cours crs|faubourg: faubourg fg fbg|esplanade: esplanade esp|passage: passage pas pass|
residence: residence res|lotissement: lotissement lot|ruelle: ruelle rle|sentier: sentier sente|
cite: cite|parvis: parvis|promenade: promenade prom|rond-point: rondpoint|mail: mail|villa: villa|
hameau: hameau ham|traverse: traverse trav|montee: montee mte|cour: cour|voie: voie|
zone: za zac zi zone|lieu-dit: lieudit|espace: espace|parc: parc|rampe: rampe|venelle: venelle|chaussee: chaussee
"""

_MAIL_PROVIDERS = """
gmail.com orange.fr wanadoo.fr free.fr sfr.fr laposte.net hotmail.fr hotmail.com outlook.fr outlook.com yahoo.fr
yahoo.com bbox.fr live.fr neuf.fr club-internet.fr icloud.com aliceadsl.fr nordnet.fr numericable.fr protonmail.com
proton.me msn.com googlemail.com aol.com cegetel.net dartybox.com gmx.fr mailo.com
"""
_SITE_HOSTS = """
facebook.com fr-fr.facebook.com m.facebook.com instagram.com twitter.com x.com linkedin.com youtube.com google.com
sites.google.com france-services.gouv.fr helloasso.com wordpress.com linktr.ee conseiller-numerique.gouv.fr laposte.fr
pimmsmediation.fr service-public.fr social.example.net
"""


def _phrases() -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """First word → the writings that start with it, longest first."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for line in _BODIES.replace("\n ", "").strip().splitlines():
        body, writings = line.split(":")
        for writing in writings.split("|"):
            parts = tuple(writing.split())
            found.setdefault(parts[0], []).append((parts, body))
    for writings in found.values():
        writings.sort(key=lambda one: -len(one[0]))
    return found


def _in_full() -> dict[str, str]:
    """Body → its long writing in one word: the second one where the first is an acronym."""
    found = {}
    for line in _BODIES.replace("\n ", "").strip().splitlines():
        body, writings = line.split(":")
        first, *others = writings.strip().split("|")
        found[body] = (others[0] if len(first) < 6 and others else first).replace(" ", "")
    return found


PHRASES = _phrases()
IN_FULL = _in_full()
PHRASE_WORDS = frozenset(word for writings in PHRASES.values() for parts, _ in writings for word in parts)
AKIN = tuple(frozenset(group.split()) for group in _AKIN.split("|"))
WRITTEN = dict(_WRITTEN)
STREETS = {
    short: kind.strip()
    for kind, shorts in (part.split(":") for part in _STREETS.split("|"))
    for short in shorts.split()
}
MAIL_PROVIDERS = frozenset(_MAIL_PROVIDERS.split())
SITE_HOSTS = frozenset(_SITE_HOSTS.split())
