"""Cross-validation by author: what the models say about texts of an author they have not read.

An intent that only one author wrote (terms, statements) is split by chance into five parts instead.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.base import Base
from nlu import embedding
from nlu.facets import NONE, PREFIX
from nlu.polish.repair import Repairer
from nlu.training import Example, make_repairer
from nlu.understander import Understander

Floats = NDArray[np.float32]
PARTS = 5
SEED = 7


@dataclass(frozen=True)
class Held:
    """Raw scores of every example by models that did not see its author; row n belongs to `examples[n]`."""

    examples: tuple[Example, ...]
    repaired: tuple[str, ...]
    labels: tuple[str, ...]
    words: Floats  # examples × labels: word model's scores; -inf where a fold did not know the label
    joint: Floats | None  # the same of the joint model
    facet_labels: tuple[str, ...]
    facets: Floats  # examples × facet labels: probabilities


def folds(examples: Sequence[Example]) -> list[str]:
    """The fold of each example: its author, or a random part for intents that one author alone wrote."""
    authors: dict[str, set[str]] = defaultdict(set)
    for example in examples:
        authors[example.intent].add(example.group)
    main = sorted({g for group_set in authors.values() if len(group_set) > 2 for g in group_set}) or ["a", "b", "c"]
    draw = random.Random(SEED)
    return [e.group if len(authors[e.intent]) > 2 else draw.choice(main) for e in examples]


def held_out(examples: Sequence[Example], base: Base | None, *, with_embedding: bool = True) -> Held:
    """Train once per fold and score what was left out."""
    repairer = make_repairer(examples, base)
    texts = [repairer.repair(example.text).text for example in examples]
    labels = tuple(sorted({example.intent for example in examples}))
    facet_labels = (NONE, *sorted({i.removeprefix(PREFIX) for i in labels if i.startswith(PREFIX)}))
    words = np.full((len(examples), len(labels)), -np.inf, np.float32)
    joint = np.full_like(words, -np.inf) if with_embedding and embedding.available() else None
    facets = np.zeros((len(examples), len(facet_labels)), np.float32)
    vectors = embedding.embed_all(texts) if joint is not None else None
    for test, model in _trained(examples, base, repairer, joint is not None):
        columns = [labels.index(label) for label in model.models.labels]
        facet_columns = [facet_labels.index(label) for label in model.models.facet_labels]
        for n in test:
            said = model.scores(texts[n], None if vectors is None else vectors[n])
            words[n, columns] = said.words
            facets[n, facet_columns] = said.facets
            if joint is not None and said.joint is not None:
                joint[n, columns] = said.joint
    return Held(tuple(examples), tuple(texts), labels, words, joint, facet_labels, facets)


def _trained(
    examples: Sequence[Example], base: Base | None, repairer: Repairer, embedded: bool
) -> Iterator[tuple[list[int], Understander]]:
    parts = folds(examples)
    for part in sorted(Counter(parts)):
        test = [n for n, other in enumerate(parts) if other == part]
        train = [example for example, other in zip(examples, parts, strict=True) if other != part]
        embed = embedding.embed_all if embedded else lambda _texts: None
        yield test, Understander.train(base, train, embedded=embed, repairer=repairer)
