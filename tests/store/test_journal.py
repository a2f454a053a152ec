"""The ledger: versions, references, codes that lead to a shared line, and what is kept beside."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import MetaData, select

from bot.store import Ledger, Limits, Stale, Store, TooManyTries, TurnResult, feedback, handovers, unanswered
from bot.store.plain import now
from bot.store.tables import resume_attempt

ANN, BOB, EVE = "a" * 32, "b" * 32, "e" * 32
CODE = "żaba kot młyn 47"


def chosen(*ids: str) -> list[dict[str, Any]]:
    return [{"id": action, "note": "", "person": "", "quarter": ""} for action in ids]


def everything(store: Store) -> str:
    """All that is in the database, as one text."""
    reflected = MetaData()
    with store.database.read() as connection:
        reflected.reflect(connection)
        return "\n".join(str(row) for table in reflected.sorted_tables for row in connection.execute(select(table)))


def test_versions_keep_order_and_reference(do: Any) -> None:
    note = {"id": "2.1", "note": "rozmawiałem z sekretarzem", "person": "A. B.", "quarter": "2027-Q1"}
    first = do(ANN, lambda ledger: ledger.save_selection([*chosen("4.4"), note], unit_kind="jst", role="jst", kb="k1"))
    second = do(ANN, lambda ledger: ledger.save_selection(chosen("1.1"), unit_name="Gmina", expected_version=1))
    year = now().year
    assert (first["version"], first["reference"]) == (1, f"D-{year}-000001")
    assert (second["version"], second["reference"]) == (2, f"D-{year}-000001")
    versions = do(ANN, lambda ledger: ledger.history())
    assert [version["version"] for version in versions] == [1, 2]
    assert versions[0]["items"] == [*chosen("4.4"), note]
    assert (versions[0]["unit_kind"], versions[0]["role"], versions[0]["kb"]) == ("jst", "jst", "k1")
    assert do(ANN, lambda ledger: ledger.newest()) == versions[1]
    assert versions[1]["items"] == chosen("1.1")
    assert versions[1]["created"] == second["created"]
    other = do(BOB, lambda ledger: ledger.save_selection(chosen("1.2")))
    assert (other["version"], other["reference"]) == (1, f"D-{year}-000002")


def test_nothing_stored_yet(do: Any) -> None:
    assert do(ANN, lambda ledger: [ledger.newest(), ledger.history()]) == [None, []]


def test_a_withdrawal_is_a_version_without_items(do: Any) -> None:
    do(ANN, lambda ledger: ledger.save_selection(chosen("1.1")))
    do(ANN, lambda ledger: ledger.save_selection([], withdrawn=True))
    newest = do(ANN, lambda ledger: ledger.newest())
    assert (newest["version"], newest["withdrawn"], newest["items"]) == (2, True, [])


def test_a_reference_is_not_given_twice(do: Any) -> None:
    first = do(ANN, lambda ledger: ledger.save_selection(chosen("1.1")))
    do(ANN, lambda ledger: ledger.erase())
    second = do(ANN, lambda ledger: ledger.save_selection(chosen("1.1")))
    assert first["reference"] != second["reference"]


def test_two_people_share_a_line_and_see_who_changed_what(do: Any) -> None:
    do(ANN, lambda ledger: [ledger.save_selection(chosen("1.1"), unit_name="Gmina"), ledger.new_code(CODE)])
    joined = do(BOB, lambda ledger: ledger.resolve_code("Zaba-Kot, MŁYN47"), "telegram")
    assert (joined["version"], joined["own"], joined["items"]) == (1, False, chosen("1.1"))
    assert joined["line"] == do(ANN, lambda ledger: ledger.line)
    do(BOB, lambda ledger: ledger.save_selection(chosen("1.1", "2.2"), expected_version=1), "telegram")
    seen = do(ANN, lambda ledger: ledger.history())
    assert [(version["version"], version["own"], version["channel"]) for version in seen] == [
        (1, True, "web"),
        (2, False, "telegram"),
    ]

    def late(ledger: Ledger) -> Any:
        with pytest.raises(Stale) as caught:
            ledger.save_selection(chosen("3.3"), expected_version=1)
        return caught.value.newest

    assert do(ANN, late)["items"] == chosen("1.1", "2.2")
    assert do(ANN, lambda ledger: ledger.save_selection(chosen("3.3"), expected_version=2))["version"] == 3


def test_an_unknown_code_joins_nothing(do: Any) -> None:
    line = do(ANN, lambda ledger: ledger.line)
    assert do(ANN, lambda ledger: ledger.resolve_code("nie ma takiego 1")) is None
    assert do(ANN, lambda ledger: ledger.line) == line


def test_a_code_in_use_is_refused(do: Any) -> None:
    assert do(ANN, lambda ledger: ledger.new_code(CODE)) is True
    assert do(BOB, lambda ledger: ledger.new_code("zaba kot mlyn 47")) is False


@pytest.mark.parametrize("secret", ["", "tajne"])
def test_the_code_itself_is_kept_nowhere(database_url: str, secret: str) -> None:
    def make(state: dict[str, Any] | None, ledger: Ledger) -> TurnResult:
        ledger.save_selection(chosen("1.1"))
        return TurnResult({}, {"new": ledger.new_code(CODE)})

    def find(state: dict[str, Any] | None, ledger: Ledger) -> TurnResult:
        return TurnResult({}, {"found": ledger.resolve_code(CODE) is not None})

    with Store(database_url, secret=secret) as store:
        store.migrate()
        store.turn(ANN, None, "web", make)
        kept = everything(store).casefold()
        assert "żaba" not in kept
        assert "zaba" not in kept
    with Store(database_url, secret=secret) as store:
        assert store.turn(BOB, None, "web", find) == {"found": True}
    with Store(database_url, secret="inne") as store:
        assert store.turn(EVE, None, "web", find) == {"found": False}


def save_one(state: dict[str, Any] | None, ledger: Ledger) -> TurnResult:
    return TurnResult({}, ledger.save_selection(chosen("2.2")))


def wrong(ledger: Ledger) -> str:
    try:
        return str(ledger.resolve_code("zły kod 1"))
    except TooManyTries:
        return "wait"


def test_wrong_codes_are_limited_for_one_conversation(do: Any, store: Store) -> None:
    do(ANN, lambda ledger: [ledger.save_selection(chosen("1.1")), ledger.new_code(CODE)])
    assert [do(EVE, wrong) for _ in range(7)] == ["None"] * 5 + ["wait"] * 2

    def right(ledger: Ledger) -> str:
        with pytest.raises(TooManyTries, match="900 s"):
            ledger.resolve_code(CODE)
        return "refused"

    assert do(EVE, right) == "refused"
    assert do(BOB, lambda ledger: ledger.resolve_code(CODE))["version"] == 1
    past = now() - timedelta(minutes=20)
    with store.database.write() as connection:
        connection.execute(resume_attempt.update().values(created=past))
    assert do(EVE, wrong) == "None"
    with store.database.read() as connection:
        assert len(connection.execute(select(resume_attempt)).all()) == 1  # old tries are forgotten


def test_wrong_codes_are_limited_altogether_and_erasing_does_not_help(database_url: str) -> None:
    with Store(database_url, limits=Limits(own=2, overall=6)) as store:
        store.migrate()

        def guess(state: dict[str, Any] | None, ledger: Ledger) -> TurnResult:
            said = wrong(ledger)
            ledger.erase()
            return TurnResult(None, {"said": said})

        said = [store.turn(f"{number:032x}", None, "web", guess)["said"] for number in range(9)]
        assert said == ["None"] * 6 + ["wait"] * 3


def test_two_people_saving_at_once_make_two_versions(store: Store, do: Any) -> None:
    do(ANN, lambda ledger: [ledger.save_selection(chosen("1.1")), ledger.new_code(CODE)])
    do(BOB, lambda ledger: ledger.resolve_code(CODE))
    start = threading.Barrier(2)

    def save(key: str) -> None:
        start.wait()
        for _ in range(15):
            store.turn(key, None, "web", save_one)

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(save, [ANN, BOB]))
    assert [version["version"] for version in do(ANN, lambda ledger: ledger.history())] == list(range(1, 32))


def test_of_two_savers_that_saw_the_same_version_one_is_told(store: Store, do: Any) -> None:
    do(ANN, lambda ledger: [ledger.save_selection(chosen("1.1")), ledger.new_code(CODE)])
    do(BOB, lambda ledger: ledger.resolve_code(CODE))
    start = threading.Barrier(2)

    def save(key: str) -> str:
        def work(state: dict[str, Any] | None, ledger: Ledger) -> TurnResult:
            try:
                ledger.save_selection(chosen("2.2"), expected_version=1)
            except Stale:
                return TurnResult(state, {"said": "stale"})
            return TurnResult(state, {"said": "saved"})

        start.wait()
        return str(store.turn(key, None, "web", work)["said"])

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(save, [ANN, BOB])) == ["saved", "stale"]


def test_first_references_given_at_once_differ(store: Store) -> None:
    def save(number: int) -> str:
        return str(store.turn(f"{number:032x}", None, "web", save_one)["reference"])

    with ThreadPoolExecutor(6) as pool:
        references = sorted(pool.map(save, range(24)))
    assert references == [f"D-{now().year}-{number:06d}" for number in range(1, 25)]


def test_feedback_handover_and_unanswered(store: Store, do: Any) -> None:
    do(ANN, lambda ledger: ledger.add_feedback(-1, "za\0 długie", {"kind": "action", "ids": ["2.1"]}))
    do(ANN, lambda ledger: ledger.add_handover("[telefon]", "dwa działania"))
    do(ANN, lambda ledger: ledger.note_unanswered("jak piec chleb", "out_of_scope"), "telegram")
    assert [(row["rating"], row["comment"], row["about"]["ids"]) for row in feedback(store)] == [
        (-1, "za długie", ["2.1"])
    ]
    assert handovers(store)[0]["summary"] == "dwa działania"
    (kept,) = unanswered(store)
    assert (kept["text"], kept["kind"], kept["channel"]) == ("jak piec chleb", "out_of_scope", "telegram")
    assert kept["created"].endswith(":00:00Z")
    assert handovers(store, since=now() + timedelta(hours=1)) == []


def test_text_that_no_database_takes(do: Any) -> None:
    do(ANN, lambda ledger: ledger.save_selection([{"id": "1.1", "note": "a\0b\ud800"}], unit_name="\0x"))
    newest = do(ANN, lambda ledger: ledger.newest())
    assert (newest["items"][0]["note"], newest["unit_name"]) == ("ab?", "x")


def test_what_content_looked_like_is_kept_once(store: Store) -> None:
    def keep(state: dict[str, Any] | None, ledger: Ledger) -> TurnResult:
        ledger.keep_content("2026.11-abc", {"2.1": {"time": "x"}})
        ledger.keep_content("2026.11-abc", {"2.1": {"time": "y"}})
        return TurnResult({}, {"kept": ledger.content("2026.11-abc"), "none": ledger.content("2026.12-def")})

    assert store.turn("a" * 32, "1", "web", keep) == {"kept": {"2.1": {"time": "x"}}, "none": {}}
