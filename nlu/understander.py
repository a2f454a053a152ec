"""From text to `Understanding`: repair, features, models in cascade, facet, role, mentions, decision."""

from __future__ import annotations

import hashlib
import importlib
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from knowledge.base import Base
from nlu import details, embedding, parts
from nlu.classifier import Linear, fit, matrix, softmax
from nlu.decision import OUT, decide, thresholds
from nlu.facets import NONE, PREFIX, augmented, opens
from nlu.features import Featuriser
from nlu.kernel import Joint
from nlu.polish.dictation import punctuated
from nlu.polish.language import language
from nlu.polish.lemmas import tokens
from nlu.polish.meaning import asked_meaning
from nlu.polish.repair import Repairer, pack, unpack
from nlu.polish.speech import question, role
from nlu.polish.spelt import Spelt
from nlu.sides import cuts
from nlu.training import DATA, Example, abbreviations, genitives, make_repairer, named, names, read
from nlu.understanding import Clause, Part, Ranked, Side, Understanding

Floats = NDArray[np.float32]
LISTED = 12
"""Intents kept in an understanding."""
ACTION = "action_"
TELLING = re.compile(r"[^\W\d_]{3,}")
"""A word that may ask for something."""
SET_APART = re.compile(r"\s[-–—]\s|[:;,]\s")
"""What a question may be set apart by from the name it is about."""
NUMBER = re.compile(r"(?<![\d.,])[1-4][.,][1-7](?![\d.,]*\d)")
"""An action's number."""
BODIES = frozenset("cis kis wtz zaz spoldzielnia-socjalna rada-dzialalnosci-pozytku-publicznego".split())
"""Terms for bodies that are either there or not."""
PER_PART, LEAST_PART = 5, 0.03
"""Actions kept for a part of a story, and the probability they need."""


class _Parser(Protocol):
    def parse(self, text: str) -> tuple[Clause, ...]: ...
    def heads(self, text: str) -> tuple[str, ...]: ...
    def unnamed(self, text: str) -> str: ...


@dataclass(frozen=True)
class Models:
    """Everything learnt from the data; saved as one .npz of arrays and one .json of labels, without pickle."""

    labels: tuple[str, ...]
    facet_labels: tuple[str, ...]
    repairer: Repairer
    features: Featuriser
    words: Linear
    facets: Linear
    joint: Joint | None


@dataclass(frozen=True)
class Scores:
    """What the models say before calibration: `words` and `joint` per intent, `facets` as probabilities."""

    words: Floats
    joint: Floats | None
    facets: Floats


