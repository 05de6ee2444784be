"""Lines 28 to 31 of what people expect, with a clock one can set and a real mail server that counts."""

from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model

from maillage.appointments import actions
from maillage.appointments.actions import Person
from maillage.appointments.enums import Seat, State
from maillage.appointments.models import Told
from maillage.appointments.telling import actions as telling
from maillage.appointments.telling import queries
from maillage.core import gsm7
from maillage.core.enums import MessageState
from maillage.core.models import Message
from tests.appointments.saying import WEEK, at
from tests.factories.agenda import SessionFactory, WorkshopFactory

pytestmark = pytest.mark.django_db
MAIL, MOBILE = "a@exemple.test", "+33612345678"
BY_MAIL, BY_SMS = Person(email=MAIL), Person(phone=MOBILE)


@pytest.fixture
def staff(db):
    return get_user_model().objects.create_user("recoit", email="recoit@exemple.test")


def booked(diary, clock="09:00", person=BY_MAIL, **columns):
    return actions.book(diary, at(clock), person=person, **columns).appointment


def subjects(postbox) -> list[str]:
    return [mail["Subject"] for mail in postbox.mails]


def known(row):
    row.refresh_from_db()
    return row


# -- line 28


def test_line_28_told_at_booking_then_two_days_before_once_each(diary, open_postbox, later, worker):
    booked(diary)

    later(seconds=59)
    assert subjects(open_postbox) == []
    later(seconds=1)
    worker()
    assert subjects(open_postbox) == ["Rendez-vous lundi 7 décembre à 9 h"]
    later(days=4, minutes=58)
    assert len(open_postbox.mails) == 1
    later(minutes=5)
    worker()
    later(hours=12)

    assert subjects(open_postbox)[1:] == ["Rappel : rendez-vous lundi 7 décembre à 9 h"]


def test_line_28_booked_inside_two_days_it_is_told_once_not_twice(diary, open_postbox, later, first_of_december):
    first_of_december.move_to(at("09:30") - timedelta(hours=24))
    booked(diary, "10:00")

    later(minutes=1)
    later(hours=12)

    assert subjects(open_postbox) == ["Rendez-vous lundi 7 décembre à 10 h"]


@pytest.mark.parametrize("state", [State.EXCUSED, State.CANCELLED])
def test_line_28_never_for_something_cancelled(diary, staff, open_postbox, later, state):
    row = booked(diary)
    later(minutes=1)
    actions.cancel(row, by=staff, state=state)

    for _ in range(8):
        later(days=1)

    assert [said for said in subjects(open_postbox) if said.startswith("Rappel")] == []


def test_line_28_never_for_something_past(diary, open_postbox, later):
    booked(diary)

    later(days=7)  # the machine was stopped all that time
    later(minutes=5)

    assert subjects(open_postbox) == []


def test_line_28_moved_it_is_told_and_reminded_of_the_new_day_only(diary, open_postbox, later):
    row = booked(diary)
    later(minutes=1)
    actions.move(row, at("10:00") + WEEK)
    later(minutes=1)
    for _ in range(16):
        later(days=1)

    assert subjects(open_postbox)[1:] == [
        "Rendez-vous changé : lundi 14 décembre à 10 h",
        "Rappel : rendez-vous lundi 14 décembre à 10 h",
    ]


def test_line_28_after_an_outage_it_is_sent_if_it_is_still_of_use_and_dropped_otherwise(diary, postbox, later):
    soon, far = booked(diary), booked(diary, "11:00", Person(email="b@exemple.test"))
    later(minutes=1)
    Message.objects.update(state=MessageState.SENT)  # told before the server fell
    later(days=4, hours=4)
    assert Message.objects.filter(state=MessageState.WAITING).count() == 2
    later(days=1, hours=22)  # 10:01 on the day: one is over, not the other

    with postbox.open():
        later(minutes=1)

    assert subjects(postbox) == ["Rappel : rendez-vous lundi 7 décembre à 11 h"]
    assert (soon.start, far.start) == (at("09:00"), at("11:00"))


def test_line_28_cancelled_during_the_outage_the_reminder_never_leaves(diary, staff, postbox, later):
    row = booked(diary)
    later(minutes=1)
    Message.objects.update(state=MessageState.SENT)
    later(days=4, hours=4)
    actions.cancel(row, by=staff)

    with postbox.open():
        later(seconds=10)
        assert subjects(postbox) == []  # being changed
        later(minutes=5)
        later(minutes=5)

    assert subjects(postbox) == ["Rendez-vous annulé : lundi 7 décembre à 9 h"]


