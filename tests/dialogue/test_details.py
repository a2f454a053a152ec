"""A note, a person in charge and a target quarter of a chosen action, in the words people use for them.

Every case is a whole message after the same beginning: 2.2, 3.1 and 4.6 are chosen, then 2.1. It is November 2026.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from icalendar import Calendar

from bot.documents import card
from bot.documents.view import Choice, view
from tests.conftest import CoreTalker

DRAFT = ["2.2", "3.1", "4.6", "2.1"]
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)

NOTES = [
    ("dopisz: rozmawiałem z sekretarzem", "2.1", "rozmawiałem z sekretarzem"),
    ("Proszę dopisać do 2.2, że rada zbiera się w marcu", "2.2", "rada zbiera się w marcu"),
    ("notatka do 3.1: czekamy na opinię radcy", "3.1", "czekamy na opinię radcy"),
    ("zanotuj przy regrantingu, że skarbnik sprawdzi paragraf", "2.2", "skarbnik sprawdzi paragraf"),
    ("uwaga: brakuje lokalu", "2.1", "brakuje lokalu"),
    ("2.2 – uwaga: jest już zgoda zarządu", "2.2", "jest już zgoda zarządu"),
    ("chciałabym dodać uwagę do spółdzielni socjalnej: szukamy założyciela", "3.1", "szukamy założyciela"),
    ("zapisz przy tym, że wójt jest za", "2.1", "wójt jest za"),
    ("dopisek do 4.6 – wrócić po sesji", "4.6", "wrócić po sesji"),
    ("przy 4.6 dopisz ze mamy juz wzor klauzuli", "4.6", "mamy juz wzor klauzuli"),
    ("komentarz do pierwszej pozycji: pilne", "2.2", "pilne"),
    ("weź zanotuj: pogadać z Kowalskim o lokalu", "2.1", "pogadać z Kowalskim o lokalu"),
    ("Proszę o adnotację do działania 4.6: zamówienia od 2027 roku", "4.6", "zamówienia od 2027 roku"),
    ("zapamiętaj przy 2.1, że klucze ma sołtys", "2.1", "klucze ma sołtys"),
    ("dopisz: czy rada się zgodzi?", "2.1", "czy rada się zgodzi?"),
    ("dopisz notatkę: porównać z 3.3 i 4.2", "2.1", "porównać z 3.3 i 4.2"),
    ("dodaj notatkę przy 3.1: wójt się waha", "3.1", "wójt się waha"),
    ("notatka przy klauzulach: wzór od prawnika", "4.6", "wzór od prawnika"),
    ("zapisz uwagę, że czekamy na pieniądze", "2.1", "czekamy na pieniądze"),
    ("dla 3.1 zanotuj: szukamy prezesa", "3.1", "szukamy prezesa"),
    ("Uprzejmie proszę o dopisanie uwagi do działania 2.2: opinia radcy w toku", "2.2", "opinia radcy w toku"),
    ("do regrantingu dopisz że mamy operatora", "2.2", "mamy operatora"),
    ("dopiszcie do 4.6, że radca ma wzór", "4.6", "radca ma wzór"),
    ("adnotacja przy drugim: pilne", "3.1", "pilne"),
    ("w notatce przy 3.1 zapisz: brak prezesa", "3.1", "brak prezesa"),
    ("dopisz mi do 2.1 że sołtys ma klucze", "2.1", "sołtys ma klucze"),
    ("chcę dopisać notatkę: rozmowa z radcą w piątek", "2.1", "rozmowa z radcą w piątek"),
    ("2.2: dopisz, że mamy operatora", "2.2", "mamy operatora"),
    ("zostaw uwagę przy 4.6: sprawdzić próg", "4.6", "sprawdzić próg"),
    ("komentarz: poczekajmy na budżet", "2.1", "poczekajmy na budżet"),
    ("przy klauzulach zanotuj, że jest wzór", "4.6", "jest wzór"),
    ("notka do 3.1 - potrzebny statut", "3.1", "potrzebny statut"),
    ("Proszę dopisać komentarz do 2.2: zgoda skarbnika", "2.2", "zgoda skarbnika"),
]

PEOPLE = [
    ("za 2.1 odpowiada pani Nowak", "2.1", "pani Nowak"),
    ("2.2 – osoba: sekretarz gminy", "2.2", "sekretarz gminy"),
    ("odpowiedzialny za regranting będzie Jan Kowalski", "2.2", "Jan Kowalski"),
    ("za spółdzielnię socjalną odpowiada kierowniczka GOPS", "3.1", "kierowniczka GOPS"),
    ("Jan Kowalski odpowiada za 3.1", "3.1", "Jan Kowalski"),
    ("osoba odpowiedzialna za 4.6: Anna Zielińska", "4.6", "Anna Zielińska"),
    ("Osobą odpowiedzialną będzie Anna Zielińska.", "2.1", "Anna Zielińska"),
    ("odpowiada pan Wiśniewski", "2.1", "pan Wiśniewski"),
    ("klauzulami zajmie się skarbnik", "4.6", "skarbnik"),
    ("2.2 poprowadzi Maria Lis", "2.2", "Maria Lis"),
    ("niech 3.1 zajmie się Piotr Zając", "3.1", "Piotr Zając"),
    ("wpisz do 2.1 osobę: Ewa Mazur", "2.1", "Ewa Mazur"),
    ("koordynatorem 3.1 jest dyrektor CUS", "3.1", "dyrektor CUS"),
    ("Proszę wpisać Jana Kowalskiego jako odpowiedzialnego za 2.2", "2.2", "Jan Kowalski"),
    ("przypisz 4.6 sekretarzowi", "4.6", "sekretarz"),
    ("za to odpowiadac bedzie pani sekretarz", "2.1", "pani sekretarz"),
    ("opiekun pierwszej pozycji: Tomasz Wójcik", "2.2", "Tomasz Wójcik"),
    ("2.1 ogarnia Kasia z promocji", "2.1", "Kasia z promocji"),
    ("odpowiedzialna za 3.1 jest pani Maria Lis", "3.1", "pani Maria Lis"),
    ("za 4.6 będzie odpowiadać Krzysztof Duda", "4.6", "Krzysztof Duda"),
    ("za regranting odpowiedzialny jest sekretarz", "2.2", "sekretarz"),
    ("2.2 prowadzi Ewa Mazur", "2.2", "Ewa Mazur"),
    ("Ewa Mazur zajmie się regrantingiem", "2.2", "Ewa Mazur"),
    ("osobą odpowiedzialną za 2.2 jest Jan Nowak", "2.2", "Jan Nowak"),
    ("wpisz jako osobę odpowiedzialną za 2.2 Jana Nowaka", "2.2", "Jan Nowak"),
    ("dodaj osobę do 3.1: Adam Kos", "3.1", "Adam Kos"),
    ("2.1: osoba odpowiedzialna Adam Kos", "2.1", "Adam Kos"),
    ("zajmie się tym Adam Kos", "2.1", "Adam Kos"),
    ("pani Krysia z GOPS się tym zajmie", "2.1", "pani Krysia z GOPS"),
    ("za 2.2 odpowiada u nas skarbnik", "2.2", "skarbnik"),
    ("Za działanie 3.1 odpowiedzialny będzie Zastępca Burmistrza.", "3.1", "Zastępca Burmistrza"),
    ("zmień osobę przy 2.2 na Ewę Lis", "2.2", "Ewa Lis"),
    ("przydziel 3.1 pani sekretarz", "3.1", "pani sekretarz"),
    ("jan kowalski odpowiada za 2.2", "2.2", "jan kowalski"),
    ("odp. za 2.2: Jan Kos", "2.2", "Jan Kos"),
    ("za 2.2 odpowiedzialna będzie Anna Mazur", "2.2", "Anna Mazur"),
    ("osoba do 3.1 – Piotr Zieliński", "3.1", "Piotr Zieliński"),
    ("3.1: Piotr Zieliński odpowiada", "3.1", "Piotr Zieliński"),
    ("odpowiedzialny: Piotr Zieliński", "2.1", "Piotr Zieliński"),
    ("liderem 2.2 będzie Piotr Zieliński", "2.2", "Piotr Zieliński"),
    ("opiekunem spółdzielni socjalnej zostanie Ewa Lis", "3.1", "Ewa Lis"),
    ("4.6 pilnuje skarbniczka", "4.6", "skarbniczka"),
    ("proszę przypisać 2.2 Annie Nowak", "2.2", "Anna Nowak"),
    ("wyznaczmy Jana Kowalskiego do 3.1", "3.1", "Jan Kowalski"),
    ("2.1 będzie prowadził Jan Kowalski", "2.1", "Jan Kowalski"),
    ("odpowiedzialnosc za 2.2 bierze wojt", "2.2", "wojt"),
    ("sekretarz gminy zajmie się 3.1", "3.1", "sekretarz gminy"),
    ("osoba odpowiedzialna za regranting to kierownik GOPS", "2.2", "kierownik GOPS"),
    ("dopisz osobę odpowiedzialną przy 2.1: Anna Nowak", "2.1", "Anna Nowak"),
]

QUARTERS = [
    ("2.1 w pierwszym kwartale 2027", "2.1", "I kwartał 2027"),
    ("termin 3.1: III kwartał 2027", "3.1", "III kwartał 2027"),
    ("2.1 do końca czerwca 2027", "2.1", "II kwartał 2027"),
    ("Regranting planujemy na IV kw. 2027 r.", "2.2", "IV kwartał 2027"),
    ("klauzule w Q2 2027", "4.6", "II kwartał 2027"),
    ("2.2 na drugi kwartał przyszłego roku", "2.2", "II kwartał 2027"),
    ("zrobimy to w trzecim kwartale", "2.1", "III kwartał 2027"),
    ("termin: do 30 września 2027", "2.1", "III kwartał 2027"),
    ("3.1 do 31.03.2028", "3.1", "I kwartał 2028"),
    ("chcemy 4.6 mieć gotowe do końca przyszłego roku", "4.6", "IV kwartał 2027"),
    ("spoldzielnia socjalna w maju 2027", "3.1", "II kwartał 2027"),
    ("Proszę ustawić termin działania 2.2 na 3 kwartał 2027", "2.2", "III kwartał 2027"),
    ("2.1 do konca wrzesnia 2027", "2.1", "III kwartał 2027"),
    ("termin pierwszej pozycji: czwarty kwartal 2027", "2.2", "IV kwartał 2027"),
    ("przesuń termin 2.1 na następny kwartał", "2.1", "I kwartał 2027"),
    ("ruszamy z 3.1 w styczniu", "3.1", "I kwartał 2027"),
    ("termin realizacji 3.1 to II kwartał 2027", "3.1", "II kwartał 2027"),
    ("2.2 – termin: IV kwartał 2027", "2.2", "IV kwartał 2027"),
    ("regranting wdrożymy w 3 kwartale 2027 roku", "2.2", "III kwartał 2027"),
    ("do czerwca 2027 zrobimy 2.2", "2.2", "II kwartał 2027"),
    ("3.1 zaplanujmy na początek 2028 roku", "3.1", "I kwartał 2028"),
    ("4.6 pod koniec 2027", "4.6", "IV kwartał 2027"),
    ("klauzule od stycznia 2027", "4.6", "I kwartał 2027"),
    ("2.1 w kwietniu", "2.1", "II kwartał 2027"),
    ("chcielibyśmy zrealizować 2.2 w II kw. przyszłego roku", "2.2", "II kwartał 2027"),
    ("termin na 2.1 - drugi kwartał 27 roku", "2.1", "II kwartał 2027"),
    ("2.2 2027 Q3", "2.2", "III kwartał 2027"),
    ("wpisz przy 2.2 trzeci kwartał 2027", "2.2", "III kwartał 2027"),
    ("zmien termin 2.1 na czwarty kwartal 2027", "2.1", "IV kwartał 2027"),
    ("2.1 jeszcze w tym roku do grudnia", "2.1", "IV kwartał 2026"),
    ("działanie 4.6 ma być gotowe w marcu 2028", "4.6", "I kwartał 2028"),
    ("dwa dwa w drugim kwartale 2027", "2.2", "II kwartał 2027"),
    ("2.2 do końca roku 2027", "2.2", "IV kwartał 2027"),
    ("planowany termin 2.2: wrzesień 2027", "2.2", "III kwartał 2027"),
    ("na 2.2 dajmy II kwartał 2027", "2.2", "II kwartał 2027"),
    ("regranting startuje w lutym 2027", "2.2", "I kwartał 2027"),
    ("3.1 najpóźniej do 31 marca 2028 r.", "3.1", "I kwartał 2028"),
    ("termin dla klauzul: kwartał IV 2027", "4.6", "IV kwartał 2027"),
    ("spółdzielnia socjalna – III kw. 2027", "3.1", "III kwartał 2027"),
    ("ustaw na 2.1 pierwszy kwartał przyszłego roku", "2.1", "I kwartał 2027"),
    ("zróbmy 4.6 w drugim kwartale 2028", "4.6", "II kwartał 2028"),
    ("2.1: 2027-05", "2.1", "II kwartał 2027"),
    ("w 1 kwartale 2027 r. chcemy ruszyć z 2.1", "2.1", "I kwartał 2027"),
    ("data realizacji 3.1: 15.10.2027", "3.1", "IV kwartał 2027"),
]

REMOVED = [
    ("usuń osobę przy 2.1", "person"),
    ("skasuj osobę odpowiedzialną za 2.1", "person"),
    ("Proszę wykreślić odpowiedzialnego przy 2.1", "person"),
    ("usun osobe z 2.1", "person"),
    ("2.1 bez osoby odpowiedzialnej", "person"),
    ("usuń termin przy 2.1", "quarter"),
    ("skasuj termin 2.1", "quarter"),
    ("2.1 bez terminu", "quarter"),
    ("usuń notatkę przy 2.1", "note"),
    ("proszę skasować uwagę do 2.1", "note"),
    ("wykreśl komentarz", "note"),
]

LOOSE = [
    "2.1 na jesień",
    "termin 2.1: wiosną",
    "2.1 zrobimy w przyszłym roku",
    "2.1 w 2027",
    "termin: jak najszybciej",
    "2.1 w pierwszej połowie 2027",
    "planujemy 2.1 na lato",
    "2.1 na zimę",
    "termin 2.1: później",
    "2.1 w drugim półroczu",
]

PAST = [
    "2.1 w drugim kwartale 2026",
    "termin 2.1: I kwartał 2025",
    "2.1 do końca marca 2026",
    "termin: czerwiec 2024",
    "2.1 na 15.01.2026",
]

QUESTIONS = [
    "kto odpowiada za 2.1?",
    "kto odpowiada za regranting",
    "czy za 2.1 odpowiada wójt?",
    "Kto prowadzi 3.1?",
    "za co odpowiada rada gminy?",
    "kto się tym zajmuje",
    "czy sekretarz może odpowiadać za 2.1?",
    "kiedy trzeba zrobić 2.1?",
    "czy zdążymy z 2.1 do końca czerwca 2027?",
    "ile trwa 2.1?",
    "jaki jest termin uchwały w 2.2?",
    "co trzeba zrobić w pierwszym kwartale 2027?",
    "jaka jest osoba przy 2.1?",
    "mam uwagę do tej odpowiedzi, jest za długa",
    "ustawa obowiązuje od pierwszego kwartału 2026",
    "w gminie za pomoc społeczną odpowiada ośrodek",
    "kto odpowiada za 2.2 w gminie",
    "jaki termin ma 2.2?",
    "wójt odpowiada za wykonanie budżetu",
    "co to znaczy osoba odpowiedzialna",
    "uchwałę trzeba przyjąć do końca listopada",
    "w 2027 mamy wybory",
    "opiekun prawny a 2.3",
    "mamy osobę do kontaktu z mediami",
    "kto powinien odpowiadać za 2.2",
    "za zamówienia odpowiada w urzędzie referat",
    "czy 2.2 można zrobić do czerwca 2027",
    "spółdzielnię prowadzi pięć osób",
    "sesja jest w grudniu",
    "odpowiada mi 2.2",
    "nabór wniosków trwa do końca marca 2027",
]


@pytest.fixture
def chosen(talker: CoreTalker) -> CoreTalker:
    """A conversation with four chosen actions, the last of them 2.1."""
    made = CoreTalker(replace(talker.around, clock=lambda: NOW), talker.understander, talker.key)
    made.say("dodaj 2.2, 3.1 i 4.6")
    assert made.say("dodaj 2.1")["card"]["selected"] == DRAFT
    return made


def details(talker: CoreTalker, action: str) -> dict[str, Any]:
    """What is kept with a chosen action."""
    return next(item for item in talker.around.store.state(talker.key)["draft"] if item["id"] == action)


def everything(talker: CoreTalker) -> list[dict[str, Any]]:
    state: dict[str, Any] = talker.around.store.state(talker.key)
    return list(state["draft"])


def set_one(talker: CoreTalker, said: str, action: str, field: str, value: str) -> None:
    """The message sets this and nothing else, and says so."""
    reply = talker.say(said)
    card = reply["card"]
    assert (card["kind"], card["ids"], card["selected"]) == ("selection", [action], DRAFT)
    plain = {"note": "", "person": "", "quarter": ""}
    wanted = [{"id": i, **plain, **({field: value} if i == action else {})} for i in DRAFT]
    assert everything(talker) == wanted
    assert value in " ".join(reply["texts"])


@pytest.mark.parametrize(("said", "action", "value"), NOTES)
def test_a_note(chosen: CoreTalker, said: str, action: str, value: str) -> None:
    set_one(chosen, said, action, "note", value)


@pytest.mark.parametrize(("said", "action", "value"), PEOPLE)
def test_a_person(chosen: CoreTalker, said: str, action: str, value: str) -> None:
    set_one(chosen, said, action, "person", value)


@pytest.mark.parametrize(("said", "action", "value"), QUARTERS)
def test_a_quarter(chosen: CoreTalker, said: str, action: str, value: str) -> None:
    set_one(chosen, said, action, "quarter", value)


@pytest.mark.parametrize(("said", "field"), REMOVED)
def test_taking_a_detail_away_keeps_the_action(chosen: CoreTalker, said: str, field: str) -> None:
    for telling in ("za 2.1 odpowiada Jan Kowalski", "termin 2.1: II kwartał 2027", "notatka do 2.1: pilne"):
        chosen.say(telling)
    before = details(chosen, "2.1")
    card = chosen.say(said)["card"]
    assert (card["kind"], card["ids"], card["selected"]) == ("selection", ["2.1"], DRAFT)
    assert details(chosen, "2.1") == {**before, field: ""}
    assert all(before.values())


@pytest.mark.parametrize("said", LOOSE)
def test_a_loose_time_is_asked_about(chosen: CoreTalker, said: str) -> None:
    before = everything(chosen)
    reply = chosen.say(said)
    assert (reply["card"]["kind"], reply["card"]["ids"]) == ("selection", ["2.1"])
    assert everything(chosen) == before
    buttons = [row for row in reply["buttons"] if "kwartał" in row["title"]]
    assert 2 <= len(buttons) <= 4
    chosen.say(buttons[-1]["payload"])
    assert details(chosen, "2.1")["quarter"] == buttons[-1]["title"]


@pytest.mark.parametrize(
    ("answer", "quarter"),
    [
        ("trzeci", "III kwartał 2027"),
        ("w czwartym kwartale", "IV kwartał 2027"),
        ("IV", "IV kwartał 2027"),
        ("we wrześniu", "III kwartał 2027"),
        ("niech będzie czwarty kwartał 2028", "IV kwartał 2028"),
    ],
)
def test_the_question_which_quarter_is_answered_in_words(chosen: CoreTalker, answer: str, quarter: str) -> None:
    chosen.say("2.1 na jesień")
    card = chosen.say(answer)["card"]
    assert (card["kind"], card["ids"], card["selected"]) == ("selection", ["2.1"], DRAFT)
    assert details(chosen, "2.1")["quarter"] == quarter


@pytest.mark.parametrize("said", PAST)
def test_a_past_quarter_is_refused(chosen: CoreTalker, said: str) -> None:
    before = everything(chosen)
    reply = chosen.say(said)
    assert (reply["card"]["kind"], reply["card"]["ids"], reply["card"]["selected"]) == ("selection", ["2.1"], DRAFT)
    assert everything(chosen) == before
    assert "minął" in " ".join(reply["texts"])


@pytest.mark.parametrize("said", QUESTIONS)
def test_a_question_or_a_remark_sets_nothing(chosen: CoreTalker, said: str) -> None:
    before = everything(chosen)
    assert chosen.say(said)["card"]["selected"] == DRAFT
    assert everything(chosen) == before


@pytest.mark.parametrize(
    ("said", "added"),
    [
        ("dopisz: 4.2 i 4.3", ["4.2", "4.3"]),
        ("dopisz jeszcze 4.1", ["4.1"]),
        ("dopisz inkubator", ["2.3"]),
        ("zapisz do listy 3.3", ["3.3"]),
    ],
)
def test_writing_an_action_down_is_adding_it(chosen: CoreTalker, said: str, added: list[str]) -> None:
    assert chosen.say(said)["card"]["selected"] == DRAFT + added


def test_one_message_may_tell_all_three(chosen: CoreTalker) -> None:
    card = chosen.say("2.2: odpowiada Jan Kowalski, termin II kwartał 2027, uwaga: po sesji rady")["card"]
    assert (card["kind"], card["ids"]) == ("selection", ["2.2"])
    told = {"note": "po sesji rady", "person": "Jan Kowalski", "quarter": "II kwartał 2027"}
    assert details(chosen, "2.2") == {"id": "2.2", **told}
    chosen.say("cofnij")
    assert details(chosen, "2.2") == {"id": "2.2", "note": "", "person": "", "quarter": ""}


def test_notes_add_up_and_a_new_person_or_quarter_takes_the_place(chosen: CoreTalker) -> None:
    for said in ("dopisz: mamy salę", "dopisz: brakuje krzeseł", "osoba: Jan", "osoba: Ewa Lis", "termin: II kw. 2027"):
        chosen.say(said)
    chosen.say("termin: III kw. 2027")
    told = {"note": "mamy salę; brakuje krzeseł", "person": "Ewa Lis", "quarter": "III kwartał 2027"}
    assert details(chosen, "2.1") == {"id": "2.1", **told}


@pytest.mark.parametrize(
    "said", ["za 4.2 odpowiada Jan Kowalski", "termin 4.2: II kwartał 2027", "notatka do 4.2: tak"]
)
def test_what_is_not_chosen_is_offered(chosen: CoreTalker, said: str) -> None:
    reply = chosen.say(said)
    assert (reply["card"]["kind"], reply["card"]["ids"], reply["card"]["selected"]) == ("selection", ["4.2"], DRAFT)
    assert chosen.say("tak")["card"]["selected"] == [*DRAFT, "4.2"]
    assert any(value for key, value in details(chosen, "4.2").items() if key != "id")


def test_a_no_to_the_offer_changes_nothing(chosen: CoreTalker) -> None:
    chosen.say("za 4.2 odpowiada Jan Kowalski")
    assert chosen.say("nie, dziękuję")["card"]["selected"] == DRAFT
    assert not any(item["person"] for item in everything(chosen))


def test_the_action_just_shown_is_meant(chosen: CoreTalker) -> None:
    chosen.say("opowiedz o 3.1")
    set_one(chosen, "osoba: Jan Kowalski", "3.1", "person", "Jan Kowalski")


def test_a_person_without_a_name_is_asked_for(chosen: CoreTalker) -> None:
    reply = chosen.say("ja odpowiadam za 2.1")
    assert (reply["card"]["kind"], reply["card"]["ids"]) == ("selection", ["2.1"])
    assert details(chosen, "2.1")["person"] == ""
    chosen.say("Maria Lis, skarbnik")
    assert details(chosen, "2.1")["person"] == "Maria Lis, skarbnik"


def test_undo_and_redo_a_detail(chosen: CoreTalker) -> None:
    chosen.say("za 2.2 odpowiada Jan Kowalski")
    card = chosen.say("cofnij")["card"]
    assert (card["kind"], card["ids"], card["selected"]) == ("selection", ["2.2"], DRAFT)
    assert details(chosen, "2.2")["person"] == ""
    chosen.say("przywróć")
    assert details(chosen, "2.2")["person"] == "Jan Kowalski"


def test_details_are_seen_in_the_list_and_in_the_summary(chosen: CoreTalker) -> None:
    chosen.say("za 2.2 odpowiada Jan Kowalski")
    chosen.say("termin 3.1: II kwartał 2027")
    for asked in ("co już mam?", "wystarczy"):
        seen = " ".join(chosen.say(asked)["texts"])
        assert "Jan Kowalski" in seen
        assert "II kwartał 2027" in seen


def test_a_detail_under_the_summary_is_not_who_chooses(chosen: CoreTalker) -> None:
    chosen.say("wystarczy")
    chosen.say("2.2 – osoba: sekretarz gminy")
    assert details(chosen, "2.2")["person"] == "sekretarz gminy"
    assert chosen.around.store.state(chosen.key)["unit_name"] == ""
    assert chosen.say("tak")["card"]["kind"] == "saved"


def test_details_are_stored_and_come_back_by_the_code(chosen: CoreTalker) -> None:
    chosen.say("2.2: odpowiada Jan Kowalski, termin II kwartał 2027")
    chosen.say("wystarczy")
    assert chosen.say("tak")["card"]["saved"]
    state = chosen.around.store.state(chosen.key)
    other = CoreTalker(chosen.around, chosen.understander, f"{chosen.key}-other")
    reply = other.say(f"mam kod {state['code']}")
    assert (reply["card"]["kind"], reply["card"]["selected"]) == ("resume", DRAFT)
    assert everything(other) == everything(chosen)
    assert "Jan Kowalski" in " ".join(reply["texts"])


def test_a_detail_after_saving_waits_to_be_saved(chosen: CoreTalker) -> None:
    chosen.say("wystarczy")
    chosen.say("tak")
    card = chosen.say("za 2.2 odpowiada Jan Kowalski")["card"]
    assert card["saved"], "the card compares the actions only"
    assert "nie są jeszcze zapisane" in " ".join(chosen.say("co już mam?")["texts"])
    chosen.say("wystarczy")
    assert chosen.say("tak")["card"]["kind"] == "saved"
    assert chosen.around.store.state(chosen.key)["stored"] == everything(chosen)


def test_a_question_about_a_chosen_action_tells_what_was_written_down(chosen: CoreTalker) -> None:
    chosen.say("za 2.2 odpowiada Jan Kowalski")
    chosen.say("termin 2.2: II kwartał 2027")
    who, time = chosen.say("kto odpowiada za 2.2?"), chosen.say("ile trwa 2.2?")
    assert (who["card"]["facet"], time["card"]["facet"]) == ("who", "time")
    assert "Jan Kowalski" in " ".join(who["texts"])
    assert "II kwartał 2027" in " ".join(time["texts"])


def test_the_card_and_the_calendar_hold_what_was_told(chosen: CoreTalker) -> None:
    chosen.say("2.2: odpowiada Jan Kowalski, termin II kwartał 2027, uwaga: po sesji rady")
    seen = view(chosen.around.base, Choice(everything(chosen), saved=False, when=NOW), chosen.around.centre)
    page = card.html(chosen.around.base, seen).decode()
    for told in ("Jan Kowalski", "II kwartał 2027", "po sesji rady"):
        assert told in page
    events = Calendar.from_ical(card.ics(chosen.around.base, seen)).walk("VEVENT")
    assert [event.decoded("dtstart") for event in events] == [date(2027, 6, 30)]
