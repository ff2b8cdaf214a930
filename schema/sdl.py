"""The schema as text: `python -m schema.sdl` prints it."""

import sys

from kg.ontology import Ontology
from schema.build import build_schema


def sdl(ontology: Ontology | None = None) -> str:
    """The schema of an ontology (None: ours) in GraphQL's schema definition language."""
    return build_schema(ontology).as_str() + "\n"


if __name__ == "__main__":
    sys.stdout.write(sdl())
