"""What the walker may do next: each rule tells the model, then says it in one of its wordings."""

from __future__ import annotations

from hypothesis import strategies as st
from hypothesis.stateful import rule

from tests.walker.machine import IDS, NTH, NTH_GENITIVE, SIZES, Person, Walker, how, one, place, some, who
from tests.walker.model import Choice

nth_in = st.integers(0, 9)


def pick(ids: list[str], at: int) -> str:
    """One of those, by any number."""
    return ids[at % len(ids)]


class Walk(Walker):
    """All rules."""

    @rule(w=who, h=how, ids=some)
    def add(self, w, h, ids):
        person, choice = self.ready(w)
        choice.add(ids)
        self.say(person, self.words("add", h, ids=" i ".join(ids) if len(ids) < 3 else ", ".join(ids)), "selection")

    @rule(w=who, h=how, i=one)
    def add_by_name(self, w, h, i):
        person, choice = self.ready(w)
        choice.add([i])
        self.say(person, self.words("add_name", h, name=self.base.actions[i].name), "selection")

    @rule(w=who, h=how, i=one)
    def bare(self, w, h, i):
        person, choice = self.ready(w)
        if choice.choosing:
            choice.add([i])
        self.say(person, self.words("bare", h, ids=i), "selection" if choice.choosing else "action")

    @rule(w=who, h=how, i=one)
    def show(self, w, h, i):
        person, _ = self.ready(w)
        reply = self.say(person, self.words("show", h, id=i), "action")
        assert reply["card"]["ids"] == [i]

    @rule(w=who, h=how)
    def this(self, w, h):
        person, choice = self.ready(w)
        if choice.shown is not None:
            choice.add([choice.shown])
            self.say(person, self.words("this", h), "selection")

    @rule(w=who, h=how, n=st.sampled_from(list(SIZES)))
    def area(self, w, h, n):
        person, _ = self.ready(w)
        reply = self.say(person, self.words("area", h, n=n), "area")
        assert reply["card"]["ids"] == [n]

    @rule(w=who, h=how, n=place)
    def add_nth(self, w, h, n):
        person, choice = self.ready(w)
        if choice.listed is None:
            return
        if choice.listed and n <= len(choice.listed):
            choice.add([choice.listed[n - 1 if n > 0 else n]])
        self.say(person, self.words("add_nth", h, nth=NTH[n]), "selection")

    @rule(w=who, h=how, n=place)
    def bare_nth(self, w, h, n):
        person, choice = self.ready(w)
        if not choice.listed or n > len(choice.listed) or (choice.draft_later and not choice.choosing):
            return
        meant = choice.listed[n - 1 if n > 0 else n]
        if choice.choosing:
            choice.add([meant])
        self.say(person, self.words("bare_nth", h, nth=NTH[n]), "selection" if choice.choosing else "action")

    @rule(w=who, h=how)
    def add_all(self, w, h):
        person, choice = self.ready(w)
        if choice.listed is not None:
            choice.add(choice.listed, whole=True)
            self.say(person, self.words("add_all", h), "selection")

    @rule(w=who, h=how, n=st.integers(1, 5))
    def add_all_but(self, w, h, n):
        person, choice = self.ready(w)
        if choice.listed and n <= len(choice.listed):
            left = choice.listed[n - 1]
            if left in choice.ids:
                return  # "wszystkie bez 2.1" over a chosen 2.1 is two wishes at once
            text = self.words("add_all_but", h, nth=NTH_GENITIVE[n])
            if text.startswith("wszystkie") and not choice.choosing:
                return  # no verb of choosing: it shows
            choice.add([i for i in choice.listed if i != left], whole=True)
            self.say(person, text, "selection")

    @rule(w=who, h=how, first=st.integers(1, 3), more=st.integers(1, 2))
    def add_range(self, w, h, first, more):
        person, choice = self.ready(w)
        if choice.listed and first + more <= len(choice.listed):
            choice.add(choice.listed[first - 1 : first + more])
            ends = {"first": NTH_GENITIVE[first], "last": NTH_GENITIVE[first + more]}
            self.say(person, self.words("add_range", h, **ends), "selection")

    @rule(w=who, h=how, ids=some, at=nth_in, chosen=st.booleans())
    def remove(self, w, h, ids, at, chosen):
        person, choice = self.ready(w)
        if chosen and choice.ids:
            ids = [pick(choice.ids, at)]
        choice.remove(ids)
        self.say(person, self.words("remove", h, ids=" i ".join(ids)), "selection")

    @rule(w=who, h=how, at=nth_in)
    def remove_nth(self, w, h, at):
        person, choice = self.ready(w)
        pool = choice.removable() if choice.draft_later or choice.listed is not None else []
        if pool:
            n = at % min(len(pool), 7)
            choice.remove([pool[n]])
            self.say(person, self.words("remove_nth", h, nth=NTH[n + 1]), "selection")

    @rule(w=who, h=how)
    def clear(self, w, h):
        person, choice = self.ready(w)
        if choice.ids and (choice.draft_later or choice.listed is not None):
            text = self.words("clear", h)
            choice.remove(choice.ids if "wybór" in text else choice.removable())
            self.say(person, text, "selection")

    @rule(w=who, h=how, at=nth_in, other=one, chosen=st.booleans(), i=one)
    def replace(self, w, h, at, other, chosen, i):
        person, choice = self.ready(w)
        i = pick(choice.ids, at) if chosen and choice.ids else i
        if i != other:
            choice.replace(i, other)
            self.say(person, self.words("replace", h, id=i, other=other), "selection")

    @rule(w=who, h=how, ids=some, at=nth_in, chosen=st.booleans())
    def keep(self, w, h, ids, at, chosen):
        person, choice = self.ready(w)
        if not (choice.draft or choice.choosing):
            return  # "tylko 2.1" before any choice only shows 2.1
        ids = [pick(choice.ids, at)] if chosen and choice.ids else ids
        choice.keep(ids)
        self.say(person, self.words("keep", h, ids=" i ".join(ids)), "selection")

    @rule(w=who, h=how, at=nth_in, i=one, chosen=st.booleans(), first=st.booleans())
    def move(self, w, h, at, i, chosen, first):
        person, choice = self.ready(w)
        i = pick(choice.ids, at) if chosen and choice.ids else i
        choice.move(i, first=first)
        self.say(person, self.words("first" if first else "last", h, id=i), "selection")

    @rule(w=who, h=how, at=nth_in, more=st.integers(1, 9))
    def swap(self, w, h, at, more):
        person, choice = self.ready(w)
        i, other = (pick(choice.ids, at), pick(choice.ids, at + more)) if choice.ids else IDS[:2]
        if i != other:
            choice.swap(i, other)
            self.say(person, self.words("swap", h, id=i, other=other), "selection")

    @rule(w=who, h=how, ids=some, at=nth_in)
    def mixed(self, w, h, ids, at):
        person, choice = self.ready(w)
        ids = [i for i in ids if i not in choice.ids]
        if ids and choice.ids:
            gone = pick(choice.ids, at)
            choice.change([*(i for i in choice.ids if i != gone), *ids])
            choice.choosing = True
            self.say(person, self.words("mixed", h, ids=" i ".join(ids), id=gone), "selection")

    @rule(w=who, h=how, at=nth_in)
    def note(self, w, h, at):
        person, choice = self.ready(w)
        if choice.ids:
            i, words = pick(choice.ids, at), self.words("words", h)
            draft = [(k, "; ".join(filter(None, (note, words))) if k == i else note) for k, note in choice.draft]
            choice.step([(k, note[:300]) for k, note in draft])
            reply = self.say(person, self.words("note", h, id=i, words=words), "selection")
            assert reply["card"]["ids"] == [i]

    @rule(w=who, h=how, forward=st.booleans())
    def back(self, w, h, forward):
        person, choice = self.ready(w)
        choice.back(forward=forward)
        self.say(person, self.words("redo" if forward else "undo", h), "selection")

    @rule(w=who, h=how)
    def start(self, w, h):
        person, choice = self.ready(w)
        choice.begin()
        self.say(person, self.words("begin", h), "start_selection")

    @rule(w=who, h=how)
    def finish(self, w, h):
        person, choice = self.ready(w)
        before = choice.number, choice.line.newest
        choice.finish()
        stored = before[0] != choice.number and choice.line.newest > before[1]
        self.say(person, self.words("finish", h), "saved" if stored else "selection")

    @rule(w=who, h=how, yes=st.sampled_from([True, True, True, False]))
    def answer(self, w, h, yes):
        person = self.people[w]
        question = person.choice.question
        if question == "save":
            text = self.words("yes" if yes else "no", h)
        else:
            text = self.words("agree" if yes else "refuse", h)
        self.answered(person, text, yes=yes)

    def answered(self, person: Person, text: str, *, yes: bool) -> None:
        """A yes or no, in words or by button."""
        choice, question = person.choice, person.choice.question
        newest = choice.line.newest
        if question == "erase" and yes:
            self.erased(person)
            self.say(person, text, "delete_data")
            return
        choice.answer(yes=yes)
        stored = choice.line.newest > newest
        expected = {"save": ("saved",) if stored else ("selection",), "all": ("selection",), "drop": ("selection",),
                    "erase": ("deny",), "": ("affirm",) if yes else ("deny",)}  # fmt: skip
        self.say(person, text, *expected.get(question, ()))

    def erased(self, person: Person) -> None:
        """All of this conversation is gone; what others stored in a shared line stays theirs."""
        for line in self.lines:
            line.versions = [row for row in line.versions if row[0] != person.choice.name]
        person.choice = Choice(person.choice.name)
        person.yes, person.stale = "", []

    @rule(w=who, h=how)
    def cancel(self, w, h):
        person, choice = self.ready(w)
        if choice.question == "save" and not choice.draft:
            return  # "anuluj" under "zapisać wycofanie?" can be read both ways
        choice.cancel()
        self.say(person, self.words("cancel", h), "cancel")

    @rule(w=who, h=how)
    def take_the_stored(self, w, h):
        person, choice = self.ready(w)
        if choice.number:
            choice.cancel()
            self.say(person, self.words("theirs", h), "cancel")

    @rule(w=who, h=how)
    def mine(self, w, h):
        person, choice = self.ready(w)
        choice.look()
        self.say(person, self.words("mine", h), "my_selections")

    @rule(w=who, h=how)
    def goodbye(self, w, h):
        person, choice = self.ready(w)
        choice.choosing = choice.choosing and bool(choice.draft)
        self.say(person, self.words("goodbye", h), "goodbye")

    @rule(w=who, h=how)
    def ask_to_erase(self, w, h):
        person = self.people[w]
        if person.choice.question == "erase":
            return self.answered(person, self.words("erase", h), yes=True)
        person.choice.ask_to_erase()
        self.say(person, self.words("erase", h), "delete_data")
        return None

    @rule(w=who, h=how, at=nth_in)
    def resume(self, w, h, at):
        person, choice = self.ready(w)
        codes = [(line, code) for line in self.lines for code in line.codes]
        if codes:
            line, code = codes[at % len(codes)]
            if line.versions:
                choice.resume(line)
            self.say(person, self.words("resume", h, code=code, spoken=code.replace("-", " ")), "resume")

    @rule(w=who, h=how)
    def digress(self, w, h):
        person, _ = self.ready(w)
        self.side(person, self.words("digression", h))

    @rule(w=who, h=how)
    def digress_more(self, w, h):
        person, _ = self.ready(w)
        self.side(person, self.words("digression", h + 31))

    def side(self, person: Person, text: str) -> None:
        """Something beside the choice: nothing of it changes, whatever is answered."""
        before = person.reply.get("card", {}).get("kind")
        kind = self.say(person, text)["card"]["kind"]
        assert kind not in ("saved", "cancel", "delete_data") or kind == before, f"{text!r}: {kind}"

    @rule(w=who, at=nth_in)
    def press(self, w, at):
        """A button of the last reply."""
        person = self.people[w]
        payloads = [button["payload"] for button in person.reply["buttons"]]
        if not payloads:
            return
        payload = pick(payloads, at)
        command, *words = payload[1:].split(" ")
        if command in ("yes", "no"):
            counts = payload.partition(" ")[2] == person.yes.partition(" ")[2] and person.choice.question
            return self.answered(person, payload, yes=command == "yes") if counts else self.stale(person, payload)
        choice = person.choice
        done = {
            "add": lambda: choice.add(words), "drop": lambda: choice.remove(words), "finish": choice.summary,
            "cancel": choice.cancel, "undo": lambda: choice.back(forward=False), "mine": choice.look,
            "start": choice.begin, "erase": choice.ask_to_erase,
        }.get(command, lambda: None)  # fmt: skip
        done()
        self.say(person, payload)
        return None

    @rule(w=who, at=nth_in)
    def press_an_old_yes(self, w, at):
        person, _ = self.ready(w)
        if person.stale:
            self.stale(person, pick(person.stale, at))

    def stale(self, person: Person, payload: str) -> None:
        """A button of a question that is no more: nothing happens."""
        self.say(person, payload, "help")