def test_line_28_after_36_hours_of_stop_no_message_is_lost_nor_sent_twice(diary, open_postbox, later, worker):
    several = [booked(diary, clock, Person(email=f"{clock[:2]}@exemple.test")) for clock in ("09:00", "10:00")]
    later(minutes=1)
    later(days=3, hours=20)  # before any reminder
    later(hours=36)  # stopped; both are still to come
    worker()

    reminded = [mail["To"] for mail in open_postbox.mails if mail["Subject"].startswith("Rappel")]
    assert sorted(reminded) == sorted(row.email for row in several)


def test_line_28_two_workers_at_once_tell_once(diary, open_postbox, first_of_december, worker):
    booked(diary)
    first_of_december.shift(timedelta(minutes=1))
    keys = queries.due(at("08:00") - timedelta(days=6) + timedelta(minutes=1))

    for pk in [*keys, *keys]:  # both had read the list before either began
        telling.settle(pk)
    worker()

    assert (len(keys), len(open_postbox.mails)) == (1, 1)
    first_of_december.move_to(at("09:00") - timedelta(hours=47))
    keys = queries.to_remind(at("09:00"))
    for pk in [*keys, *keys]:
        telling.remind_of(pk)
    worker()
    assert (len(keys), len(open_postbox.mails)) == (1, 2)


def test_line_28_each_session_of_a_workshop_is_reminded(open_postbox, first_of_december, later):
    room = WorkshopFactory(seats=1)
    for week in range(2):
        SessionFactory(workshop=room, start=at("09:00") + week * WEEK, end=at("11:00") + week * WEEK)
    actions.register(room, person=BY_MAIL)
    later(minutes=1)
    for _ in range(14):
        later(days=1)

    assert subjects(open_postbox) == [
        "Rendez-vous lundi 7 décembre à 9 h",
        "Rappel : rendez-vous lundi 7 décembre à 9 h",
        "Rappel : rendez-vous lundi 14 décembre à 9 h",
    ]


def test_line_28_one_that_fails_stops_nobody(diary, open_postbox, later, monkeypatch):
    bad, good = booked(diary), booked(diary, "10:00", Person(email="b@exemple.test"))
    real = telling.fact_of
    monkeypatch.setattr(telling, "fact_of", lambda row: 1 / 0 if row.pk == bad.pk else real(row))

    later(minutes=1)

    assert [mail["To"] for mail in open_postbox.mails] == [good.email]


# -- line 29


def test_line_29_cancelled_by_mistake_and_restored_within_a_minute_nobody_is_told(diary, staff, open_postbox, later):
    row = booked(diary)
    later(minutes=1)
    actions.attend(row, State.CANCELLED, by=staff)
    later(seconds=50)
    actions.attend(row, State.BOOKED, by=staff)

    later(minutes=2)
    later(hours=2)

    assert subjects(open_postbox) == ["Rendez-vous lundi 7 décembre à 9 h"]


def test_line_29_not_undone_it_is_told_after_a_minute(diary, staff, open_postbox, later):
    row = booked(diary)
    later(minutes=1)
    actions.attend(row, State.CANCELLED, by=staff)

    later(seconds=59)
    assert len(open_postbox.mails) == 1
    later(seconds=1)

    assert subjects(open_postbox)[1:] == ["Annulé par le lieu : rendez-vous lundi 7 décembre à 9 h"]


def test_line_29_moved_and_moved_back_within_a_minute_nobody_is_told(diary, staff, open_postbox, later):
    row = booked(diary)
    later(minutes=1)
    actions.move(row, at("10:00"), by=staff)
    later(seconds=30)
    actions.move(row, at("09:00"), by=staff)

    later(minutes=2)

    assert len(open_postbox.mails) == 1


def test_line_29_booked_and_given_back_within_a_minute_nobody_is_told(diary, open_postbox, later):
    row = booked(diary)
    later(seconds=30)
    actions.cancel(row)

    later(minutes=2)

    assert open_postbox.mails == []


def test_line_29_undone_while_the_mail_server_is_down_nobody_is_told_of_either(diary, staff, postbox, later):
    row = booked(diary)
    later(minutes=1)
    Message.objects.update(state=MessageState.SENT)
    actions.attend(row, State.CANCELLED, by=staff)
    later(minutes=2)  # posted, could not leave
    actions.attend(row, State.BOOKED, by=staff)

    with postbox.open():
        later(minutes=2)
        later(minutes=2)

    assert postbox.mails == []


