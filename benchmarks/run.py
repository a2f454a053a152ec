"""`python -m benchmarks.run`: stock Rasa and Drogowskaz in one run, both figures and the ratio."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks import measure, ours, report, stock
from benchmarks.accuracy import our_reader, score, stock_reader
from benchmarks.measure import Measured, Plan
from benchmarks.ours import OursError
from benchmarks.stock import Stock, StockError

RESULTS = Path(__file__).parent / "results.md"


def measure_stock(plan: Plan, chosen: Stock, keep: bool) -> Measured:
    """Install, train, serve and question stock Rasa."""
    stock.environment()
    trained = chosen.train(keep)
    _say("stock Rasa: serving")
    served = measure.run(chosen.serve(), plan)
    full = chosen.epochs is None
    if full:
        _say("stock Rasa: texts of another author")
    accuracy = score(stock_reader(chosen.parse)) if full else None
    wall, cpu = (trained["wall"], trained["cpu"]) if full else (None, None)
    return Measured(served, wall, cpu, measure.size(stock.VENV), accuracy)


def measure_ours(plan: Plan, keep: bool) -> Measured:
    """Train, serve and question Drogowskaz."""
    _say("Drogowskaz: training")
    trained = ours.train(keep)
    _say("Drogowskaz: serving")
    served = measure.run(ours.serve(), plan)
    _say("Drogowskaz: texts of another author")
    accuracy = score(our_reader(ours.understander()))
    return Measured(served, trained["wall"], trained["cpu"], measure.size(ours.environment()), accuracy)


def remarks(compared: Stock | None, quick: bool) -> list[str]:
    """What a reader must know beside the figures."""
    found = [
        "Accuracy: `tests/nlu/other_author.yml`. Refused: `out_of_scope`, and for stock also its own fallback. "
        "A question back counts as accepted, never as right at once.",
        "Training was timed when each model was trained, perhaps under another load: CPU seconds compare best.",
        "Our environment is the one the benchmark runs in; with the tools of `make test` it is larger than users have.",
    ]
    if compared is not None:
        found.append(
            "Stock: Rasa's default pipeline and policies, untouched. Its action only says a sentence and a card; ours "
            "holds the dialogue and writes a journal. It has rules and no stories, so TED and UnexpecTED learn "
            "nothing and cost little: that is in its favour."
        )
    if compared is not None and compared.epochs is not None:
        found.append(
            f"Reduced: stock was trained for {compared.epochs} epochs instead of 100, so its training time and its "
            "accuracy are not given. The time of a turn does not depend on the number of epochs."
        )
    if quick:
        found.append("Reduced: fewer turns than a full run.")
    return found


def _say(line: str) -> None:
    print(f"· {line}", flush=True)


def main() -> int:
    """Measure, print and write results.md; 1 when a side could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument("--ours", action="store_true", help="leave stock Rasa out (results.md is not written)")
    parser.add_argument("--quick", action="store_true", help="fewer turns; stock barely trained unless a model is kept")
    parser.add_argument("--no-train", action="store_true", help="use the kept models, even when they are stale")
    chosen = parser.parse_args()
    plan = measure.QUICK if chosen.quick else Plan()
    stock.HOME.mkdir(exist_ok=True)
    compared = None if chosen.ours else Stock()
    if compared is not None and chosen.quick and not compared.kept:
        compared = Stock("project-quick", stock.QUICK)
    try:
        theirs = measure_stock(plan, compared, chosen.no_train) if compared is not None else None
        own = measure_ours(plan, chosen.no_train)
    except (StockError, OursError, RuntimeError) as error:
        print(f"benchmarks: {error}", file=sys.stderr)
        return 1
    print(report.table(theirs, own))
    if theirs is not None:
        command = " ".join(["python -m benchmarks.run", *sys.argv[1:]])
        RESULTS.write_text(report.page(theirs, own, plan, remarks(compared, chosen.quick), command), encoding="utf-8")
        _say(f"written: {RESULTS.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
