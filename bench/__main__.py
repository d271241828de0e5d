"""``make bench``: prints ratios, and writes them with their figures to ``_build/bench.json``."""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.synthetic import ROOT, write_book

RUNS = 5
SIZES = (10, 100, 1000)


def cpu_of(command: list[str]) -> tuple[float, float]:
    """Run *command*; return its CPU and wall time, in seconds."""
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return cpu, time.perf_counter() - started


def measure(commands: dict[str, list[str]], *, runs: int = RUNS) -> dict[str, dict[str, float]]:
    """Return the median CPU and wall time of each command, the runs interleaved."""
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            times[name].append(cpu_of(command))
    return {
        name: {
            "cpu": statistics.median(cpu for cpu, _ in each),
            "wall": statistics.median(wall for _, wall in each),
        }
        for name, each in times.items()
    }


def check_command(root: Path) -> list[str]:
    """Return the command that checks the sources of the book in *root*."""
    return [sys.executable, "-m", "tools", "check", "--root", str(root), "--format", "json"]


def main() -> int:
    """Measure the checker on the real book and on larger ones."""
    with tempfile.TemporaryDirectory() as place:
        books = {size: write_book(Path(place, str(size)), episodes=size) for size in SIZES}
        small = measure(
            {
                "python -c pass": [sys.executable, "-c", "pass"],
                "import sphinx": [sys.executable, "-c", "import sphinx.application"],
                "check, 5 episodes": check_command(write_book(Path(place, "5"), episodes=5)),
                "check, 10 episodes": check_command(books[10]),
                "check, 100 episodes": check_command(books[100]),
            }
        )
        large = measure({"check, 1000 episodes": check_command(books[1000])}, runs=1)
    figures = small | large
    start = figures["check, 5 episodes"]["cpu"]
    per_page = {
        f"CPU an episode, {size} against 10": (figures[f"check, {size} episodes"]["cpu"] / size)
        / (figures["check, 10 episodes"]["cpu"] / 10)
        for size in SIZES[1:]
    }
    ratios = {
        "check of the book against importing Sphinx": start / figures["import sphinx"]["cpu"],
        **per_page,
    }
    for name, figure in figures.items():
        print(f"{name:<24} {figure['cpu']:8.2f} s CPU {figure['wall']:8.2f} s")
    for name, ratio in ratios.items():
        print(f"{name:<46} {ratio:6.2f}")
    report = ROOT / "_build" / "bench.json"
    report.parent.mkdir(exist_ok=True)
    report.write_text(
        json.dumps({"figures": figures, "ratios": ratios}, indent=1) + "\n", encoding="utf-8"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