# -- line 30


@pytest.mark.parametrize("language", ["fr", "ar", "en", "pt", "tr", "ro", "xx"])
@pytest.mark.parametrize(
    "name",
    ["L'Épicerie numérique – Œuvre de l'Alma", "مركز الحي", "Maison " + "très " * 40 + "longue", "☎ €{}", ""],
)
def test_line_30_every_short_message_fits_in_160_signs(diary, texts, later, staff, language, name):
    diary.place.nom = name
    diary.place.save()
    rows = [booked(diary, clock, Person(phone=MOBILE, language=language, booked_by="un voisin")) for clock in
            ("09:00", "10:30", "11:30")]  # fmt: skip
    later(minutes=1)
    actions.move(rows[1], at("10:30") + WEEK)
    actions.cancel(rows[2], by=staff, state=State.CANCELLED)
    later(minutes=1)
    later(days=5)

    said = [text.split("\n")[1] for text in texts()]
    assert len(said) == 6  # three told, one moved, one cancelled, one reminded
    assert max(gsm7.size(text) for text in said) <= 160
    assert [text for text in said if "/r/r" not in text] == []


def test_line_30_it_says_the_day_in_letters_the_hour_the_place_and_a_link(diary, texts, later, settings):
    settings.MAILLAGE_URL = "https://maillage.exemple.test"
    diary.place.nom = "Espace Tisserands"
    diary.place.save()
    row = booked(diary, "09:30", Person(phone=MOBILE, called="Sam", service=""))

    later(minutes=1)

    link = f"https://maillage.exemple.test/r/r{row.pk}-"
    ((to, text, _),) = [written.split("\n") for written in texts()]
    assert to == MOBILE
    assert text.startswith(f"Rendez-vous lundi 7 décembre à 9 h 30, Espace Tisserands - Annuler ou changer : {link}")
    assert len(text.removeprefix(text.split(link)[0] + link)) == 16


def test_line_30_what_opens_it_is_a_page_then_a_button(client, diary, texts, later):
    row = booked(diary, "09:30", Person(phone=MOBILE, language="ar"))
    later(minutes=1)
    path = texts()[0].split("\n")[1].partition("/r/")[2]

    ticket = client.get(f"/r/{path}")
    page = client.get(f"{ticket['Location']}annuler/")

    assert ticket["Location"] == f"/ar/rendez-vous/{path}/"
    assert (page.status_code, known(row).state) == (200, State.BOOKED)
    client.post(f"{ticket['Location']}annuler/")
    assert known(row).state == State.EXCUSED


@pytest.mark.parametrize("word", ["r1-aaaaaaaaaaaaaaaa", "x", "r1", "r99999999999999999999-aaaaaaaaaaaaaaaa", "\x00"])
def test_line_30_an_invented_link_opens_nothing(client, diary, word):
    booked(diary)

    assert [client.get(f"/r/{word}").status_code, client.get(f"/rendez-vous/{word}/").status_code] == [404, 404]


def test_line_30_a_telephone_that_cannot_read_is_not_written_to(diary, texts, later):
    booked(diary, person=Person(phone="+33320000000"))

    later(minutes=1)

    assert texts() == []


def test_without_a_provider_nothing_is_written_and_nothing_fails(diary, in_a_folder, later):
    booked(diary, person=BY_SMS)

    later(minutes=1)

    assert Message.objects.count() == 0


def test_over_the_ceiling_of_the_month_only_mails_leave(diary, open_postbox, texts, later, settings):
    settings.MAILLAGE_SMS_A_MONTH = 1
    both = Person(email=MAIL, phone=MOBILE, booked_by="un voisin")
    booked(diary, "09:00", both)
    booked(diary, "10:00", both)

    later(minutes=1)
    later(minutes=1)

    assert (len(texts()), len(open_postbox.mails)) == (1, 2)
    assert queries.this_month(at("09:00")) == (2, (1, 1), True)
    assert queries.this_month(at("09:00")).spent
    assert not queries.this_month(at("09:00") + 5 * WEEK).spent  # another month


# -- line 31


