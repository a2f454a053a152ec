from __future__ import annotations

from pathlib import Path

from bot.engine.supervise import child_env
from bot.settings import VAR


def test_the_child_uses_the_same_data_folder_wherever_it_starts(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert child_env({"DROGOWSKAZ_DATA": "data", "X": "1"}) == {"DROGOWSKAZ_DATA": str(tmp_path / "data"), "X": "1"}
    assert Path(child_env({})["DROGOWSKAZ_DATA"]) == VAR
    assert VAR.is_absolute()
