"""Pairs as they come in this field, and what a person who knows the town says of them.

"same": nobody would hesitate; "unsure": somebody must look; "different": nobody need be asked.
"""

import pytest

from maillage.census.duplicates.cards import read_card
from maillage.census.duplicates.finding import find_pairs

ROUBAIX = {"commune": "Roubaix", "code_postal": "59100", "code_insee": "59512"}
TOURCOING = {"commune": "Tourcoing", "code_postal": "59200", "code_insee": "59599"}
CROIX = {"commune": "Croix", "code_postal": "59170", "code_insee": "59163"}
HERE, BESIDE, FAR = (50.6900, 3.1700), (50.6903, 3.1702), (50.6983, 3.1750)  # 36 m, 990 m
PHONE, OTHER_PHONE = "+33320000101", "+33320000202"


def place(nom="", adresse="", *, at=None, tel="", mail="", site="", siret="", town=None, **more):
    columns = {"nom": nom, "adresse": adresse, "telephone": tel, "pivot": siret, **(ROUBAIX if town is None else town)}
    columns |= {"courriels": [mail] if mail else [], "site_web": [site] if site else [], **more}
    return columns | ({"latitude": at[0], "longitude": at[1]} if at else {})


def verdict(one, other):
    pairs = find_pairs([read_card("a", one), read_card("b", other)])
    return pairs[0].verdict.value if pairs else "different"


