"""All that extraction knows beforehand, in one value: ontology, lexicons, places, actors, confidence of rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property

from kg.actors import Actor, load_actors
from kg.lexicon import Lexicon, load_lexicon
from kg.mentions import normalise
from kg.ontology import Ontology, load_ontology
from kg.places import Gazetteer, load_gazetteer
from kg.resources import resource
from kg.speech import SpeechLexicon


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
    def classes(self) -> dict[str, str]:
        """The class of names that need no vote: well-known actors."""
        return {name: actor.class_name for name, actor in self.actors.items()}

    @cached_property
    def aliases(self) -> dict[str, str]:
        """Every name of a well-known actor → its usual name, both normalised."""
        return {name: normalise(actor.name) for name, actor in self.actors.items()}

    def confidence(self, rule: str, relation: str) -> Decimal:
        """How often a rule was right on gold data; unknown rules get the share of their family."""
        return self.precision.get(f"{rule} {relation}") or self.precision.get(rule.split(".")[0]) or Decimal("0.5")


@cache
def _default() -> Knowledge:
    return Knowledge(load_ontology(), load_lexicon(), SpeechLexicon.from_toml(resource("speech.toml").read_text(encoding="utf-8")), load_gazetteer(), load_actors(), {})