class Understander:
    """Understands one message at a time; safe to share between threads that only read."""

    def __init__(self, models: Models, base: Base | None = None) -> None:
        self.models = models
        self._actions = np.array([n for n, label in enumerate(models.labels) if label.startswith(ACTION)])
        self._out = models.labels.index(OUT) if OUT in models.labels else -1
        self._base = base

    @cached_property
    def _parser(self) -> _Parser | None:
        return _parser(self._base, self)

    @cached_property
    def _spelt(self) -> Spelt:
        return Spelt(abbreviations(names(self._base)))

    @classmethod
    def train(
        cls,
        base: Base | None = None,
        data: Path | Sequence[Example] = DATA,
        embedded: Callable[[Sequence[str]], Floats | None] = embedding.embed_all,
        repairer: Repairer | None = None,
    ) -> Understander:
        """Learn from a folder of training data or from examples. Deterministic; `base` gives names and aliases.

        `embedded` may give None (no joint model); `repairer` spares making one.
        """
        examples = [*(read(data) if isinstance(data, Path) else data), *named(base)]
        repairer = repairer or make_repairer(examples, base)
        texts = [repairer.repair(example.text).text for example in examples]
        heads = augmented(examples, texts, [repairer.repair(name).text for name in (*names(base), *genitives(base))])
        features = Featuriser.fit([text for text, _ in heads])
        # a question for one thing teaches the facets; as an intent it would drown the fewer control utterances
        asked = [n for n, example in enumerate(examples) if not example.facet]
        examples, texts = [examples[n] for n in asked], [texts[n] for n in asked]
        labels, classes = _numbered([example.intent for example in examples])
        facet_labels, facet_classes = _numbered([facet for _, facet in heads])
        rows = matrix([features.vector(text) for text in texts], len(features.vocabulary))
        facet_rows = matrix([features.vector(text) for text, _ in heads], len(features.vocabulary))
        vectors = embedded(texts)
        made = Models(
            labels,
            facet_labels,
            repairer,
            features,
            fit(rows, classes),
            fit(facet_rows, facet_classes),
            None if vectors is None else Joint.fit(rows, vectors, classes),
        )
        return cls(made, base)

    def save(self, folder: Path) -> None:
        """Write model.npz and model.json into `folder`."""
        folder.mkdir(parents=True, exist_ok=True)
        models = self.models
        arrays: dict[str, NDArray[Any]] = pack(models.repairer) | models.features.pack()
        arrays |= models.words.pack("words") | models.facets.pack("facets")
        arrays |= models.joint.pack() if models.joint else {}
        np.savez_compressed(folder / "model.npz", **arrays)
        labels = {"labels": models.labels, "facets": models.facet_labels}
        (folder / "model.json").write_text(json.dumps(labels), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path, base: Base | None = None) -> Understander:
        """Read what `save` wrote. Raises OSError when it is not there."""
        labels = json.loads((Path(folder) / "model.json").read_text(encoding="utf-8"))
        with np.load(Path(folder) / "model.npz") as stored:
            arrays = {name: stored[name] for name in stored.files}
        joint = Joint.unpack(arrays) if "joint_anchors" in arrays and embedding.available() else None
        made = Models(
            tuple(labels["labels"]),
            tuple(labels["facets"]),
            unpack(arrays),
            Featuriser.unpack(arrays),
            Linear.unpack(arrays, "words"),
            Linear.unpack(arrays, "facets"),
            joint,
        )
        loaded = cls(made, base)
        _ = loaded._parser, loaded._spelt  # made now, not while the first message waits
        return loaded

    def about(self, base: Base) -> Understander:
        """The same models with another knowledge base: its names are found, and in loose words after training."""
        made = Understander(self.models, base)
        _ = made._parser, made._spelt
        return made

    @classmethod
    def cached(cls, folder: Path, base: Base | None = None) -> Understander:
        """The understander for the present data: loaded from `folder`, or trained and kept there."""
        kept = folder / fingerprint(base)
        if not (kept / "model.json").exists():
            cls.train(base).save(kept)
        return cls.load(kept, base)

    def understand(self, text: str) -> Understanding:
        """Everything there is to say about one message without its context."""
        written, text = text, punctuated(text)
        spoken = language(text)
        heard = self._spelt.read(text)
        repaired = self.models.repairer.repair(heard)
        chances, facets = self._chances(repaired.text)
        order = np.argsort(-chances, kind="stable")[:LISTED]
        intents = tuple(Ranked(self.models.labels[n], round(float(chances[n]), 4)) for n in order)
        in_scope = 1.0 if self._out < 0 else round(1 - float(chances[self._out]), 4)
        asking = question(text, repaired.tokens)
        facet, facet_score = self._asked_facet(text, repaired.text, facets, intents, asking)
        decision = decide(intents, in_scope)
        told = parts.judged([self._part(part) for part in parts.cut(text)]) if parts.story(text) else ()
        return Understanding(
            text=written,
            repaired=repaired.text,
            lemmas=tuple(sorted({lemma for token in repaired.tokens for lemma in token.lemmas})),
            intents=intents,
            in_scope=in_scope,
            clauses=self._parser.parse(heard) if self._parser else (),
            facet=facet,
            facet_score=facet_score,
            role=role(repaired.tokens),
            question=asking,
            meaning=asked_meaning(tokens(repaired.text)),
            language=spoken,
            decision=decision.kind,
            candidates=decision.candidates,
            ranked_actions=self._among_actions(chances),
            parts=told,
            needed=self._needed(told),
            details=details.read(text, self._parser.parse) if self._parser else (),
            sides=tuple((self._side(left), self._side(right)) for left, right in cuts(repaired.text)),
            when=details.when(text),
        )

    def _side(self, text: str) -> Side:
        clauses = self._parser.parse(text) if self._parser else ()
        named = {t.id for c in clauses for t in c.targets if t.kind == "action" and t.how in ("id", "name")}
        if len(named) == 1:
            return Side(text, named.pop(), 1.0)
        best = self.actions_of(text)[0]
        return Side(text, best.intent, best.score)

    def _needed(self, told: Sequence[Part]) -> tuple[Ranked, ...]:
        """What the parts that tell of needs speak for together, by probability among actions."""
        text = ". ".join(part.text for part in told if part.sense == "need")
        found = self.actions_of(text) if text else []
        total = sum(row.score for row in found)
        return tuple(Ranked(row.intent, row.score / total) for row in found[:PER_PART]) if total else ()

    def _part(self, text: str) -> Part:
        clauses = self._parser.parse(text) if self._parser else ()
        exact = [t for c in clauses for t in c.targets if t.id and t.how in ("id", "name")]
        named = tuple(
            dict.fromkeys(
                f"term:{t.id}" if t.kind == "term" else str(t.id) for t in exact if t.kind in ("action", "term")
            )
        )
        named = tuple(dict.fromkeys((*named, *(self._parser.heads(text) if self._parser else ()))))
        likely = tuple(row for row in self.actions_of(text)[:PER_PART] if row.score >= LEAST_PART)
        here = any(not name.startswith("term:") or name.removeprefix("term:") in BODIES for name in named)
        return Part(text, parts.sense(text, names=here), named, likely)

    def actions_of(self, text: str) -> list[Ranked]:
        """Actions a loose description may mean, best first, by probability among all intents."""
        chances, _ = self._chances(self.models.repairer.repair(text).text)
        order = self._actions[np.argsort(-chances[self._actions], kind="stable")]
        return [Ranked(_id(self.models.labels[n]), round(float(chances[n]), 4)) for n in order]

    def _chances(self, repaired: str) -> tuple[Floats, Floats]:
        """Calibrated probabilities of the intents, and of the facets, of repaired text."""
        by, models = thresholds(), self.models
        row = models.features.vector(repaired)
        chances = softmax(models.words.sparse(row) * by.words_sharpness)
        best = int(chances.argmax())
        # a refusal is never left to the words alone: unknown words look like another domain
        if models.joint is not None and (best == self._out or float(chances[best]) < by.sure):
            vector = embedding.embed(repaired)
            if vector is not None:
                chances = softmax(models.joint.scores(row, vector) * by.joint_sharpness)
        return chances, softmax(models.facets.sparse(row))

    def scores(self, repaired: str, vector: Floats | None) -> Scores:
        """The models' raw scores of repaired text, for measuring; `vector` its embedding when there is one."""
        row = self.models.features.vector(repaired)
        joint = self.models.joint.scores(row, vector) if self.models.joint is not None and vector is not None else None
        return Scores(self.models.words.sparse(row), joint, softmax(self.models.facets.sparse(row)))

    def _facet(self, facets: Floats, intents: Sequence[Ranked], asking: bool, opened: bool) -> tuple[str | None, float]:
        """The facet named by its head, or by the intents when their best is a question without a subject."""
        best = int(np.argmax(facets))
        name, score = self.models.facet_labels[best], round(float(facets[best]), 4)
        by = thresholds()
        told = bool(intents) and intents[0].intent.startswith(ACTION) and intents[0].score >= by.told
        least = (by.facet_told if asking else by.facet_wished) if told else by.facet
        least = by.facet_opened if opened else least
        if name != NONE and score >= least:
            return name, score
        if intents and intents[0].intent.startswith(PREFIX):
            return intents[0].intent.removeprefix(PREFIX), intents[0].score
        return None, 0.0

    def _asked_facet(
        self, text: str, repaired: str, facets: Floats, intents: Sequence[Ranked], asking: bool
    ) -> tuple[str | None, float]:
        """The one thing a message asks for. Beside a number it is read without it: the same for each action."""
        if asking and NUMBER.search(text):
            return self._read_facet(NUMBER.sub(" ", self._unnamed(text)), thresholds().facet_numbered)
        beside, score = self._beside_names(text)
        return (beside, score) if beside else self._facet(facets, intents, asking, opens(repaired))

    def _beside_names(self, text: str) -> tuple[str | None, float]:
        """The facet asked for beside an action's name, which drowns the question or has such words of its own."""
        rest = self._unnamed(text)
        if rest == text or not (opens(self.models.repairer.repair(rest).text) or SET_APART.search(text)):
            return None, 0.0  # "jak dopisać ekonomię społeczną do strategii" tells a wish
        return self._read_facet(rest, thresholds().facet_opened)

    def _read_facet(self, rest: str, least: float) -> tuple[str | None, float]:
        """The facet that what is left of a message without names asks for."""
        if not TELLING.search(rest):
            return None, 0.0
        repaired = self.models.repairer.repair(rest).text
        chances, facets = self._chances(repaired)
        head = int(np.argmax(facets))
        if self.models.facet_labels[head] != NONE and facets[head] >= least:
            return self.models.facet_labels[head], round(float(facets[head]), 4)
        best = int(np.argmax(chances))
        likely = [Ranked(self.models.labels[best], round(float(chances[best]), 4))]
        name, score = self._facet(facets, likely, asking=True, opened=opens(repaired))
        return (name, score) if score >= least else (None, 0.0)

    def _unnamed(self, text: str) -> str:
        return self._parser.unnamed(text) if self._parser else text

    def _among_actions(self, chances: Floats) -> tuple[Ranked, ...]:
        if not len(self._actions):
            return ()
        shares = chances[self._actions] / max(float(chances[self._actions].sum()), 1e-9)
        order = np.argsort(-shares, kind="stable")
        return tuple(Ranked(_id(self.models.labels[self._actions[n]]), round(float(shares[n]), 4)) for n in order)


def fingerprint(base: Base | None) -> str:
    """Sixteen hex digits that change whenever a trained model would."""
    here = Path(__file__).parent
    digest = hashlib.sha256()
    for path in (*sorted(DATA.rglob("*.yml")), *sorted(here.glob("*.py")), *sorted((here / "polish").glob("*.py"))):
        digest.update(path.relative_to(here).as_posix().encode() + b"\0" + path.read_bytes())
    digest.update("\n".join(names(base)).encode() + str(embedding.available()).encode())
    return digest.hexdigest()[:16]


def _id(intent: str) -> str:
    return intent.removeprefix(ACTION).replace("_", ".")


def _numbered(labels: Sequence[str]) -> tuple[tuple[str, ...], NDArray[np.int64]]:
    known = tuple(sorted(set(labels)))
    place = {label: n for n, label in enumerate(known)}
    return known, np.array([place[label] for label in labels], np.int64)


def _parser(base: Base | None, own: Understander) -> _Parser | None:
    """The finder of mentions, when it and a knowledge base are there."""
    if base is None:
        return None
    try:
        make: Callable[..., _Parser] = importlib.import_module("nlu.mentions").Parser
    except (ImportError, AttributeError):
        return None
    return make(base, own.actions_of)
