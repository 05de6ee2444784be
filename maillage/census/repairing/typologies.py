"""Kinds of places: the codes of the national vocabulary, and how people name them. Data."""

from maillage.core.text import fold

_CODES = """
ACI Structures porteuses d’ateliers et chantiers d’insertion
ACIPHC SIAE — Atelier chantier d’insertion premières heures en chantier
AFPA Agence nationale pour la formation professionnelle des adultes
AI Associations intermédiaires
ASE Aide sociale à l’enfance
ASSO Associations
ASSO_CHOMEUR Associations de chômeurs
Autre Autre
AVIP Crèche à vocation d'insertion professionnelle
BIB Bibliothèque / Médiathèque
CAARUD Centre d'accueil et d'accompagnement à la réduction de risques pour usagers de drogues
CADA Centres d’accueil de demandeurs d’asile
CAF Caisses d’allocation familiale
CAP_EMPLOI Cap Emploi
CAVA Centres d’adaptation à la vie active
CC Communautés de Commune
CCAS Centres communaux d’action sociale
CCONS Chambres consulaires
CD Conseils Départementaux
CDAS Centre départemental d'action sociale
CFP Centre des finances publiques
CHRS Centres d’hébergement et de réinsertion sociale
CHU Centres d’hébergement d’urgence
CIAS Centres intercommunaux d’action sociale
CIDFF Centres d’information sur les droits des femmes et des familles
CITMET Cité des métiers
CMP Centre Médico Psychologique
CMS Centre médico-social
CPAM Caisse primaire d'assurance maladie
CPH Centres provisoires d’hébergement
CS Centre social
CSAPA Centre de soins, d'accompagnement et de prévention en addictologie
CSC Centre socioculturel
DEETS Directions de l’Economie, de l’Emploi, du Travail et des Solidarités
DEPT Services sociaux du Conseil départemental
DIPLP Délégation interministérielle à la prévention et à la lutte contre la pauvreté
E2C École de la deuxième chance
EA Entreprise adaptée
EATT Entreprise adaptée
EI Entreprises d’insertion
EITI Entreprises d’insertion par le travail indépendant
ENM Espace Numérique Mobile
EPCI Intercommunalité
EPI Espace Public Internet
EPIDE Établissement pour l'insertion dans l'emploi
EPN Espace publique numérique
ES Épicerie solidaire
ESAT Établissements ou services d'aide par le travail
ESS Entreprise de l'Économie Sociale et Solidaire
ETTI Entreprises de travail temporaire d’insertion
EVS Espace de vie sociale
FABLAB Fablab
FABRIQUE Fabrique
FAIS Fédérations d’acteurs de l’insertion et de la solidarité
FT France travail
GEIQ Groupements d’employeurs pour l’insertion et la qualification
HUDA Hébergement d'urgence pour demandeurs d'asile
LA_POSTE La Poste
MDE Maison de l'emploi
MDH Maison des Habitants
MDEF Maison de l'emploi et de la formation
MDPH Maison Départementale des Personnes Handicapées
MDS Maison Départementale des Solidarités
MJC Maison des jeunes et de la culture
ML Mission Locale
MQ Maison de quartier
MSA Mutualité Sociale Agricole
MSAP Maison de Services Au Public
MUNI Municipalités
OACAS Structures agréées Organisme d’accueil communautaire et d’activité solidaire
ODC Organisation délégataire d'un CD
OF Organisme de formations
OIL Opérateur d'intermédiation locative
OPCS Organisation porteuse de la clause sociale
PAD Point d'Accès au Droit
PENSION Pension de famille
PI Point info
PIJ_BIJ Points et bureaux information jeunesse
PIMMS Point Information Médiation Multi Services
PJJ Protection judiciaire de la jeunesse
PLIE Plans locaux pour l’insertion et l’emploi
PREF Préfecture, Sous-Préfecture
PREVENTION Service ou club de prévention
REG Région
RELAIS_LECTURE Relais lecture
RESSOURCERIE Ressourcerie
RFS Réseau France Services
RS_FJT Résidence sociale - Foyer de Jeunes Travailleurs
SCP Services et clubs de prévention
SPIP Services pénitentiaires d’insertion et de probation
TIERS_LIEUX Tiers lieu & coworking
UDAF Union Départementale d’Aide aux Familles
"""
_EVERYDAY = """
BIB médiathèque, bibliothèque, médiathèque bibliothèque, bibliothèque municipale, médiathèque municipale
ASSO association, associatif, association loi 1901
MUNI mairie, commune, municipalité, mairie de quartier, mairie annexe, service municipal
CCAS centre communal d'action sociale
CS centre social
CSC centre socio culturel, centre social et culturel
EPN espace public numérique, cyberbase, cyber base, cybercentre
RFS france services, maison france services, espace france services
MSAP maison de services au public
TIERS_LIEUX tiers lieu, tiers lieux, coworking
FABLAB fab lab
MJC maison des jeunes et de la culture
MQ maison de quartier
ML mission locale
FT pe, pôle emploi, france travail
LA_POSTE la poste, poste, bureau de poste
EVS espace de vie sociale
CD conseil départemental, département
CAF caisse d'allocations familiales
EPCI communauté de communes, communauté d'agglomération, intercommunalité
OF organisme de formation, centre de formation
PIJ_BIJ point information jeunesse, bureau information jeunesse
ESS entreprise de l'économie sociale et solidaire
RESSOURCERIE ressourcerie, recyclerie
"""
SAME_CODE = ("pe",)  # France Travail was Pôle emploi: a change of name, not a judgement


def _key(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in fold(text)).split())


def _typologies() -> dict[str, tuple[str, bool]]:
    """{folded writing: (code, is it the schema's own writing)}"""
    table: dict[str, tuple[str, bool]] = {}
    for line in _EVERYDAY.strip().splitlines():
        code, names = line.split(" ", 1)
        table |= {_key(name): (code, _key(name) in SAME_CODE) for name in names.split(",")}
    for line in _CODES.strip().splitlines():
        code, label = line.split(" ", 1)
        table.setdefault(_key(label), (code, False))
        table[_key(code)] = (code, True)
    return table


TYPOLOGIES = _typologies()
