"""E-mail to advisers: nothing is lost, nothing is doubled, nothing private goes out, nobody waits for it."""

from __future__ import annotations

import asyncio
import logging
import re
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from bot.cli import main
from bot.post import delivery
from bot.post.delivery import Postman, digest, handovers
from bot.post.mail import PostError
from bot.settings import Settings, SettingsError
from bot.store import Ledger, Store, TurnResult, outbox
from bot.store.inbox import handovers as left
from knowledge.base import Base
from knowledge.shelf import Shelf
from tests.conftest import wait_for
from tests.post.conftest import Box

ANN, BOB = "a" * 32, "b" * 32


def do(store: Store, key: str, deed: Callable[[Ledger], Any]) -> Any:
    return store.turn(key, None, "web", lambda state, ledger: TurnResult({}, {"out": deed(ledger)}))["out"]


def save(store: Store, key: str, *ids: str, unit: str = "", role: str | None = None) -> str:
    items = [{"id": i, "note": f"notatka o {i}", "person": "Anna Poufna"} for i in ids]
    made = do(store, key, lambda ledger: ledger.save_selection(items, unit_name=unit, role=role, withdrawn=not ids))
    return str(made["reference"])


def leave(store: Store, key: str, summary: str, contact: str = "") -> str:
    return str(do(store, key, lambda ledger: ledger.add_handover(contact, summary)))


def test_a_digest_tells_new_changed_and_withdrawn(settings: Settings, base: Base, store: Store, box: Box) -> None:
    first = save(store, ANN, "2.1", "4.5", unit="Gmina\nŻółta Łąka", role="jst")
    assert digest(settings, base, store) == 1
    (message,) = box.messages
    assert box.to == [["anna@owes.example", "jan@owes.example"]]
    assert message["From"] == "czat@owes.example"
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Date"]
    assert message["Message-ID"].endswith("@owes.example>")
    body = message.get_content()
    for said in (
        first,
        "Gmina Żółta Łąka (samorząd)",
        f"2.1 {base.actions['2.1'].name}",
        "Nowy wybór",
        "[nazwa ośrodka]",
    ):
        assert said in body
    assert "Poufna" not in body
    assert "notatka" not in body
    assert digest(settings, base, store) == 0
    save(store, ANN, "2.1")
    save(store, BOB, "3.3")
    save(store, BOB)
    assert digest(settings, base, store) == 2
    body = box.messages[1].get_content()
    assert body.index("Zmieniony wybór") < body.index("Wybór wycofano")
    assert "4.5" not in body
    assert "nie podano" in body
    assert len(box.messages) == 2


def test_what_the_server_refuses_is_sent_next_time(settings: Settings, base: Base, store: Store, box: Box) -> None:
    save(store, ANN, "2.1")
    box.refusal = "452 no room"
    with pytest.raises(PostError, match="452"):
        digest(settings, base, store)
    assert len(outbox.new_choices(store)) == 1
    box.refusal = None
    assert digest(settings, base, store) == 1


def test_hand_overs_go_one_by_one_and_none_twice(settings: Settings, base: Base, store: Store, box: Box) -> None:
    numbers = [leave(store, ANN, f"Kto: gmina {n}", "proszę pytać w sekretariacie" if n else "") for n in range(3)]
    assert len(set(numbers)) == 3
    assert all(re.fullmatch(r"P-\d{4}-\d{6}", number) for number in numbers)
    box.refusal, box.accept = "451 later", 1
    with pytest.raises(PostError, match="451"):
        handovers(settings, base, store)
    assert [bool(row["sent"]) for row in left(store)] == [True, False, False]
    box.refusal = None
    assert handovers(settings, base, store) == 2
    assert handovers(settings, base, store) == 0
    bodies = [message.get_content() for message in box.messages]
    assert [number in message["Subject"] and number in body for number, message, body in zip(numbers, box.messages, bodies, strict=True)] == [True] * 3  # fmt: skip
    assert [f"gmina {n}" in body for n, body in enumerate(bodies)] == [True] * 3
    assert ["sekretariacie" in body for body in bodies] == [False, True, True]


def test_what_is_erased_is_not_sent(settings: Settings, base: Base, store: Store, box: Box) -> None:
    leave(store, ANN, "tajemnica")
    save(store, ANN, "1.1")
    leave(store, BOB, "zostaje")
    store.turn(ANN, None, "web", lambda state, ledger: TurnResult(None, {"gone": ledger.erase()}))
    assert (handovers(settings, base, store), digest(settings, base, store)) == (1, 0)
    assert "zostaje" in box.messages[0].get_content()


def test_two_senders_at_once_send_once(settings: Settings, base: Base, store: Store, box: Box) -> None:
    save(store, ANN, "2.1")
    leave(store, ANN, "x")
    with outbox.alone(store) as first:
        assert first
        assert (handovers(settings, base, store), digest(settings, base, store)) == (0, 0)
        with outbox.alone(store) as second:
            assert not second
    assert (handovers(settings, base, store), digest(settings, base, store)) == (1, 1)


def test_the_place_of_one_that_died_is_free_again(store: Store) -> None:
    dead = outbox.alone(store, seconds=-1)
    assert dead.__enter__()
    with outbox.alone(store) as next_one:
        assert next_one


def test_without_a_server_nothing_happens_and_all_waits(base: Base, store: Store, tmp_path: Path) -> None:
    off = Settings.from_env({"DROGOWSKAZ_DATA": str(tmp_path)})
    leave(store, ANN, "czeka")
    with pytest.raises(PostError, match="DROGOWSKAZ_SMTP_HOST"):
        handovers(off, base, store)
    assert len(left(store)) == 1


