"""Files as answers."""

from maillage.core import answers


def test_a_table_opens_in_a_spreadsheet_and_runs_nothing():
    answer = answers.table([["nom", "nombre"], ["=1+1 ; é", -3], ["'oui", 0.5]], "a.csv")

    assert answer.content.decode() == "\ufeffnom;nombre\r\n\"'=1+1 ; é\";-3\r\n'oui;0.5\r\n"
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "text/csv; charset=utf-8", 'attachment; filename="a.csv"',
    )  # fmt: skip


def test_a_paper_is_looked_at_first():
    answer = answers.paper(b"%PDF", "ticket.pdf")

    assert answer.content == b"%PDF"
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "application/pdf", 'inline; filename="ticket.pdf"',
    )  # fmt: skip
