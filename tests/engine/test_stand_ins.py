"""The stand-ins for TensorFlow and for clients of foreign services."""

from __future__ import annotations

import importlib
import subprocess
import sys

import pytest

from bot.engine import stand_ins


def test_rasa_loads_without_tensorflow_and_without_telemetry() -> None:
    code = (
        "import bot.engine.prepare, os, sys; import rasa.core.agent; "
        "assert os.environ['RASA_TELEMETRY_ENABLED'] == 'false'; "
        "import tensorflow; assert not hasattr(tensorflow, '__version__'); print('ok')"
    )
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip().endswith("ok"), done.stderr[-800:]


def test_anything_can_be_subclassed_annotated_and_used_as_a_decorator() -> None:
    stand_ins.install()
    keras = importlib.import_module("tensorflow.keras")

    class Layer(keras.layers.Layer):  # type: ignore[misc, name-defined]
        pass

    @keras.utils.register_keras_serializable
    def kept() -> int:
        return 7

    assert issubclass(Layer, keras.layers.Layer)
    assert kept() == 7


def test_what_is_named_as_an_error_can_be_caught() -> None:
    stand_ins.install()
    code = (
        "from bot.engine import stand_ins; stand_ins.install(); import pymongo.errors\n"
        "try:\n    raise ValueError('real')\n"
        "except (pymongo.errors.OperationFailure, ValueError) as error:\n    print(error)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "real", done.stderr


def test_installing_twice_is_harmless() -> None:
    stand_ins.install()
    before = len(sys.meta_path)
    stand_ins.install()
    assert len(sys.meta_path) == before


@pytest.mark.parametrize("name", ["DIETClassifier", "rasa.core.policies.ted_policy.TEDPolicy"])
def test_a_configured_neural_component_is_a_clear_error(name: str) -> None:
    part = "policies" if "Policy" in name else "pipeline"
    with pytest.raises(stand_ins.NeuralComponentError, match="needs TensorFlow"):
        stand_ins.check({part: [{"name": name}]})
