"""One turn is one transaction, and one message is answered once."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from bot.store import Ledger, Store, StoreUnavailable, TurnResult
from bot.store.tables import conversation, turn_log

ANN, BOB = "a" * 32, "b" * 32
shared = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=40)


def count_up(state: dict[str, Any] | None, ledger: Ledger) -> TurnResult:
    number = (state or {}).get("n", 0) + 1
    return TurnResult({"n": number}, {"n": number})


def forget(state: dict[str, Any] | None, ledger: Ledger) -> TurnResult:
    return TurnResult(None, {"gone": ledger.erase()})


def rows(store: Store, table: Any) -> int:
    with store.database.read() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0


def test_state_passes_from_turn_to_turn(store: Store) -> None:
    assert store.state(ANN) is None
    assert store.turn(ANN, "1", "web", count_up) == {"n": 1}
    assert store.turn(ANN, "2", "web", count_up) == {"n": 2}
    assert store.turn(BOB, "1", "web", count_up) == {"n": 1}
    assert store.state(ANN) == {"n": 2}


def test_a_repeated_message_gets_the_same_reply_without_work(store: Store) -> None:
    first = store.turn(ANN, "1", "web", lambda state, ledger: TurnResult({}, {"texts": ["żółć", None], "t": (1, 2)}))

    def never(state: dict[str, Any] | None, ledger: Ledger) -> TurnResult:
        raise AssertionError("work was called")

    assert store.turn(ANN, "1", "web", never) == first == {"texts": ["żółć", None], "t": [1, 2]}


def test_without_a_message_id_every_turn_counts(store: Store) -> None:
    assert [store.turn(ANN, None, "web", count_up)["n"] for _ in range(3)] == [1, 2, 3]
    assert rows(store, turn_log) == 0


def test_a_turn_that_raises_leaves_nothing(store: Store) -> None:
    store.turn(ANN, "1", "web", count_up)

    def fail(state: dict[str, Any] | None, ledger: Ledger) -> TurnResult:
        ledger.save_selection([{"id": "2.1"}])
        ledger.add_feedback(1)
        ledger.note("user", "x")
        raise RuntimeError("boom")

    for key in (ANN, BOB):
        with pytest.raises(RuntimeError, match="boom"):
            store.turn(key, "2", "web", fail)
    assert store.state(ANN) == {"n": 1}
    assert store.state(BOB) is None
    assert rows(store, conversation) == 1
    assert store.history(ANN) == []
    assert store.turn(ANN, "2", "web", count_up) == {"n": 2}


def test_a_reply_that_is_no_json_leaves_nothing(store: Store) -> None:
    with pytest.raises(TypeError):
        store.turn(ANN, "1", "web", lambda state, ledger: TurnResult({}, {"x": object()}))
    assert rows(store, conversation) == 0


def test_role_and_kb_are_kept_until_they_change(store: Store) -> None:
    store.turn(ANN, None, "web", lambda state, ledger: TurnResult({}, {}, role="jst", kb="2026.11-abc"))
    store.turn(ANN, None, "telegram", lambda state, ledger: TurnResult({}, {}))
    with store.database.read() as connection:
        row = connection.execute(select(conversation)).one()
    assert (row.role, row.kb, row.channel) == ("jst", "2026.11-abc", "telegram")
    assert row.created <= row.updated
    assert row.updated.utcoffset().total_seconds() == 0


def test_the_newest_fifty_replies_are_remembered(store: Store) -> None:
    for number in range(60):
        store.turn(ANN, str(number), "web", count_up)
    store.turn(BOB, "0", "web", count_up)
    assert rows(store, turn_log) == 51
    assert store.turn(ANN, "10", "web", count_up) == {"n": 11}
    assert store.turn(ANN, "9", "web", count_up) == {"n": 61}


def test_an_erased_conversation_leaves_no_row_and_starts_anew(store: Store) -> None:
    store.turn(ANN, "1", "web", count_up)
    assert store.turn(ANN, "2", "web", forget) == {"gone": {"turn_log": 1, "conversation": 1}}
    assert store.state(ANN) is None
    assert rows(store, conversation) == rows(store, turn_log) == 0
    assert store.turn(ANN, "1", "web", count_up) == {"n": 1}


def test_state_none_alone_erases_too(store: Store) -> None:
    store.turn(ANN, "1", "web", count_up)
    store.turn(ANN, "2", "web", lambda state, ledger: TurnResult(None, {}))
    assert rows(store, conversation) == rows(store, turn_log) == 0


def test_erasing_and_going_on_in_one_turn(store: Store) -> None:
    store.turn(ANN, "1", "web", count_up)

    def anew(state: dict[str, Any] | None, ledger: Ledger) -> TurnResult:
        old = ledger.line
        ledger.erase()
        return TurnResult({"n": 0}, {"line": old})

    reply = store.turn(ANN, "2", "web", anew)
    assert store.state(ANN) == {"n": 0}
    assert store.turn(ANN, "2", "web", count_up) == reply
    assert store.turn(ANN, "3", "web", lambda s, ledger: TurnResult(s, {"line": ledger.line})) != reply


def test_history_is_kept_in_order_and_trimmed(store: Store) -> None:
    assert store.remember(ANN, "user", "x") is False
    store.turn(ANN, None, "web", count_up)

    def talk(state: dict[str, Any] | None, ledger: Ledger) -> TurnResult:
        for number in range(203):
            ledger.note("user" if number % 2 else "bot", {"n": number})
        return TurnResult(state, {})

    store.turn(ANN, None, "web", talk)
    assert store.remember(ANN, "bot", ["ż"]) is True
    said = store.history(ANN)
    assert [line["content"] for line in said] == [{"n": number} for number in range(4, 203)] + [["ż"]]
    assert said[0]["who"] == "bot"
    assert said[0]["created"].endswith("Z")
    assert store.history(BOB) == []


def test_a_telegram_update_is_seen_once(store: Store) -> None:
    assert [store.first_sight(number) for number in (7_000_000_000, 2, 7_000_000_000)] == [True, True, False]


def test_odd_message_ids(store: Store) -> None:
    for odd in ("x" * 5000, "a\0b", "\ud800", "", "ż", "'; --"):
        first = store.turn(ANN, odd, "web", count_up)
        assert store.turn(ANN, odd, "web", count_up) == first
    assert store.state(ANN) == {"n": 6}


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(st.characters()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(st.characters()), inner, max_size=3),
    max_leaves=8,
)


@shared
@given(state=st.dictionaries(st.text(), anything, max_size=3), reply=st.dictionaries(st.text(), anything, max_size=3))
def test_any_json_comes_back_as_it_was(store: Store, state: dict[str, Any], reply: dict[str, Any]) -> None:
    assert store.turn(ANN, None, "web", lambda old, ledger: TurnResult(state, reply)) == reply
    assert store.state(ANN) == state


deliveries = st.lists(st.tuples(st.sampled_from([ANN, BOB]), st.integers(0, 12), st.booleans()), max_size=40)


@shared
@given(deliveries)
def test_however_messages_repeat_each_is_answered_once(store: Store, told: list[tuple[str, int, bool]]) -> None:
    """The model: the first delivery that does not fail counts; all later ones get its reply."""
    for key in (ANN, BOB):
        store.turn(key, None, "web", forget)
    replies: dict[tuple[str, int], int] = {}
    counts: Counter[str] = Counter()
    for key, message, fails in told:

        def work(state: dict[str, Any] | None, ledger: Ledger, fails: bool = fails) -> TurnResult:
            ledger.save_selection([{"id": "1.1"}])
            if fails:
                raise RuntimeError
            return count_up(state, ledger)

        try:
            got = store.turn(key, str(message), "web", work)["n"]
        except RuntimeError:
            assert (key, message) not in replies
            continue
        if (key, message) not in replies:
            counts[key] += 1
            replies[key, message] = counts[key]
        assert got == replies[key, message]
    for key in (ANN, BOB):
        assert (store.state(key) or {"n": 0})["n"] == counts[key]
        made = store.turn(key, None, "web", lambda s, ledger: TurnResult(s, {"v": len(ledger.history())}))
        assert made["v"] == counts[key]


def test_threads_lose_and_double_nothing(store: Store) -> None:
    """Six threads deliver the same thirty messages of two conversations, in different orders."""
    calls: Counter[tuple[str, str]] = Counter()
    lock = threading.Lock()

    def deliver(worker: int) -> list[int]:
        got = []
        for step in range(30):
            message = str((step * 7 + worker * 5) % 30)
            for key in (ANN, BOB):

                def work(
                    state: dict[str, Any] | None, ledger: Ledger, key: str = key, message: str = message
                ) -> TurnResult:
                    with lock:
                        calls[key, message] += 1
                    return count_up(state, ledger)

                got.append(store.turn(key, message, "web", work)["n"])
        return got

    with ThreadPoolExecutor(6) as pool:
        answers = [sorted(got) for got in pool.map(deliver, range(6))]
    assert store.state(ANN) == store.state(BOB) == {"n": 30}
    assert set(calls.values()) == {1}
    assert all(got == sorted([*range(1, 31), *range(1, 31)]) for got in answers)


def test_processes_lose_nothing(store: Store, database_url: str) -> None:
    """Three processes count up the same conversation, beside this one."""
    script = (
        "import sys\nfrom bot.store import Store, TurnResult\n"
        "store = Store(sys.argv[1])\n"
        "for step in range(40):\n"
        "    store.turn('a' * 32, None, 'web', lambda s, l: TurnResult({'n': (s or {}).get('n', 0) + 1}, {}))\n"
        "store.close()\n"
    )
    started = [subprocess.Popen([sys.executable, "-c", script, database_url]) for _ in range(3)]
    for _ in range(40):
        store.turn(ANN, None, "web", count_up)
    assert [process.wait(60) for process in started] == [0, 0, 0]
    assert store.state(ANN) == {"n": 160}


def test_erasing_while_others_write(store: Store) -> None:
    """Whatever comes first: no error, and after the last erasure nothing is left."""

    def churn(worker: int) -> None:
        for step in range(25):
            store.turn(ANN, f"{worker}-{step}", "web", forget if (step + worker) % 3 == 0 else count_up)
            store.remember(ANN, "user", "x")

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(churn, range(4)))
    store.turn(ANN, None, "web", forget)
    assert rows(store, conversation) == rows(store, turn_log) == 0


def test_a_turn_inside_a_turn_is_refused_and_harms_nothing(sqlite_url: str) -> None:
    with Store(sqlite_url, busy_ms=100) as store:
        store.migrate()

        def nested(state: dict[str, Any] | None, ledger: Ledger) -> TurnResult:
            return TurnResult({}, store.turn(BOB, None, "web", count_up))

        with pytest.raises(StoreUnavailable, match="locked"):
            store.turn(ANN, None, "web", nested)
        assert store.turn(ANN, None, "web", count_up) == {"n": 1}


def test_a_process_that_dies_in_a_turn_leaves_nothing_and_blocks_nobody(store: Store, database_url: str) -> None:
    script = (
        "import os, sys\nfrom bot.store import Store\n"
        "def die(state, ledger):\n"
        "    ledger.save_selection([{'id': '1.1'}])\n"
        "    os.kill(os.getpid(), 9)\n"
        "Store(sys.argv[1]).turn('a' * 32, '1', 'web', die)\n"
    )
    store.turn(ANN, "0", "web", count_up)
    assert subprocess.run([sys.executable, "-c", script, database_url], check=False).returncode == -9
    assert store.turn(ANN, "1", "web", lambda s, ledger: TurnResult(s, {"kept": ledger.history()})) == {"kept": []}
    assert store.state(ANN) == {"n": 1}
