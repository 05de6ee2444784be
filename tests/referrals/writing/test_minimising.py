"""Words that have no place in a sheet are seen, however they are spaced; ordinary needs are left alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from maillage.referrals.writing.minimising import Kind, doubtful, found, refused


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("184127645108946", [Kind.NIR]),
        ("1 84 12 76 451 089 46", [Kind.NIR]),
        ("son numéro : 2.84.12.2A.451.089", [Kind.NIR]),
        ("n° 1 84 12 76 451 089, à rappeler", [Kind.NIR]),
        ("١٨٤١٢٧٦٤٥١٠٨٩٤٦", [Kind.NIR]),
        ("carte 4970 1012 3456 7890 ?", []),  # not a card: the last digit is wrong
        ("carte 4970-1012-3456-7893", [Kind.CARD]),
        ("compte FR76 3000 6000 0112 3456 7890 189", [Kind.CARD]),
        ("mot de passe : Soleil59", [Kind.PASSWORD]),
        ("Son mdp est azerty", [Kind.PASSWORD]),
        ("mot de passe ameli = a1b2c3", [Kind.PASSWORD]),
    ],
)
def test_numbers_and_secrets_are_refused(text, kinds):
    assert refused(text) == kinds


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("numéro allocataire 1234567", [Kind.BENEFITS]),
        ("CAF n° 7654321", [Kind.BENEFITS]),
        ("né le 3 mars", [Kind.BIRTH]),
        ("née le 12/05/1984", [Kind.BIRTH]),
        ("14 juillet 1962", [Kind.BIRTH]),
        ("dossier MDPH", [Kind.HEALTH]),
        ("Elle est enceinte", [Kind.HEALTH]),
        ("renouveler sa carte de séjour", [Kind.PAPERS]),
        ("sans papiers", [Kind.PAPERS]),
        ("ses dettes", [Kind.MONEY]),
        ("bénéficiaire du RSA", [Kind.MONEY]),
        ("en instance de divorce", [Kind.FAMILY]),
        ("sort de prison", [Kind.JUSTICE]),
        ("refus pour sa religion", [Kind.BELIEF]),
        ("malade, avec des dettes", [Kind.HEALTH, Kind.MONEY]),
    ],
)
def test_what_may_be_useful_is_only_warned_about(text, kinds):
    assert (refused(text), doubtful(text)) == ([], kinds)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Faire une demande en ligne avant le 15/12/2026",
        "A perdu son mot de passe",
        "Mot de passe : oublié",
        "Rappeler au 06 12 34 56 78 ou au 03 20 11 22 33",
        "Imprimer 3 papiers, tous les mardis de 14 h à 17 h",
        "Apprendre à envoyer un courriel avec une pièce jointe",
        "Veut s'inscrire sur Pronote, marina de la ville",
        "Elle n'est pas née d'hier",
    ],
)
def test_ordinary_needs_are_left_alone(text):
    assert found(text) == []


@settings(max_examples=150, deadline=None)
@given(
    head=st.from_regex(r"[1-4][0-9]{2}(0[1-9]|1[0-2])[0-9]{8}([0-9]{2})?", fullmatch=True),
    gaps=st.lists(st.sampled_from(["", " ", ".", "-", "\u00a0", " - "]), min_size=15, max_size=15),
    before=st.sampled_from(["", "n° ", "sécu:", "(", "voici "]),
)
def test_a_number_of_13_or_15_digits_is_seen_however_it_is_spaced(head, gaps, before):
    spaced = "".join(digit + gap for digit, gap in zip(head, gaps, strict=False))

    assert Kind.NIR in found(f"{before}{spaced}, merci")


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read_without_a_fault(text):
    assert set(found(text)) == set(refused(text)) | set(doubtful(text))