def test_line_31_who_left_no_contact_is_written_nothing(diary, open_postbox, texts, later):
    booked(diary, person=Person(called="Sam"))

    later(minutes=1)
    later(days=5)

    assert (texts(), open_postbox.mails, Told.objects.count()) == ([], [], 0)


# -- what it says, to whom


def test_a_mail_names_nobody_and_is_in_the_language_of_the_person(diary, open_postbox, later):
    diary.place.nom, diary.place.adresse = "Espace Tisserands", "1 rue Neuve"
    diary.place.save()
    row = booked(diary, person=Person(called="Samira", email=MAIL, phone=MOBILE, language="en"))

    later(minutes=1)

    (mail,) = open_postbox.mails
    text = mail.get_body(("plain",)).get_content().replace("\r\n", "\n")
    assert mail["Subject"] == "Appointment on Monday 7 December at 9:00"
    assert mail["Content-Language"] == "en"
    assert "Espace Tisserands" in text and "1 rue Neuve" in text and row.code in text
    assert [word for word in ("Samira", "612345678", "écrivain", MAIL) if word in text] == []


def test_the_line_of_a_workshop_moves_and_the_next_one_is_told(open_postbox, diary, later):
    room = WorkshopFactory(seats=1)
    SessionFactory(workshop=room, start=at("14:00"), end=at("16:00"))
    first, second = (actions.register(room, person=Person(email=f"{who}@exemple.test")) for who in "ab")
    later(minutes=1)
    actions.withdraw(first.registration)
    later(minutes=1)

    assert {(mail["To"], mail["Subject"]) for mail in open_postbox.mails} == {
        ("a@exemple.test", "Rendez-vous lundi 7 décembre à 14 h"),
        ("b@exemple.test", "Liste d'attente : lundi 7 décembre à 14 h"),
        ("a@exemple.test", "Rendez-vous annulé : lundi 7 décembre à 14 h"),
        ("b@exemple.test", "Une place est libre pour vous : lundi 7 décembre à 14 h"),
    }
    assert known(second.registration).state == Seat.OFFERED
    actions.accept_offer(second.registration)
    later(minutes=1)
    assert subjects(open_postbox)[4:] == ["Rendez-vous lundi 7 décembre à 14 h"]


def test_a_workshop_called_off_is_told_to_all_who_hoped(open_postbox, diary, staff, later):
    room = WorkshopFactory(seats=1)
    SessionFactory(workshop=room, start=at("14:00"), end=at("16:00"))
    for who in "ab":
        actions.register(room, person=Person(email=f"{who}@exemple.test"))
    later(minutes=1)
    actions.cancel_workshop(room, by=staff)
    later(minutes=1)

    assert subjects(open_postbox)[2:] == ["Annulé par le lieu : rendez-vous lundi 7 décembre à 14 h"] * 2


def test_a_booking_older_than_these_messages_is_told_when_it_is_cancelled(diary, staff, open_postbox, later):
    row = booked(diary)
    Told.objects.all().delete()
    actions.cancel(row, by=staff, state=State.CANCELLED)

    later(minutes=1)

    assert subjects(open_postbox) == ["Annulé par le lieu : rendez-vous lundi 7 décembre à 9 h"]


# -- who receives


def test_who_receives_is_told_of_today_and_tomorrow_without_a_name(
    diary, staff, open_postbox, later, first_of_december
):
    diary.user = staff
    diary.save()
    booked(diary, "09:00", Person(called="Sam"))  # in six days: their calendar is enough
    later(minutes=1)
    assert open_postbox.mails == []
    first_of_december.move_to(at("18:00") - timedelta(days=1))
    row = booked(diary, "11:00", Person(called="Sam"))
    later(minutes=1)
    actions.cancel(row)
    later(minutes=1)

    assert subjects(open_postbox) == [
        "Rendez-vous lundi 7 décembre à 11 h",
        "Rendez-vous annulé : lundi 7 décembre à 11 h",
    ]
    assert {mail["To"] for mail in open_postbox.mails} == {staff.email}
    assert "Sam" not in open_postbox.mails[0].get_body(("plain",)).get_content()


def test_who_receives_is_not_told_of_what_they_did_themselves(diary, staff, open_postbox, later, first_of_december):
    diary.user = staff
    diary.save()
    first_of_december.move_to(at("18:00") - timedelta(days=1))
    row = booked(diary, "11:00", Person(called="Sam"), by=staff)
    later(minutes=1)
    actions.cancel(row, by=staff)
    later(minutes=1)

    assert open_postbox.mails == []
