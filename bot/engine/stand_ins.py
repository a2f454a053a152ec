"""Stand-ins for TensorFlow and for clients of foreign services, which Rasa imports though nothing here uses them.

Rasa 3.6 imports every component and channel it ships. TensorFlow alone is 2 GB on disk, 390 MB of memory and 5 s at
start; Slack, MongoDB, Amazon and the rest are another second and 40 MB. Installed before rasa is imported, this answers
such imports with empty classes that can be subclassed and used as annotations or decorators. Configuring a neural
component is a clear error.
"""

from __future__ import annotations

import importlib.abc
import importlib.machinery
import sys
import types
from collections.abc import Sequence
from typing import Any, ClassVar

ROOTS = frozenset(
    "tensorflow tensorflow_hub tensorflow_text tensorflow_addons keras "
    "aiogram slack_sdk twilio webexteamssdk fbmessenger mattermostwrapper rocketchat_API "
    "pymongo bson boto3 botocore s3transfer aio_pika aiormq pamqp kafka confluent_kafka redis "
    "matplotlib questionary prompt_toolkit".split()
)
"""Packages nothing here uses, whole."""
MODULES = frozenset({"rasa.utils.tensorflow.model_data", "rasa.utils.tensorflow.data_generator"})
"""Modules of Rasa that serve TensorFlow only, and would load scikit-learn's model selection at every start."""
NEURAL = ("DIETClassifier", "TEDPolicy", "UnexpecTEDIntentPolicy", "ResponseSelector", "ConveRTFeaturizer")


class NeuralComponentError(RuntimeError):
    """A configured component needs TensorFlow, which is not installed here."""

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} needs TensorFlow, which Drogowskaz does not install; remove it from bot/config.yml")


class _Anything(type):
    """The class of stand-in classes: any attribute is a stand-in again."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        value = _Anything(name, (_Nothing,), {})
        setattr(cls, name, value)
        return value

    def __call__(cls, *args: Any, **kwargs: Any) -> Any:
        if cls.__module__ == __name__ and len(args) == 1 and callable(args[0]) and not kwargs:
            return args[0]  # used as a decorator
        return type.__call__(cls)

    def __or__(cls, other: Any) -> Any:
        return cls


class _Nothing(metaclass=_Anything):
    """An instance that does nothing; methods give back their first argument, as decorators do."""

    def __getattr__(self, name: str) -> Any:
        return lambda *args, **kwargs: args[0] if args else None


class _Module(types.ModuleType):
    """A module in which everything exists and is empty; what is named as an error can be caught."""

    __path__: ClassVar[list[str]] = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        value: Any
        if name.endswith(("Error", "Exception", "Failure")):
            value = type(name, (Exception,), {})
        else:
            value = _Anything(name, (_Nothing,), {})
        setattr(self, name, value)
        return value


class _Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        if fullname.split(".", maxsplit=1)[0] in ROOTS or fullname in MODULES:
            return importlib.machinery.ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec: importlib.machinery.ModuleSpec) -> types.ModuleType:
        return _Module(spec.name)

    def exec_module(self, module: types.ModuleType) -> None:
        return None


def install() -> None:
    """Put the stand-in before every other import; harmless when called twice."""
    if not any(isinstance(finder, _Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, _Finder())


def check(config: dict[str, Any]) -> None:
    """Raise NeuralComponentError when a Rasa configuration names a component that needs TensorFlow."""
    for part in ("pipeline", "policies"):
        for row in config.get(part) or []:
            name = str(row.get("name", ""))
            if name.rsplit(".", 1)[-1] in NEURAL:
                raise NeuralComponentError(name)
