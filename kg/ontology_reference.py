"""The ontology's reference, docs/ontology.md, made of the ontology itself: `python -m kg.ontology_reference > docs/ontology.md`."""

import sys
from collections.abc import Iterator

from kg.ontology import CKG, Ontology, OntologyClass, Relation, load_ontology


def reference(ontology: Ontology) -> str:
    """All classes and relations with definition, example, domain and range, as one Markdown document."""
    return "\n".join(_sections(ontology))


def _sections(ontology: Ontology) -> Iterator[str]:
    yield "# Classes and relations\n"
    yield "Made of `ontologies/conflict.ttl` by `python -m kg.ontology_reference > docs/ontology.md`; a test compares the two."
    yield f"Version {ontology.version}; the prefix `ckg:` stands for `{CKG}`. How a claim is written is in [graph.md](graph.md).\n"
    yield "## Classes\n"
    for known in ontology.classes.values():
        if not known.parents:
            yield from _below(ontology, known, "")
    yield "\n## Relations\n"
    yield "| relation | subject | object | read backwards |\n| --- | --- | --- | --- |"
    for relation in ontology.relations.values():
        yield f"| [`{relation.name}`](#{relation.name.lower()}) | {relation.domain} | {relation.range} | `{relation.inverse_name}` |"
    yield ""
    for relation in ontology.relations.values():
        yield f"### {relation.name}\n\n{relation.definition}\n\n> {relation.example}\n"
        yield from _notes(relation)


def _below(ontology: Ontology, known: OntologyClass, indent: str) -> Iterator[str]:
    yield f"{indent}- **{known.name}**: {known.definition} {known.example}"
    for child in ontology.classes.values():
        if known.name in child.parents:
            yield from _below(ontology, child, indent + "  ")


def _notes(relation: Relation) -> Iterator[str]:
    if relation.parents:
        yield f"Whatever it holds of, {' and '.join(f'`{parent}`' for parent in relation.parents)} holds of, too.\n"
    if relation.symmetric:
        yield "It holds both ways; only the way that the text words is written.\n"
    if relation.background:
        yield "Background: it tells who or where somebody or something is, rather than what happened.\n"


if __name__ == "__main__":
    sys.stdout.write(reference(load_ontology()))
