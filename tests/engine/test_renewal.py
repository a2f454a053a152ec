"""Changed content in a served bot: taken whole and at once, or refused; no conversation notices more than new words."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
import yaml

from bot.settings import ROOT
from knowledge.base import CONTENT
from tests.conftest import MODELS, RestTalker, Served, serve, stop, wait_for

pytestmark = pytest.mark.served


@dataclass
class Edited:
    """A served bot whose content a test may edit."""

    bot: Served
    content: Path
    data: Path

    def edit(self, file: str, **values: object) -> None:
        path = self.content / file
        record = yaml.safe_load(path.read_text("utf-8")) | values
        path.write_text(yaml.safe_dump(record, allow_unicode=True, sort_keys=False), "utf-8")

    def reload(self) -> subprocess.CompletedProcess[str]:
        """`drogowskaz content reload` with the bot's own settings."""
        env = {
            **os.environ, "DROGOWSKAZ_DATA": str(self.data), "DROGOWSKAZ_CONTENT": str(self.content),
            "DROGOWSKAZ_MODELS": str(MODELS), "DROGOWSKAZ_PORT": self.bot.url.rpartition(":")[2],
        }  # fmt: skip
        return subprocess.run(
            [sys.executable, "-m", "bot.cli", "content", "reload"],
            cwd=ROOT, env=env, capture_output=True, text=True, check=False, timeout=120,
        )  # fmt: skip

    def kb(self) -> str:
        return str(httpx.get(f"{self.bot.url}/health", timeout=10).json()["kb"])


@pytest.fixture(scope="module")
def edited(tmp_path_factory: pytest.TempPathFactory, understander: object) -> Iterator[Edited]:
    folder = tmp_path_factory.mktemp("renewal")
    content = Path(shutil.copytree(CONTENT, folder / "content"))
    bot = serve(folder / "data", DROGOWSKAZ_CONTENT=str(content))
    try:
        yield Edited(bot, content, folder / "data")
    finally:
        stop(bot)


@pytest.fixture
def fresh(edited: Edited) -> Edited:
    """The bot with the content as it ships."""
    shutil.rmtree(edited.content)
    shutil.copytree(CONTENT, edited.content)
    assert edited.reload().returncode == 0
    return edited


def said(reply: dict[str, object]) -> str:
    return "\n".join(reply["texts"])  # type: ignore[arg-type]


def test_changed_content_is_taken_in_the_middle_of_a_conversation(fresh: Edited) -> None:
    talker = RestTalker(fresh.bot, uuid.uuid4().hex)
    talker.say("chcę wybrać działania")
    assert talker.say("dodaj 2.2 i 3.1")["card"]["selected"] == ["2.2", "3.1"]
    before = talker.say("ile kosztuje 2.2?")
    fresh.edit("actions/2.2.yml", cost="Planted: nowy koszt działania.")
    ran = fresh.reload()
    assert (ran.returncode, ran.stderr) == (0, "")
    assert "zmieniono: Działania › 2.2 › " in ran.stdout
    assert "train" not in ran.stdout
    after = talker.say("ile kosztuje 2.2?")
    assert "Planted: nowy koszt" in said(after)
    assert "Planted: nowy koszt" not in said(before)
    assert after["card"]["selected"] == ["2.2", "3.1"]
    assert after["card"]["choosing"] is True
    assert after["card"]["kb"] == fresh.kb() != before["card"]["kb"]
    again = fresh.reload()
    assert (again.returncode, after["card"]["kb"] in again.stdout) == (0, True)


def test_search_terms_and_pages_are_new_as_well(fresh: Edited) -> None:
    legal = yaml.safe_load((fresh.content / "actions/4.5.yml").read_text("utf-8"))["legal"]
    legal.append({**legal[0], "text": "Planted: bez przetargu można trzy razy w kwartale."})
    fresh.edit("actions/4.5.yml", legal=legal)
    fresh.edit("texts/pages.yml", **{"privacy.title": "Planted: prywatność"})
    rows = yaml.safe_load((fresh.content / "glossary/praca-i-ludzie.yml").read_text("utf-8"))
    rows.append({**rows[0], "slug": "planted", "name": "Kukułczysko", "aliases": ["kukułczysko gminne"]})
    (fresh.content / "glossary/praca-i-ludzie.yml").write_text(yaml.safe_dump(rows, allow_unicode=True), "utf-8")
    assert "Planted" not in httpx.get(f"{fresh.bot.url}/prywatnosc").text
    ran = fresh.reload()
    assert ran.returncode == 0, ran.stdout + ran.stderr
    assert "„drogowskaz train”" in ran.stdout  # a new name: taken, and yet to be learnt
    talker = RestTalker(fresh.bot, uuid.uuid4().hex)
    assert "Planted: bez przetargu można trzy razy" in said(talker.say("czy można bez przetargu trzy razy w kwartale"))
    reply = talker.say("co to jest kukułczysko?")
    assert (reply["card"]["kind"], reply["card"]["ids"]) == ("glossary", ["planted"])
    assert "Planted: prywatność" in httpx.get(f"{fresh.bot.url}/prywatnosc").text
    assert httpx.get(f"{fresh.bot.url}/api/v1/map").json()["kb"] == fresh.kb()


