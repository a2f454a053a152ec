"""A served system as its processes: starting, stopping, CPU seconds and memory, read from /proc (Linux)."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import httpx

PROC = Path("/proc")
TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 180.0
HELLO = "dzień dobry"


def free_port() -> int:
    """A port of the loopback that nobody uses now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _stat(pid: int) -> list[str]:
    """Fields of /proc/<pid>/stat after the name, so that [1] is the parent and [11:15] are clock ticks."""
    return (PROC / str(pid) / "stat").read_text().rpartition(")")[2].split()


def tree(roots: list[int]) -> list[int]:
    """The processes and all their descendants that live now."""
    children: dict[int, list[int]] = {}
    for entry in PROC.iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                children.setdefault(int(_stat(int(entry.name))[1]), []).append(int(entry.name))
    found, waiting = [], list(roots)
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        waiting += children.get(pid, [])
    return found


@dataclass
class System:
    """A running bot: where it listens, its own processes, and how long the first answer took (seconds)."""

    url: str
    processes: list[subprocess.Popen[bytes]]
    first_answer: float = 0.0

    @property
    def pids(self) -> list[int]:
        """All its processes."""
        return tree([process.pid for process in self.processes])

    def cpu(self) -> float:
        """User and system seconds so far of all its processes (children that ended are counted in their parents)."""
        ticks = 0
        for pid in self.pids:
            with contextlib.suppress(OSError):
                ticks += sum(map(int, _stat(pid)[11:15]))
        return ticks / TICKS

    def memory(self) -> float:
        """MB of all its processes: shared pages are shared out (PSS), so that nothing counts twice."""
        return sum(_pss(pid) for pid in self.pids) / 1024

    def stop(self) -> None:
        """End its processes, politely first; only those it started."""
        for process in self.processes:
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        for process in self.processes:
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _pss(pid: int) -> int:
    """kB; resident memory where the kernel gives no PSS."""
    for name, field in (("smaps_rollup", "Pss:"), ("status", "VmRSS:")):
        with contextlib.suppress(OSError):
            for line in (PROC / str(pid) / name).read_text().splitlines():
                if line.startswith(field):
                    return int(line.split()[1])
    return 0


def start(commands: list[list[str]], folder: Path, env: dict[str, str], url: str, log: Path) -> System:
    """Start all at once and wait for the first answer with a card. Raises RuntimeError when it never comes."""
    began = time.monotonic()
    with log.open("wb") as out:
        made = [
            subprocess.Popen(
                command, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT
            )
            for command in commands
        ]
    system = System(url, made)
    try:
        with httpx.Client(timeout=10) as client:
            while not _answers(client, url):
                if any(process.poll() is not None for process in made):
                    raise RuntimeError(f"a process ended while starting: see {log}")
                if time.monotonic() - began > PATIENCE:
                    raise RuntimeError(f"no answer within {PATIENCE:.0f} s: see {log}")
                time.sleep(0.05)
    except BaseException:
        system.stop()
        raise
    system.first_answer = time.monotonic() - began
    return system


def _answers(client: httpx.Client, url: str) -> bool:
    try:
        said = client.post(f"{url}/webhooks/rest/webhook", json={"sender": "start", "message": HELLO})
        return said.status_code == 200 and any(
            "custom" in row and row["custom"].get("kind") != "error" for row in said.json()
        )
    except (httpx.HTTPError, ValueError):
        return False


def timed_run(command: list[str], folder: Path, env: dict[str, str], log: Path) -> tuple[float, float, int]:
    """Run to the end; (wall seconds, CPU seconds with all its children, exit code)."""
    with log.open("wb") as out:
        began = time.monotonic()
        child = subprocess.Popen(
            command, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    return round(time.monotonic() - began, 1), round(usage.ru_utime + usage.ru_stime, 1), child.returncode
