import pytest

from maillage.census.duplicates.addresses import Resemblance, compare, read_address
from maillage.census.duplicates.normalising import read_name


@pytest.mark.parametrize(
    ("text", "bodies", "own"),
    [
        ("Centre communal d'action sociale de Roubaix", {"ccas"}, ()),
        ("C.C.A.S.", {"ccas"}, ()),
        ("Maison des jeunes et de la culture", {"mjc"}, ()),
        ("MJC Jacques Brel", {"mjc"}, ("jacques", "brel")),
        ("Centre comunal d'action sociale", {"ccas"}, ()),
        ("Centre socio-culturel Laënnec", {"centre_social"}, ("laennec",)),
        ("CSC Laënnec", {"centre_social"}, ("laennec",)),
        ("Union départementale des associations familiales", {"udaf"}, ()),
        ("Ville de Roubaix", {"mairie"}, ()),
        ("Politique de la ville", set(), ("politique", "ville")),
        ("La Poste agence communale", {"poste"}, ()),
        ("Emmatus Connect", {"emmaus_connect"}, ()),
    ],
)
def test_a_name_is_what_one_is_and_its_own_words(text, bodies, own):
    name = read_name(text, "roubaix")

    assert (name.bodies, name.own) == (bodies, own)


def test_a_programme_is_a_sign_not_a_body():
    name = read_name("France services Pimms Médiation de Lille", "lille")

    assert (name.bodies, name.signs) == ({"pimms"}, {"france_services"})


def test_the_commune_is_left_out_even_misspelt():
    assert read_name("Mission locale de Rubaix", "roubaix").own == ()


@pytest.mark.parametrize(
    ("text", "numbers", "kind", "street"),
    [
        ("12, Bd du Gal Leclerc", {12}, "boulevard", ("general", "leclerc")),
        ("40 Place du 8 Mai", {40}, "place", ("8", "mai")),
        ("Place du 8 mai 1945", set(), "place", ("8", "mai", "1945")),
        ("8 mai 1945", set(), "", ("8", "mai", "1945")),
        ("5-9 Rue des Papetiers", {5, 6, 7, 8, 9}, "rue", ("papetiers",)),
        ("Mairie 02 Place de la Mairie", {2}, "place", ("mairie",)),
        ("Caserne Levasseur - 2 boulevard de l'artillerie", {2}, "boulevard", ("artillerie",)),
        ("34, rue Paul Ligneul, 72000 Le Mans", {34}, "rue", ("paul", "ligneul")),
        ("106 bd de Metz - BP 123", {106}, "boulevard", ("metz",)),
        ("3 rond-point de l'Europe", {3}, "rond-point", ("europe",)),
        ("", set(), "", ()),
    ],
)
def test_an_address_is_a_number_a_kind_and_a_street(text, numbers, kind, street):
    found = read_address(text)

    assert (found.numbers, found.kind, found.street) == (numbers, kind, street)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("12 bd de Strasbourg", "12, boulevard de Strasbourg", Resemblance.FULL),
        ("12 rue Jaurès", "12 rue Jean Jaurès", Resemblance.FULL),
        ("12 bis rue Foch", "12B rue Foch", Resemblance.FULL),
        ("12 rue Foch", "12 ter rue Foch", Resemblance.SUFFIX),
        ("rue Foch", "12 rue Foch", Resemblance.STREET),
        ("12 rue Foch", "14 rue Foch", Resemblance.NUMBER),
        ("12 rue Foch", "12 rue Pasteur", Resemblance.ELSEWHERE),
        ("12 rue de la Gare", "12 place de la Gare", Resemblance.ELSEWHERE),
        ("", "12 rue Foch", Resemblance.UNKNOWN),
    ],
)
def test_two_addresses(one, other, expected):
    assert compare(read_address(one), read_address(other)) is expected