@pytest.mark.parametrize("how", ["a facet is gone", "no YAML", "a text is gone", "an unknown placeholder"])
def test_a_faulty_file_never_replaces_a_good_one(fresh: Edited, how: str) -> None:
    talker = RestTalker(fresh.bot, uuid.uuid4().hex)
    talker.say("dodaj 2.2")
    before, kb = talker.say("ile kosztuje 2.2?"), fresh.kb()
    fresh.edit("actions/2.2.yml", cost="Planted.")
    talk = fresh.content / "texts/talk.yml"
    texts = yaml.safe_load(talk.read_text("utf-8"))
    key = next(iter(texts))
    if how == "a facet is gone":
        fresh.edit("actions/2.2.yml", steps=[])
        place = "actions/2.2.yml › 2.2 › steps"
    elif how == "no YAML":
        talk.write_text("a: [", "utf-8")
        place = "texts/talk.yml"
    elif how == "a text is gone":
        talk.write_text(yaml.safe_dump({k: v for k, v in texts.items() if k != key}, allow_unicode=True), "utf-8")
        place = f"texts › {key}"
    else:
        talk.write_text(yaml.safe_dump({**texts, key: "{planted}"}, allow_unicode=True), "utf-8")
        place = f"texts › {key}"
    ran = fresh.reload()
    assert ran.returncode == 1
    assert place in ran.stdout
    assert kb in ran.stderr
    after = talker.say("ile kosztuje 2.2?")
    assert after["texts"] == before["texts"]
    assert (after["card"]["kb"], after["card"]["selected"], fresh.kb()) == (kb, ["2.2"], kb)
    # Even a Rasa that dies now starts again with what was good.
    os.kill(fresh.bot.rasa_pid(), signal.SIGKILL)
    wait_for(lambda: httpx.get(f"{fresh.bot.url}/health", timeout=5).status_code == 200, seconds=60)
    assert talker.say("ile kosztuje 2.2?")["texts"] == before["texts"]


def test_people_are_answered_all_the_while(fresh: Edited) -> None:
    done, kinds = threading.Event(), []

    def talk() -> None:
        talker = RestTalker(fresh.bot, uuid.uuid4().hex)
        while not done.is_set():
            kinds.append(talker.say("ile kosztuje 2.2?")["card"]["kind"])

    thread = threading.Thread(target=talk)
    thread.start()
    try:
        for number in range(2):
            fresh.edit("actions/2.2.yml", cost=f"Planted {number}.")
            assert fresh.reload().returncode == 0
    finally:
        done.set()
        thread.join()
    assert set(kinds) == {"facet"}
    assert len(kinds) > 10


def test_a_signal_does_the_same(fresh: Edited) -> None:
    kb = fresh.kb()
    fresh.edit("actions/2.2.yml", cost="Planted: sygnał.")
    fresh.bot.process.send_signal(signal.SIGHUP)
    wait_for(lambda: fresh.kb() != kb)
    assert "Planted: sygnał." in said(RestTalker(fresh.bot, uuid.uuid4().hex).say("ile kosztuje 2.2?"))


def test_nobody_else_may_ask(fresh: Edited) -> None:
    for headers in ({}, {"Authorization": "Bearer x"}, {"Authorization": "Bearer"}):
        assert httpx.post(f"{fresh.bot.url}/internal/content", headers=headers).status_code == 404


def test_without_a_bot_the_command_says_so(edited: Edited, tmp_path: Path) -> None:
    other = Edited(Served("http://127.0.0.1:9", edited.bot.store, edited.bot.process), edited.content, tmp_path)
    ran = other.reload()
    assert (ran.returncode, "http://127.0.0.1:9" in ran.stderr) == (9, True)