async def test_the_postman_outlives_a_server_that_is_down(
    settings: Settings, base: Base, store: Store, port: int, monkeypatch: pytest.MonkeyPatch, caplog: Any
) -> None:
    monkeypatch.setattr(delivery, "LONGEST", 0.05)
    leave(store, ANN, "czeka na serwer")
    postman = Postman(settings, Shelf(base), store, every=0.02)
    with caplog.at_level(logging.WARNING):
        postman.start()
        await asyncio.to_thread(wait_for, lambda: len(caplog.records) >= 2)
    assert "czeka" not in caplog.text
    kept = Box()
    server = Controller(kept, hostname="127.0.0.1", port=port)
    server.start()
    try:
        await asyncio.to_thread(wait_for, lambda: bool(left(store)[0]["sent"]))
    finally:
        await postman.aclose()
        server.stop()
    assert len(kept.messages) == 1


async def test_no_postman_without_a_server(base: Base, store: Store, tmp_path: Path) -> None:
    before = asyncio.all_tasks()
    postman = Postman(Settings.from_env({"DROGOWSKAZ_DATA": str(tmp_path)}), Shelf(base), store)
    postman.start()
    assert asyncio.all_tasks() == before
    await postman.aclose()


def test_encryption_and_password(
    settings: Settings, base: Base, store: Store, tmp_path: Path, env: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """STARTTLS is insisted on, the certificate is checked, the password is used."""
    import subprocess

    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost",
         "-addext", "subjectAltName=DNS:localhost", "-keyout", key, "-out", certificate],
        check=True, capture_output=True,
    )  # fmt: skip
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(certificate, key)
    kept = Box()
    more = {"tls_context": served, "require_starttls": True, "auth_required": True, "authenticator": kept.login}
    server = Controller(kept, hostname="127.0.0.1", port=settings.smtp_port, server_kwargs=more)
    leave(store, ANN, "szyfrowane")
    safe = {**env, "DROGOWSKAZ_SMTP_HOST": "localhost", "DROGOWSKAZ_SMTP_TLS": "starttls",
            "DROGOWSKAZ_SMTP_USER": "czat", "DROGOWSKAZ_SMTP_PASSWORD": "tajne"}  # fmt: skip
    server.start()
    try:
        with pytest.raises(PostError, match="SSLCertVerificationError"):
            handovers(Settings.from_env(safe), base, store)
        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        with pytest.raises(PostError, match="535"):
            handovers(Settings.from_env({**safe, "DROGOWSKAZ_SMTP_PASSWORD": "inne"}), base, store)
        assert handovers(Settings.from_env(safe), base, store) == 1
    finally:
        server.stop()
    assert list(dict.fromkeys(kept.logins)) == [(b"czat", b"inne"), (b"czat", b"tajne")]
    assert len(kept.messages) == 1


def test_a_server_without_encryption_gets_nothing_unless_told(
    settings: Settings, base: Base, store: Store, env: dict[str, str], box: Box
) -> None:
    leave(store, ANN, "x")
    with pytest.raises(PostError, match="SMTPNotSupportedError"):
        handovers(Settings.from_env({**env, "DROGOWSKAZ_SMTP_TLS": "starttls"}), base, store)
    assert box.messages == []


@pytest.mark.parametrize(
    ("changed", "named"),
    [
        ({"DROGOWSKAZ_SMTP_FROM": ""}, "DROGOWSKAZ_SMTP_FROM"),
        ({"DROGOWSKAZ_ADVISERS": ""}, "DROGOWSKAZ_ADVISERS"),
        ({"DROGOWSKAZ_ADVISERS": "anna@owes.example, nikt"}, "DROGOWSKAZ_ADVISERS"),
        ({"DROGOWSKAZ_SMTP_FROM": "a@owes.example, b@owes.example"}, "DROGOWSKAZ_SMTP_FROM"),
        ({"DROGOWSKAZ_SMTP_FROM": "a@owes.example\nBcc: x@y.example"}, "DROGOWSKAZ_SMTP_FROM"),
        ({"DROGOWSKAZ_SMTP_HOST": "smtp://host"}, "DROGOWSKAZ_SMTP_HOST"),
        ({"DROGOWSKAZ_SMTP_TLS": "maybe"}, "DROGOWSKAZ_SMTP_TLS"),
        ({"DROGOWSKAZ_SMTP_USER": "czat"}, "in the clear"),
        ({"DROGOWSKAZ_SMTP_PORT": "0"}, "DROGOWSKAZ_SMTP_PORT"),
    ],
)
def test_wrong_settings_are_named(env: dict[str, str], changed: dict[str, str], named: str) -> None:
    with pytest.raises(SettingsError, match=named):
        Settings.from_env({**env, **changed})


def test_the_command(
    env: dict[str, str], store: Store, box: Box, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert main(["digest", "--print"]) == 0
    assert "nie ma nowych" in capsys.readouterr().out
    save(store, ANN, "2.1", unit="Gmina Łąka")
    leave(store, ANN, "podsumowanie")
    assert main(["digest", "--print"]) == 0
    assert "Gmina Łąka" in capsys.readouterr().out
    assert box.messages == []
    box.refusal = "451 later"
    assert main(["digest"]) == 8
    assert "451" in capsys.readouterr().err
    box.refusal = None
    assert main(["digest"]) == 0
    assert len(box.messages) == 2
    assert main(["digest"]) == 0
    assert len(box.messages) == 2
