"""
Score a pipeline on every test set, as the tables of the model card show it:

    python -m kg.training.evaluate PIPELINE DATA

Raw text goes in: tokens and sentences are the pipeline's own. UAS and LAS leave out punctuation and count UD subtypes.
PUD comes a sentence at a time, the other treebanks and the conflict texts by paragraph, the general name sets by sentence.
"""

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc
from spacy.training import Example

from kg.pipeline import LABELS, load_pipeline, pipeline_version
from kg.training.annotated import Annotated, read_columns, to_docs
from kg.training.conllu import by_paragraph, read_conllu, to_doc
from kg.training.corpora import gum_files
from kg.training.names_corpus import conflict
from kg.training.relabel import general

Row = tuple[str, ...]

SYNTAX_HEAD = ("trees", "UPOS", "XPOS", "lemma", "UAS", "LAS", "sentence F")
SYNTAX_SCORES = ("pos_acc", "tag_acc", "lemma_acc", "dep_uas", "dep_las", "sents_f")
NAMES_HEAD = ("names", "P", "R", "F", *(f"{label} P / R / F" for label in LABELS))


def score(nlp: Language, gold: Iterable[Doc]) -> dict[str, Any]:
    """Measure a pipeline with spaCy's scorer on gold documents, whose texts it reads anew."""
    return nlp.evaluate([Example(nlp.make_doc(doc.text), doc) for doc in gold])


def tree_sets(data: Path, nlp: Language) -> Iterator[tuple[str, list[Doc]]]:
    """The test treebanks by name."""
    for part in ("dev", "test"):
        sentences = read_conllu(data / "EWT" / f"en_ewt-ud-{part}.conllu")
        yield f"EWT {part}", [to_doc(paragraph, nlp.vocab) for paragraph in by_paragraph(sentences)]
    for part in ("dev", "test"):
        files = gum_files(data, part)
        yield f"GUM {part}", [to_doc(paragraph, nlp.vocab) for file in files for paragraph in by_paragraph(read_conllu(file))]
    pud = list(read_conllu(data / "PUD" / "en_pud-ud-test.conllu"))
    yield "PUD", [to_doc([sentence], nlp.vocab) for sentence in pud]


def name_sets(data: Path) -> Iterator[tuple[str, Iterable[Annotated]]]:
    """The test sets with names: conflict articles with all five labels, general sets of which only PER and LOC compare."""
    yield "conflict dev", conflict(data, "dev")
    yield "conflict held out", conflict(data, "held-out")
    for name, folder, file in (("UNER PUD", "UNER_PUD", "en_pud-ud-test.iob2"), ("UNER EWT test", "UNER_EWT", "en_ewt-ud-test.iob2")):
        yield name, general(read_columns(data / folder / file, token=1, tag=2, separator="\t"))


def syntax_rows(nlp: Language, data: Path) -> Iterator[Row]:
    """One row of percentages a treebank."""
    for name, gold in tree_sets(data, nlp):
        scores = score(nlp, gold)
        yield (name, *(_percent(scores[key]) for key in SYNTAX_SCORES))


def names_rows(nlp: Language, data: Path) -> Iterator[Row]:
    """One row of percentages a set with names."""
    for name, texts in name_sets(data):
        scores = score(nlp, to_docs(texts, nlp))
        by_label = scores["ents_per_type"]
        overall = tuple(_percent(scores[f"ents_{part}"]) for part in "prf")
        yield (
            name,
            *overall,
            *(" / ".join(_percent(by_label[label][part]) for part in "prf") if label in by_label else "" for label in LABELS),
        )


def report(nlp: Language, data: Path) -> str:
    """All scores of a pipeline as two Markdown tables."""
    tables = table(SYNTAX_HEAD, syntax_rows(nlp, data)), table(NAMES_HEAD, names_rows(nlp, data))
    return "\n\n".join("\n".join(lines) for lines in tables)


def table(head: Row, rows: Iterable[Row]) -> Iterator[str]:
    """The lines of a Markdown table."""
    for row in (head, ("---",) * len(head), *rows):
        yield "| " + " | ".join(row) + " |"


def _percent(value: float) -> str:
    return f"{100 * value:.1f}"


def main() -> None:
    """Read the command line and print the tables."""
    parser = argparse.ArgumentParser(prog="python -m kg.training.evaluate", description="Score a pipeline on the test sets.")
    parser.add_argument("pipeline", help="name or folder of a spaCy pipeline")
    parser.add_argument("data", type=Path, help="folder with the treebanks and name sets")
    args = parser.parse_args()
    nlp = load_pipeline(args.pipeline)
    print(pipeline_version(nlp), report(nlp, args.data), sep="\n\n")


if __name__ == "__main__":
    main()
