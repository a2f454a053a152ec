"""Wishes in messages: operations, negation, corrections, names, loose descriptions."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from knowledge.base import Base
from nlu.mentions import Parser
from nlu.understanding import Clause, Ranked, Target

LOOSE = {"lokal": "2.1", "klauzul": "4.6", "pieniądz": "4.2", "świetlic": "4.3"}


def classify(text: str) -> Sequence[Ranked]:
    """A stand-in for the classifier: a sure answer for a few words, an unsure one for all others."""
    for word, action_id in LOOSE.items():
        if word in text.lower():
            return [Ranked(action_id, 0.9), Ranked("1.2", 0.04), Ranked("1.3", 0.02)]
    return [Ranked("1.1", 0.05), Ranked("1.2", 0.04)]


@pytest.fixture(scope="module")
def parser(base: Base) -> Parser:
    return Parser(base, classify)


def told(clauses: Sequence[Clause]) -> str:
    """Clauses in short: `add 2.1 !2.2`, `move@-1 #3`, `2.1*` (no operation, bare), `?` for showing."""
    return "; ".join(_clause(clause) for clause in clauses)


def _clause(clause: Clause) -> str:
    head = {"show": "?", None: ""}.get(clause.operation, clause.operation) or ""
    head += f"@{clause.position}" if clause.position is not None else ""
    tail = "*" if clause.bare and clause.operation is None else ""
    return " ".join([*filter(None, [head]), *map(_target, clause.targets)]) + tail


def _target(target: Target) -> str:
    number = target.kind in ("ordinal", "number")
    name = f"#{target.ordinal}" if number else target.id if target.kind == "action" else target.kind
    if target.kind in ("area", "term", "tool"):
        name = f"{target.kind}:{target.id}"
    return f"{'!' if target.excluded else ''}{name}{'~' if target.how == 'loose' else ''}"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dorzućcie nam 1.4", "add 1.4"),
        ("wprowadźmy 1.4 i 2.5", "add 1.4 2.5"),
        ("tu urząd gminy proszę dodać dwa kropka jeden i cztery kropka sześć", "add 2.1 4.6"),
        ("mówi Nowak z koła gospodyń poproszę trzy kropka dwa", "add 3.2"),
        ("dzień dobry dzwonię z fundacji chciałabym dopisać 3.1", "add 3.1"),
        ("tutaj straż pożarna wykreślcie nam 4.5", "remove 4.5"),
        ("jestem wójtem i chcę dodać ekonomię społeczną do strategii", "term:wojt 1.1"),
        ("Tu Starostwo Powiatowe. Proszę dopisać nam cztery kropka cztery.", "add 4.4"),
        ("dodaj 4.5 i nie denerwuj mnie", "add 4.5"),
        ("usuń 4.5 ale nie marudź", "remove 4.5"),
        ("dodaj 4.5 i nie dodawaj 4.6", "add 4.5 !4.6"),
        ("wszystko między 4.2 a 4.4", "4.2 4.3 4.4*"),
        ("z 4.5 rezygnujemy, z 4.6 też", "remove 4.5 4.6"),
        ("pomyliłam się, nie 4.5 tylko 4.6", "!4.5 4.6*"),
        ("BIERZEMY 1.4 I 2.5", "add 1.4 2.5"),
        ("wezme 1.4", "add 1.4"),
        ("1.4 poproszę", "add 1.4"),
        ("decyduję się na 1.4 oraz 3.2", "add 1.4 3.2"),
        ("stawiamy na drugą", "add #2"),
        ("niech będzie 4.5", "add 4.5"),
        ("niech pani dopisze 4.5", "add 4.5"),
        ("4.5 też", "add 4.5"),
        ("to też", "add this"),
        ("plus 3.1", "add 3.1"),
        ("ja bym wziął trzecią", "add #3"),
        ("możesz dopisać 4.5?", "add 4.5"),
        ("wpisz 4.5, dobrze?", "add 4.5"),
        ("dodj 4.5", "add 4.5"),
        ("zaznaczz 4.5", "add 4.5"),
        ("wykreśl 4.5", "remove 4.5"),
        ("4.5 wypada", "remove 4.5"),
        ("usnu 4.5", "remove 4.5"),
        ("z ostatniej się wycofujemy", "remove #-1"),
        ("z ostatniej rezygnujemy", "remove #-1"),
        ("odpuśćmy sobie 4.5", "remove 4.5"),
        ("4.5 do kosza", "remove 4.5"),
        ("dajmy sobie spokój z 4.5", "remove 4.5"),
        ("już nie chcemy 4.5", "remove 4.5"),
        ("podmień 4.5 na 4.6", "replace 4.5 4.6"),
        ("zamiast 4.5 daj 4.6 i 4.7", "replace 4.5 4.6 4.7"),
        ("weź 4.6 zamiast 4.5", "replace 4.5 4.6"),
        ("w miejsce pierwszej wpisz 4.6", "replace #1 4.6"),
        ("zastąp 4.5 działaniem 4.6", "replace 4.5 4.6"),
        ("zostaw tylko 4.5", "keep 4.5"),
        ("niech zostanie wyłącznie 4.5", "keep 4.5"),
        ("tylko 4.5 zostaje, reszta won", "keep 4.5"),
        ("zachowaj 4.5, pozostałe skasuj", "keep 4.5"),
        ("samo 4.5", "keep 4.5"),
        ("zostaw 4.5", "add 4.5"),
        ("4.5 na początek", "move@1 4.5"),
        ("przesuń drugą na sam koniec", "move@-1 #2"),
        ("4.5 na drugie miejsce", "move@2 4.5"),
        ("najpierw 4.5, potem 4.1, na końcu 1.1", "move@1 4.5 4.1; move@-1 1.1"),
        ("dla nas najważniejsze jest 4.5", "move@1 4.5"),
        ("zamień miejscami 4.5 i 4.1", "move@0 4.5 4.1"),
        ("4.5 przed 4.1", "move 4.5 4.1"),
        ("4.5 po 4.1", "move 4.1 4.5"),
        ("zamień kolejność", "move@0"),
    ],
)
def test_an_operation(parser: Parser, text: str, expected: str) -> None:
    assert told(parser.parse(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dodaj 1.4 i 3.2, usuń pierwszą, a potem najpierw 4.1", "add 1.4 3.2; remove #1; move@1 4.1"),
        ("dodaj 1.4 usuń 3.2", "add 1.4; remove 3.2"),
        ("1.4 wyrzuć, 3.2 dodaj", "remove 1.4; add 3.2"),
        ("1.4, 3.2 wyrzuć", "remove 1.4 3.2"),
        ("1.4, a 3.2 wyrzuć", "add 1.4; remove 3.2"),
        ("do deklaracji proszę dodać: 1.4; 3.2; 4.1.", "add 1.4 3.2 4.1"),
        ("dodaj 1.4. Jeszcze 3.2.", "add 1.4 3.2"),
        ("dodaj 1.4, a ile trwa 3.2?", "add 1.4; ? 3.2"),
    ],
)
def test_several_wishes(parser: Parser, text: str, expected: str) -> None:
    assert told(parser.parse(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("wszystkie poza drugą", "all !#2*"),
        ("wszystkie prócz 1.2, 1.3 i 1.5", "all !1.2 !1.3 !1.5*"),
        ("weź całość z wyjątkiem ostatniej", "add all !#-1"),
        ("poza drugą", "!#2*"),
        ("bez 1.4", "remove !1.4"),
        ("1.4 jednak nie", "remove 1.4"),
        ("nie bierzemy 1.4 ani 3.2", "remove 1.4 3.2"),
        ("nie 1.4, tylko 3.2", "add !1.4 3.2"),
        ("3.2, a nie 1.4", "3.2 !1.4*"),
        ("biorę 1.4, ale nie 3.2", "add 1.4 !3.2"),
        ("pierwsza tak druga nie trzecia tak", "add #1 !#2; add #3"),
        ("raczej 1.4 niż 3.2", "1.4 !3.2*"),
        ("nie usuwaj 1.4", "1.4"),
        ("nie rezygnujemy z 1.4", "1.4"),
        ("nie tylko 1.4, ale też 3.2", "add 1.4; add 3.2"),
        ("czemu nie, 1.4", "1.4*"),
        ("bez dwóch zdań 1.4", "1.4*"),
        ("bez zmian, tylko jeszcze 1.4", "add 1.4"),
        ("nie mamy 1.4", "1.4"),
        ("nie wiem, czy dodać 1.4", "? 1.4"),
        ("trzecia odpada, resztę dodaj", "remove #3; add !#3 rest"),
    ],
)
def test_negation(parser: Parser, text: str, expected: str) -> None:
    assert told(parser.parse(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dodaj 1.4, nie, czekaj, 3.2", "add 3.2"),
        ("dodaj 1.4, to znaczy 3.2", "add 3.2"),
        ("dodaj 1.1 i 1.4, tfu, 3.2", "add 1.1 3.2"),
        ("dodaj 1.1 i 1.4, przepraszam, 3.2 i 3.3", "add 3.2 3.3"),
        ("biorę drugą, a właściwie nie, pierwszą", "add #1"),
        ("nie, miałem na myśli 3.2", "replace 3.2"),
    ],
)
def test_only_the_last_word_counts(parser: Parser, text: str, expected: str) -> None:
    assert told(parser.parse(text)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "ile kosztuje 1.4?",
        "1.4 kto prowadzi",
        "opowiedz mi o 1.4",
        "co to jest regranting",
        "czy dodać 1.4?",
        "a może 1.4?",
        "jak usunąć 1.4",
        "1.4 czy 3.2?",
        "chcemy uzupełnić strategię gminy",
        "chcemy, żeby klauzule zadziałały",
        "chcielibyśmy udostępniać lokale organizacjom",
        "brakuje nam inkubatora",
        "urząd wybrał 1.4 w zeszłym roku",
        "wójt bierze pod uwagę 1.4",
        "mogłaby brać pieniądze za zajęcia",
        "dopisz: sekretarz jest za",
        "dodaj uwagę do 1.4",
        "zapisz przy 1.4, że to pilne",
        "usuń moje dane",
        "to wszystko, dziękuję",
        "dzięki za wszystko",
        "nic więcej nie dodawaj",
        "wszystkie organizacje w gminie",
        "",
        "?!",
    ],
)
def test_no_wish_to_change(parser: Parser, text: str) -> None:
    for clause in parser.parse(text):
        assert clause.operation in (None, "show") or not clause.targets
        assert not clause.bare


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dodaj regranting i klauzule społeczne", "add 2.2 4.6"),
        ("DODAJ REGRANTING", "add 2.2"),
        ("usun klauzule spoleczne", "remove 4.6"),
        ("zrezygnujmy z inkubatora", "remove 2.3"),
        ("chcemy klauzule społeczne", "add 4.6"),
        ("wszystkie oprócz regrantingu", "all !2.2*"),
        ("regranting tak, inkubator nie", "add 2.2 !2.3"),
        ("zamiast regrantingu inkubator", "replace 2.2 2.3"),
        ("1.4 i jeszcze klauzule", "1.4 4.6*"),
        ("dopisz utworzenie CIS-u", "add 3.3"),
    ],
)
def test_names(parser: Parser, text: str, expected: str) -> None:
    assert told(parser.parse(text)) == expected


def test_a_bare_name_of_an_action_and_a_term_gives_both(parser: Parser) -> None:
    (clause,) = parser.parse("regranting")
    kinds = [target.kind for target in clause.targets]
    assert clause.bare
    assert kinds[:2] == ["action", "term"]


def test_every_name_and_alias_finds_its_action(parser: Parser, base: Base) -> None:
    shared: dict[str, set[str]] = {}
    for action in base.actions.values():
        for name in (action.name, *action.aliases):
            shared.setdefault(name.lower(), set()).add(action.id)
    for name, ids in shared.items():
        if len(ids) == 1:
            found = {target.id for clause in parser.parse(f"dodaj {name}") for target in clause.targets}
            assert ids <= found, name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("dodaj to z lokalami", "add 2.1~"),
        ("usuń tę sprawę lokali", "remove 2.1~"),
        ("wpisz sprawy lokalowe i większe pieniądze", "add 2.1~ 4.2~"),
        ("zaznacz to porozumienie, które dotyczy świetlicy", "add 4.3~"),
        ("chcemy lokali dla wszystkich", ""),
        ("dodaj coś zupełnie innego", "add"),
    ],
)
def test_loose_descriptions(parser: Parser, text: str, expected: str) -> None:
    assert told(parser.parse(text)) == expected


def test_a_loose_description_carries_its_probability_and_runners_up(parser: Parser) -> None:
    (target,) = parser.parse("dodaj to z lokalami")[0].targets
    assert (target.score, target.others) == (0.9, ("1.2", "1.3"))


def test_without_a_classifier_nothing_is_guessed(base: Base) -> None:
    assert told(Parser(base).parse("dodaj to z samochodami")) == "add"


def test_the_text_of_a_clause_is_what_was_written(parser: Parser) -> None:
    clauses = parser.parse("Dodaj 1.4, potem usuń 3.2")
    assert [clause.text for clause in clauses] == ["Dodaj 1.4", "potem usuń 3.2"]
