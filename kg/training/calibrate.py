"""
Confidence of the rules, measured on gold claims: `python -m kg.training.calibrate SCORER GOLD PREDICTIONS … > ontologies/confidence.tsv`.

SCORER is the folder of `score.py`; GOLD is a folder of gold files, PREDICTIONS what `kg extract --format jsonl` wrote for its articles, and
there may be several such pairs. A claim is right where the scorer finds it among the gold claims, required or optional. With few claims a
rule's share says little, so it is drawn towards the share of all rules, as if WEIGHT more claims of average quality had been seen
(additive smoothing with a prior mean).
"""

import argparse
import csv
import importlib.util
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

WEIGHT = 8


def load_scorer(folder: Path) -> ModuleType:
    """The scorer as a module, wherever it lies."""
    spec = importlib.util.spec_from_file_location("score", folder / "score.py")
    if spec is None or spec.loader is None:
        raise FileNotFoundError(folder / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def judged(scorer: ModuleType, folder: Path, predictions: Path) -> Iterator[tuple[str, bool]]:
    """The rule of each predicted claim and whether gold has that claim."""
    by_article: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for line in predictions.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if record["kind"] == "claim":
            by_article[record["article"]].append(record)
    for path in sorted(folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = (folder / gold["text"]).read_text(encoding="utf-8")
        for record in by_article[gold["id"]]:
            ends = [scorer.claimed_entities(record, role, gold["entities"], text) for role in ("subject", "object")]
            yield record["rule"], any(_is_that(claim, record["predicate"], ends, scorer.SYMMETRIC) for claim in gold["claims"])


def _is_that(claim: dict[str, Any], relation: str, ends: list[set[str]], symmetric: set[str]) -> bool:
    if claim["p"] != relation:
        return False
    straight = claim["s"] in ends[0] and claim["o"] in ends[1]
    return straight or (relation in symmetric and claim["s"] in ends[1] and claim["o"] in ends[0])


def table(pairs: list[tuple[str, bool]]) -> Iterator[tuple[str, int, int, str]]:
    """Rule, right claims, all claims and smoothed share of each rule; first that of all, for rules that were never seen."""
    seen: Counter[str] = Counter(rule for rule, _ in pairs)
    right: Counter[str] = Counter(rule for rule, is_right in pairs if is_right)
    mean = right.total() / max(1, seen.total())
    yield "*", right.total(), seen.total(), f"{mean:.2f}"
    for rule in sorted(seen):
        yield rule, right[rule], seen[rule], f"{(right[rule] + WEIGHT * mean) / (seen[rule] + WEIGHT):.2f}"


def main(args: Sequence[str] | None = None) -> None:
    """Write the table to stdout; `args` are those of the command line unless given."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scorer", type=Path, help="folder of score.py")
    parser.add_argument(
        "pairs", type=Path, nargs="+", metavar="GOLD PREDICTIONS", help="folder of gold files, and JSON Lines of kg extract"
    )
    arguments = parser.parse_args(args)
    if len(arguments.pairs) % 2:
        parser.error(f"{arguments.pairs[-1]}: each folder of gold files needs its predictions behind it")
    scorer = load_scorer(arguments.scorer)
    pairs = zip(arguments.pairs[::2], arguments.pairs[1::2], strict=True)
    writer = csv.writer(sys.stdout, delimiter="\t", lineterminator="\n")
    writer.writerow(("rule", "right", "claims", "confidence"))
    writer.writerows(table([found for gold, predictions in pairs for found in judged(scorer, gold, predictions)]))


if __name__ == "__main__":
    main()
