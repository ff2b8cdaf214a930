"""All that extraction knows beforehand, in one value: ontology, lexicons, places, actors, confidence of rules."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property

from kg.actors import Actor, load_actors
from kg.known_names import KnownNames
from kg.lexicon import Lexicon, load_lexicon
from kg.ontology import Ontology, load_ontology
from kg.places import Gazetteer, load_gazetteer
from kg.resources import resource
from kg.speech import SpeechLexicon
from kg.spelling import normalise


@dataclass(frozen=True)
class Knowledge:
    """What the rules look things up in; pass another one to extract by another ontology or lexicon."""

    ontology: Ontology
    lexicon: Lexicon
    speech: SpeechLexicon
    places: Gazetteer
    actors: dict[str, Actor]
    precision: Mapping[str, Decimal]

    @classmethod
    def default(cls) -> "Knowledge":
        """Our own ontology, lexicons and tables, read once."""
        return _default()

    @cached_property
    def names(self) -> KnownNames:
        """The names that need no vote, with their classes: those of well-known actors."""
        return KnownNames({name: actor.class_name for name, actor in self.actors.items()})

    @cached_property
    def aliases(self) -> dict[str, str]:
        """Every name of a well-known actor → its usual name, both normalised."""
        return {name: normalise(actor.name) for name, actor in self.actors.items()}

    def confidence(self, rule: str) -> Decimal:
        """How often a rule was right on gold data (kg/training/calibrate.py); a rule that was never seen gets the share of all."""
        return self.precision.get(rule) or self.precision["*"]


def load_confidence() -> dict[str, Decimal]:
    """The measured precision of each rule, by its name (ontologies/confidence.tsv)."""
    with resource("confidence.tsv").open(encoding="utf-8", newline="") as file:
        return {row["rule"]: Decimal(row["confidence"]) for row in csv.DictReader(file, delimiter="\t")}


@cache
def _default() -> Knowledge:
    return Knowledge(
        load_ontology(),
        load_lexicon(),
        SpeechLexicon.from_toml(resource("speech.toml").read_text(encoding="utf-8")),
        load_gazetteer(),
        load_actors(),
        load_confidence(),
    )
