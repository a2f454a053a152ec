from __future__ import annotations

from pathlib import Path

from bot.engine.supervise import child_env
from bot.settings import VAR


def test_the_child_uses_the_same_data_folder_wherever_it_starts(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    copy = tmp_path / "content" / "2026.11-abcdef"
    made = child_env({"DROGOWSKAZ_DATA": "data", "X": "1", "DROGOWSKAZ_CONTENT": "edited"}, copy)
    assert made == {"DROGOWSKAZ_DATA": str(tmp_path / "data"), "X": "1", "DROGOWSKAZ_CONTENT": str(copy)}
    assert Path(child_env({}, copy)["DROGOWSKAZ_DATA"]) == VAR
    assert VAR.is_absolute()
