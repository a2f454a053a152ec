"""Erasing leaves nothing, and touches nobody else; retention does the same to what is old."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, insert, select, text, update

from bot.store import Ledger, Store, TooManyTries, TurnResult, purge, rows_of
from bot.store.backup import events
from bot.store.plain import now
from bot.store.tables import conversation, metadata, selection, selection_item, unanswered

ANN, BOB = "a" * 32, "b" * 32
CODE = "żaba kot młyn 47"
ALL = {"conversation", "turn_log", "history", "feedback", "handover", "selection", "resume_code", "resume_attempt"}


def live(store: Store, key: str, code: str, mark: str = "") -> None:
    """A conversation that leaves something in every table."""

    def work(state: dict[str, Any] | None, ledger: Ledger) -> TurnResult:
        item = {"id": "2.1", "note": f"notatka {mark}", "person": f"osoba {mark}", "quarter": "2027-Q1"}
        ledger.save_selection([item, {"id": "1.1"}], unit_kind="jst", unit_name=f"Gmina {mark}")
        ledger.new_code(code)
        ledger.add_feedback(1, f"uwaga {mark}", {"kind": "action"})
        ledger.add_handover(f"kontakt {mark}", f"podsumowanie {mark}")
        ledger.note_unanswered("jak piec chleb", "out_of_scope")
        ledger.note("user", {"text": f"pytanie {mark}"})
        ledger.note("bot", {"text": f"odpowiedź {mark}"})
        ledger.resolve_code("zły kod 1")
        return TurnResult({"draft": [f"szkic {mark}"]}, {"texts": [f"karta {mark}"]})

    store.turn(key, "m1", "web", work)


def rasa_events(store: Store, *made: tuple[str, float]) -> None:
    with store.database.write() as connection:
        events.create(connection, checkfirst=True)
        for key, timestamp in made:
            row = {"sender_id": key, "type_name": "user", "timestamp": timestamp, "data": f'{{"sender": "{key}"}}'}
            connection.execute(insert(events).values(row))


def erase(store: Store, key: str) -> dict[str, int]:
    reply = store.turn(key, "gone", "web", lambda state, ledger: TurnResult(None, {"gone": ledger.erase()}))
    return dict(reply["gone"])


def counts(store: Store) -> dict[str, int]:
    with store.database.read() as connection:
        return {
            name: connection.scalar(select(func.count()).select_from(table)) or 0
            for name, table in metadata.tables.items()
        }


def age(store: Store, key: str, days: int) -> None:
    with store.database.write() as connection:
        old = now() - timedelta(days=days)
        connection.execute(update(conversation).where(conversation.c.key == key).values(updated=old))


def test_the_proof_finds_the_key_in_every_table(store: Store) -> None:
    live(store, ANN, CODE)
    rasa_events(store, (ANN, 1.0), (BOB, 1.0), (ANN, 2.0))
    with store.database.write() as connection:
        connection.execute(text("CREATE TABLE anything (n INTEGER, said TEXT)"))
        connection.execute(text(f"INSERT INTO anything VALUES (1, 'before {ANN} after')"))
    assert set(rows_of(store, ANN)) == {*ALL, "events", "anything"}
    assert rows_of(store, ANN)["events"] == 2
    assert rows_of(store, "c" * 32) == {}
    assert rows_of(store, "%") == {}


def test_erasing_takes_everything_of_one_and_nothing_of_others(store: Store) -> None:
    live(store, BOB, "inny kod 2")
    alone = counts(store)
    live(store, ANN, CODE)
    gone = erase(store, ANN)
    assert set(gone) == {*ALL, "selection_item"}
    assert gone["selection_item"] == 2
    assert rows_of(store, ANN) == {}
    left = counts(store)
    assert left.pop("unanswered") == 2  # belongs to nobody
    assert left.pop("resume_attempt") == 2  # counts on, without its key
    assert left == {name: number for name, number in alone.items() if name in left}
    store.turn(ANN, "next", "web", lambda state, ledger: TurnResult({"new": state is None}, {}))
    assert store.state(ANN) == {"new": True}
    assert set(rows_of(store, ANN)) == {"conversation", "turn_log"}


def test_erased_words_are_not_in_the_file(sqlite_url: str) -> None:
    with Store(sqlite_url) as store:
        store.migrate()
        live(store, BOB, "inny kod 2", "ZOSTAJE")
        live(store, ANN, CODE, "ZNIKA")
        erase(store, ANN)
        path = Path(store.database.engine.url.database or "")
        content = b"".join(file.read_bytes() for file in path.parent.glob("store.db*"))
    assert b"ZOSTAJE" in content
    assert b"ZNIKA" not in content
    assert ANN.encode() not in content


def test_in_a_shared_line_only_the_own_versions_go(store: Store, do: Any) -> None:
    live(store, ANN, CODE)
    do(BOB, lambda ledger: ledger.resolve_code(CODE))
    do(BOB, lambda ledger: ledger.save_selection([{"id": "3.3"}]))
    reference = do(BOB, lambda ledger: ledger.newest())["reference"]
    erase(store, ANN)
    assert rows_of(store, ANN) == {}
    assert [version["version"] for version in do(BOB, lambda ledger: ledger.history())] == [2]
    assert do("c" * 32, lambda ledger: ledger.resolve_code(CODE))["items"][0]["id"] == "3.3"  # the others' way back
    saved = do(BOB, lambda ledger: ledger.save_selection([{"id": "4.4"}]))
    assert (saved["version"], saved["reference"]) == (3, reference)


def test_a_line_nobody_is_left_in_loses_its_codes(store: Store, do: Any) -> None:
    live(store, ANN, CODE)
    do(BOB, lambda ledger: ledger.resolve_code(CODE))
    erase(store, ANN)
    erase(store, BOB)
    assert counts(store)["resume_code"] == 0


def test_purge_takes_what_is_old(store: Store) -> None:
    live(store, ANN, CODE)
    live(store, BOB, "inny kod 2")
    age(store, ANN, 31)
    moment = now().timestamp()
    rasa_events(store, (ANN, moment - 40 * 86400), (BOB, moment))
    with store.database.write() as connection:
        connection.execute(update(unanswered).values(created=now() - timedelta(days=31)))
    gone = purge(store, 30)
    assert gone["conversation"] == gone["selection"] == gone["events"] == 1
    assert gone["unanswered"] == 2
    assert rows_of(store, ANN) == {}
    assert set(rows_of(store, BOB)) == {*ALL, "events"}
    assert purge(store, 30) == {}
    with pytest.raises(ValueError, match="at least 1"):
        purge(store, 0)


def test_purge_may_keep_selections_without_their_people(store: Store) -> None:
    live(store, ANN, CODE, "PRYWATNE")
    age(store, ANN, 31)
    purge(store, 30, keep_selections=True)
    assert rows_of(store, ANN) == {}
    assert rows_of(store, "PRYWATNE") == {}
    with store.database.read() as connection:
        kept = connection.execute(select(selection)).one()
        ids = list(connection.scalars(select(selection_item.c.action_id).order_by(selection_item.c.position)))
    assert (kept.conversation, kept.unit_kind, kept.unit_name, ids) == (None, "jst", "", ["2.1", "1.1"])
    assert counts(store)["resume_code"] == 0


def test_too_many_tries_of_the_erased_still_count(store: Store, do: Any) -> None:
    def guess(ledger: Ledger) -> int:
        for number in range(10):
            try:
                ledger.resolve_code(f"kod {number}")
            except TooManyTries:
                return number
        return -1

    assert do(ANN, guess) == 5
    erase(store, ANN)
    assert counts(store)["resume_attempt"] == 5
