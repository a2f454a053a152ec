"""The understanding as a Rasa graph component: a thin wrapper, all the work is in `nlu.understander`."""

from __future__ import annotations

import re
from typing import Any, ClassVar
from weakref import WeakSet

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, INTENT_RANKING_KEY, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from knowledge.base import Base, load
from nlu.understander import Understander

MASK = re.compile(r"\[(?:PESEL|NIP|e-mail|telefon|konto)\]")
"""What the front door puts in place of personal numbers; it says nothing about what is meant."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class DrogowskazNLU(GraphComponent):
    """Sets `intent`, `intent_ranking` and the whole `understanding` on each message.

    `loaded`: the trained components of this process, which Rasa makes and keeps to itself.
    """

    loaded: ClassVar[WeakSet[DrogowskazNLU]] = WeakSet()

    def __init__(self, storage: ModelStorage, resource: Resource, understander: Understander | None) -> None:
        self._storage = storage
        self._resource = resource
        self.understander = understander
        if understander is not None:
            self.loaded.add(self)

    def about(self, base: Base) -> Understander:
        """The understander for another knowledge base, to be put in place of the present one."""
        assert self.understander is not None
        return self.understander.about(base)

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> DrogowskazNLU:
        """An untrained component."""
        return cls(model_storage, resource, None)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> DrogowskazNLU:
        """The trained component."""
        with model_storage.read_from(resource) as folder:
            return cls(model_storage, resource, Understander.load(folder, load()))

    def train(self, training_data: TrainingData) -> Resource:
        """Learn from nlu/data (Rasa's reader has checked it; ours also knows the authors) and keep the model."""
        self.understander = Understander.train(load())
        with self._storage.write_to(self._resource) as folder:
            self.understander.save(folder)
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Understand each message."""
        for message in messages:
            text = message.get(TEXT)
            text = MASK.sub(" ", text) if isinstance(text, str) else text
            if not isinstance(text, str) or self.understander is None:
                continue
            made = self.understander.understand(text)
            ranking = [{"name": row.intent, "confidence": row.score} for row in made.intents]
            message.set(INTENT, ranking[0] if ranking else {"name": None, "confidence": 0.0}, add_to_output=True)
            message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
            message.set("understanding", made.as_dict(), add_to_output=True)
        return messages

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Nothing to add: policies see only the intents."""
        return training_data
