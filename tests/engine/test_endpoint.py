"""Actions in the Rasa process and the validator compiled once."""

from __future__ import annotations

import jsonschema
import pytest

from bot.engine import endpoint


def test_the_validator_still_refuses_what_rasa_would() -> None:
    endpoint.compile_validator()
    action = endpoint.RemoteAction("action_turn", None)
    assert action._validate_action_result({"events": [], "responses": [{"custom": {}}]})
    with pytest.raises(jsonschema.ValidationError):
        action._validate_action_result({"events": "none", "responses": []})
    with pytest.raises(jsonschema.ValidationError):
        action._validate_action_result({"events": [], "responses": "none"})


def test_another_rasa_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(endpoint.rasa, "__version__", "3.7.0")
    with pytest.raises(RuntimeError, match=r"3\.6\.21"):
        endpoint.compile_validator()


async def test_the_action_runs_in_this_process() -> None:
    class Echo(endpoint.ActionExecutor):
        async def run(self, action_call):
            return {"events": [], "responses": [{"custom": action_call["next_action"]}]}

    made = await endpoint.InProcess(Echo()).request(json={"next_action": "action_turn"}, method="post", timeout=1)
    assert made["responses"] == [{"custom": "action_turn"}]