SAME = {
    "pins 930 m apart, one address": (
        place("CCAS de Roubaix", "9 rue Pellart", at=HERE),
        place("CCAS de Roubaix", "9 rue Pellart", at=FAR),
    ),
    "an acronym": (
        place("CCAS de Roubaix", "9 rue Pellart"),
        place("Centre communal d'action sociale", "9, r. Pellart"),
    ),
    "an acronym with full stops": (
        place("C.C.A.S.", "9 rue Pellart"),
        place("Centre Communal d'Action Sociale de ROUBAIX", "9 RUE PELLART"),
    ),
    "MJC": (
        place("MJC", "12 boulevard de Strasbourg"),
        place("Maison des jeunes et de la culture", "12 bd de Strasbourg"),
    ),
    "MJC and its own name": (
        place("MJC La Fabrique", "12 boulevard de Strasbourg"),
        place("Maison des Jeunes et de la Culture « La Fabrique »", "12 bd Strasbourg"),
    ),
    "PIMMS is called France services": (
        place("PIMMS Médiation Roubaix", "4 rue du Grand Chemin", tel=PHONE),
        place("France services Roubaix", "4 rue du Grand Chemin", tel=PHONE),
    ),
    "PIMMS and its long name": (
        place("PIMMS de Roubaix", "4 rue du Grand Chemin", at=HERE),
        place("Point information médiation multi-services", "4 rue du Grand Chemin", at=BESIDE),
    ),
    "PIMMS with the label": (
        place("PIMMS Médiation Roubaix", "4 rue du Grand Chemin"),
        place("France services Pimms Médiation de Roubaix", "4 rue du Grand-Chemin"),
    ),
    "a slip of the pen": (
        place("Emmatus Connect", "23 rue de la Paix", at=HERE),
        place("Emmaüs Connect", "23 rue de la Paix", at=BESIDE),
    ),
    "accents and capitals": (
        place("MEDIATHEQUE LA GRAND PLAGE", "2 RUE PIERRE MOTTE"),
        place("Médiathèque La Grand-Plage", "2 rue Pierre Motte"),
    ),
    "two words for a library": (
        place("Médiathèque municipale", "2 rue Pierre Motte", at=HERE),
        place("Bibliothèque municipale de Roubaix", "2 rue Pierre Motte", at=BESIDE),
    ),
    "the town hall under its three names": (
        place("Mairie de Roubaix", "17 Grand'Place"),
        place("Ville de Roubaix", "17 grand place"),
    ),
    "the commune is the town hall": (
        place("COMMUNE DE ROUBAIX", "17 Grand Place", siret="21590512000018"),
        place("Hôtel de ville", "17 Grand'Place", siret="21590512000018"),
    ),
    "extra words": (
        place("Centre social Fosse aux Chênes", "48 rue Fosse aux Chênes"),
        place("Centre social et culturel de la Fosse-aux-Chênes - accueil", "48 rue de la Fosse aux Chênes"),
    ),
    "social centre, cut short": (
        place("C.S. des 3 Quartiers", "129 avenue Jean Jaurès"),
        place("Centre social des 3 quartiers", "129 av. Jean Jaurès"),
    ),
    "streets cut short": (
        place("Mission locale", "82 Bd du Gal Leclerc"),
        place("Mission Locale de Roubaix", "82 boulevard du Général Leclerc"),
    ),
    "a first name missing in the street": (
        place("Espace public numérique Pile", "12 rue Jaurès", tel=PHONE),
        place("EPN du Pile", "12 rue Jean Jaurès", tel=PHONE),
    ),
    "bis written in three ways": (
        place("Café des parents", "12 bis rue de Lannoy"),
        place("Le café des parents", "12B, rue de Lannoy"),
    ),
    "a range of numbers": (
        place("Bibliothèque du Sud", "5-9 rue des Arts"),
        place("Bibliothèque du Sud", "7 rue des Arts"),
    ),
    "a number lost, the phone kept": (
        place("Maison des associations", "24 place de la Liberté", tel=PHONE),
        place("Maison des associations de Roubaix", "place de la Liberté", tel=PHONE),
    ),
    "the number after the building": (
        place("Caf du Nord - accueil de Roubaix", "Immeuble Le Fresnoy, 124 boulevard Gambetta"),
        place("CAF", "124 bd Gambetta"),
    ),
    "no commune code, another writing of the commune": (
        place("Maison de quartier", "1 rue Foch", town={"commune": "St Amand les Eaux", "code_postal": "59230"}),
        place("Maison de quartier", "1 rue Foch", town={"commune": "SAINT-AMAND-LES-EAUX", "code_insee": "59526"}),
    ),
    "a wrong commune code": (
        place("Médiathèque La Grand-Plage", "2 rue Pierre Motte", tel=PHONE),
        place("Médiathèque La Grand Plage", "2 rue Pierre Motte", tel=PHONE, town={**ROUBAIX, "code_insee": "59599"}),
    ),
    "two SIRETs, as people copy them": (
        place("CCAS", "9 rue Pellart", siret="26590042700017", tel=PHONE),
        place("CCAS de Roubaix", "9 rue Pellart", siret="21590512000018", tel=PHONE),
    ),
    "another phone, the rest alike": (
        place("Maison de quartier des 3 Ponts", "6 rue Denis Papin", tel=PHONE, at=HERE),
        place("MQ des 3 ponts", "6 rue Denis Papin", tel=OTHER_PHONE, at=BESIDE),
    ),
    "post office with the label": (
        place("France services La Poste de Roubaix", "65 avenue Lebas", at=HERE),
        place("La Poste", "65 av Lebas", at=BESIDE),
    ),
    "departmental solidarities": (
        place("Maison départementale des solidarités", "12 rue des Arts"),
        place("MDS de Roubaix", "12 rue des Arts"),
    ),
    "family associations": (
        place("UDAF du Nord", "10 rue Baptiste Monnoyer"),
        place("Union départementale des associations familiales du Nord", "10 rue Baptiste Monnoyer"),
    ),
    "the association's legal form": (
        place("Association Horizon 9 (loi 1901)", "9 rue de Tourcoing"),
        place("Horizon 9", "9 r de Tourcoing"),
    ),
    "the words in another order": (
        place("Simone Veil Médiathèque", "3 place de la Gare", at=HERE),
        place("Médiathèque Simone Veil", "3 pl. de la Gare", at=BESIDE),
    ),
    "digital space written as one word": (
        place("Cyberbase de l'Épeule", "56 rue de l'Épeule"),
        place("Cyber-base Épeule", "56 rue de l'Epeule"),
    ),
    "no address, the same mail and phone": (
        place("Le Fil du numérique", tel=PHONE, mail="bonjour@lefil.example"),
        place("Association Le fil du numérique", "3 rue Neuve", tel=PHONE, mail="bonjour@lefil.example"),
    ),
}
UNSURE = {
    "the carrier's name instead of the place's": (
        place("COMMUNE DE ROUBAIX", "2 rue Pierre Motte", tel=PHONE, at=HERE),
        place("Médiathèque de Roubaix", "2 rue Pierre Motte", tel=PHONE, at=HERE),
    ),
    "the federation's name instead of the place's": (
        place("Fédération Léo Lagrange", "33 rue du Curé", tel=PHONE, at=HERE),
        place("Espace Jeunes Moulin-Potennerie", "33 rue du Curé", tel=PHONE, at=HERE),
    ),
    "it moved in its commune": (
        place("France services Roubaix", "4 rue du Grand Chemin", at=HERE),
        place("France services Roubaix", "78 rue de Lannoy", at=FAR),
    ),
    "it moved and kept its phone": (
        place("Mission locale de Roubaix", "82 boulevard Leclerc", tel=PHONE, at=HERE),
        place("Mission locale de Roubaix", "17 rue du Vieil Abreuvoir", tel=PHONE, at=FAR),
    ),
    "same name and phone, another number": (
        place("Emmaüs Connect Roubaix", "23 rue de la Paix", tel=PHONE),
        place("Emmaüs Connect Roubaix", "123 rue de la Paix", tel=PHONE),
    ),
    "an annexe": (
        place("Mairie de Roubaix", "17 Grand Place", tel=PHONE, at=HERE),
        place("Mairie annexe", "17 Grand Place", tel=PHONE, at=HERE),
    ),
    "a bus and where it sleeps": (
        place("Bus France services de Roubaix", "4 rue du Grand Chemin", at=HERE),
        place("France services de Roubaix", "4 rue du Grand Chemin", at=HERE),
    ),
    "two associations that share all but a name": (
        place("Alpha", "9 rue de Tourcoing", tel=PHONE, at=HERE),
        place("Les Mots passants", "9 rue de Tourcoing", tel=PHONE, at=HERE),
    ),
    "no name on one side": (
        place("", "24 place de la Liberté", at=HERE),
        place("Maison des associations", "24 place de la Liberté", at=HERE),
    ),
    "same name, nothing else known": (
        place("Association Horizon 9"),
        place("Horizon 9"),
    ),
    "a named building and two bodies": (
        place("Médiathèque Simone Veil", "3 place de la Gare", at=HERE),
        place("Centre social Simone Veil", "3 place de la Gare", at=HERE),
    ),
}
DIFFERENT = {
    "hosted, not the same": (
        place("Emmaüs Connect", "6 rue Denis Papin", at=HERE),
        place("Mairie des 3 Ponts", "6 rue Denis Papin", at=HERE),
    ),
    "town hall and social centre in one building": (
        place("Mairie de Roubaix", "17 Grand Place", tel=PHONE, at=HERE),
        place("CCAS de Roubaix", "17 Grand Place", tel=OTHER_PHONE, at=HERE),
    ),
    "library and youth club side by side": (
        place("Médiathèque", "2 rue Pierre Motte", at=HERE),
        place("MJC", "4 rue Pierre Motte", at=BESIDE),
    ),
    "Agence X, Agence Y": (
        place("France Travail Agence Gare", "12 avenue Lebas"),
        place("France Travail Agence Cartigny", "35 rue Cartigny"),
    ),
    "Agence X, Agence Y at one phone": (
        place("CPAM Agence Roubaix Centre", "6 rue Rémy Cogghe", tel=PHONE),
        place("CPAM Agence Roubaix Nord", "90 rue de Tourcoing", tel=PHONE),
    ),
    "North and south": (
        place("Maison des services Roubaix Nord", "12 rue des Arts", tel=PHONE),
        place("Maison des services Roubaix Sud", "3 rue de Lannoy", tel=PHONE),
    ),
    "two numbers": (
        place("Espace jeunes n°1", "12 rue des Arts"),
        place("Espace jeunes n°2", "12 rue des Arts"),
    ),
    "two libraries": (
        place("Médiathèque Jean Jaurès", "12 rue des Arts"),
        place("Médiathèque Victor Hugo", "3 rue de Lannoy"),
    ),
    "two libraries, one SIRET": (
        place("Médiathèque Jean Jaurès", "12 rue des Arts", siret="21590512000018"),
        place("Médiathèque Victor Hugo", "3 rue de Lannoy", siret="21590512000018"),
    ),
    "two libraries, one switchboard and one mail": (
        place("Médiathèque Jean Jaurès", "12 rue des Arts", mail="contact@ville-roubaix.fr", at=HERE),
        place("Médiathèque Victor Hugo", "3 rue de Lannoy", mail="contact@ville-roubaix.fr", at=FAR),
    ),
    "the same name in two communes": (
        place("CCAS", "9 rue Pellart"),
        place("CCAS", "4 rue de la Mairie", town=TOURCOING),
    ),
    "the same name and street in two communes": (
        place("Mairie", "1 place de la République"),
        place("Mairie", "1 place de la République", town=TOURCOING),
    ),
    "neighbours under one postcode": (
        place("Mairie de Lys", "1 rue Foch", town={"commune": "Lys", "code_postal": "59390"}),
        place("Mairie de Toufflers", "1 rue Foch", town={"commune": "Toufflers", "code_postal": "59390"}),
    ),
    "another number, another name": (
        place("Café des parents", "12 rue de Lannoy"),
        place("Boutique solidaire", "48 rue de Lannoy"),
    ),
    "the same kind, another number": (
        place("Maison de quartier", "12 rue de Lannoy"),
        place("Maison de quartier du Pile", "148 rue de Lannoy", at=FAR),
    ),
    "same street, same first name": (
        place("Collège Jean Lebas", "12 rue Jean Lebas"),
        place("Centre social Jean Lebas", "90 rue Jean Lebas"),
    ),
    "same provider of mail": (
        place("Alpha", "12 rue des Arts", mail="alpha.asso@gmail.com"),
        place("Bêta", "3 rue de Lannoy", mail="beta.asso@gmail.com"),
    ),
    "two branches of one association, two communes": (
        place("Secours populaire", "12 rue des Arts", mail="contact@spf59.example"),
        place("Secours populaire", "8 rue de Lille", mail="contact@spf59.example", town=CROIX),
    ),
    "mission locale and library": (
        place("Mission locale", "12 rue des Arts"),
        place("Médiathèque", "12 rue des Arts"),
    ),
    "two schools": (
        place("École Jules Ferry", "2 rue Jules Ferry"),
        place("École Pasteur", "2 rue Pasteur"),
    ),
    "one phone, one name, two communes": (
        place("PIMMS Médiation", "4 rue du Grand Chemin", tel=PHONE),
        place("PIMMS Médiation", "2 place de la République", tel=PHONE, town=TOURCOING),
    ),
    "one name in two arrondissements": (
        place(
            "Médiathèque", "12 rue des Arts", town={"commune": "Lyon", "code_postal": "69003", "code_insee": "69383"}
        ),
        place("Médiathèque", "3 rue Foch", town={"commune": "Lyon", "code_postal": "69007", "code_insee": "69387"}),
    ),
    "words everybody uses": (
        place("Maison de l'emploi", "12 rue des Arts"),
        place("Maison des associations", "45 rue de Lannoy"),
    ),
    "same street of the same name in two départements": (
        place("France services", "4 rue de la Gare", town={"commune": "Saint-Martin", "code_postal": "62280"}),
        place("France services", "4 rue de la Gare", town={"commune": "Saint-Martin", "code_postal": "83560"}),
    ),
}


@pytest.mark.parametrize("pair", SAME.values(), ids=SAME)
def test_nobody_would_hesitate(pair):
    assert verdict(*pair) == "same"


@pytest.mark.parametrize("pair", UNSURE.values(), ids=UNSURE)
def test_somebody_must_look(pair):
    assert verdict(*pair) == "unsure"


@pytest.mark.parametrize("pair", DIFFERENT.values(), ids=DIFFERENT)
def test_nobody_need_be_asked(pair):
    assert verdict(*pair) == "different"


@pytest.mark.parametrize("pair", [*SAME.values(), *UNSURE.values(), *DIFFERENT.values()])
def test_the_order_of_a_pair_changes_nothing(pair):
    assert verdict(*pair) == verdict(*reversed(pair))
