"""Load a spaCy pipeline that the rules of extraction can read: ours, or another one with Universal Dependencies labels."""

from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import NumpyOps, set_current_ops

import kg.encoder  # noqa: F401  # spaCy finds the layer of our pipeline by its name
from kg.errors import PipelineError

MODEL = Path(__file__).parent / "model"
"""The pipeline that comes with kg."""

LABELS = ("PER", "LOC", "FAC", "MIL", "ORG")

# What other pipelines call the names that we mark. Labels that stand in neither table (NORP, DATE, MONEY …) are no names of ours.
# Where a label covers several of ours (ORG takes in armies), the rules' head nouns decide later.
LABEL_MAP = {
    "PERSON": "PER",
    "GPE": "LOC",
    "FACILITY": "FAC",
    "LOCATION": "LOC",
    "ORGANIZATION": "ORG",
    "ORGANISATION": "ORG",
    "MILITARY": "MIL",
}

_RANKS = ("Adm.", "Brig.", "Capt.", "Cmdr.", "Col.", "Cpl.", "Gen.", "Lt.", "Maj.", "Pfc.", "Sgt.")
_NEEDED = ("parser", "lemmatizer", "ner")
_TAGGERS = ("tagger", "morphologizer")
_UD = ("nsubj", "nsubj:pass", "obj", "obl", "nmod", "case")


def load_pipeline(name_or_path: str | None = None) -> Language:
    """
    Load our pipeline (None) or any other, by package name or folder, so that its documents bear UD trees and our five labels.

    Sentence boundaries are the parser's. Raises PipelineError for a pipeline that is missing, lacks a component, or was
    trained on other dependency labels.
    """
    use_fast_ops()
    name = name_or_path or str(MODEL)
    try:
        nlp = spacy.load(name)
    except (OSError, ValueError, ImportError) as error:
        reason = str(error).strip().partition("\n")[0]
        raise PipelineError(
            f"pipeline {name!r}: cannot be loaded ({reason}); expected an installed spaCy package or the folder of a pipeline; "
            "install it, mend the path, or leave --pipeline out to use the one that comes with kg"
        ) from error
    check(nlp, name)
    if (join := getattr(nlp.tokenizer, "add_special_case", None)) is not None:
        for rank in _RANKS:  # one token, as in the treebanks: its full stop ends no sentence
            join(rank, [{"ORTH": rank}])
    if set(nlp.get_pipe("ner").labels) - set(LABELS):  # type: ignore[attr-defined]
        nlp.add_pipe("conflict_kg_labels", after="ner")
    return nlp


def use_fast_ops() -> None:
    """
    Let thinc multiply matrices with NumPy.

    NumPy's OpenBLAS is about three times as fast as the BLIS that thinc brings, and doubles a pipeline's words per second.
    The choice is thinc's, and so the process's: it must be made before a pipeline is loaded.
    """
    set_current_ops(NumpyOps(use_blis=False))


def check(nlp: Language, name: str) -> None:
    """Raise PipelineError unless the pipeline tags, lemmatizes, finds names, and parses with Universal Dependencies labels."""
    missing = [part for part in _NEEDED if part not in nlp.pipe_names]
    if not any(part in nlp.pipe_names for part in _TAGGERS):
        missing.insert(0, " or ".join(_TAGGERS))
    if missing:
        raise PipelineError(
            f"pipeline {name!r}: found {', '.join(nlp.pipe_names) or 'no components'}; expected also {', '.join(missing)}; "
            "choose a complete pipeline, or leave --pipeline out to use the one that comes with kg"
        )
    labels = set(nlp.get_pipe("parser").labels)  # type: ignore[attr-defined]
    absent = [label for label in _UD if label not in labels]
    if absent:
        foreign = sorted(labels & {"dobj", "nsubjpass", "pobj", "prep", "auxpass", "agent"})
        found = ", ".join(foreign) or "no " + ", ".join(absent)
        raise PipelineError(
            f"pipeline {name!r}: its parser has {found}; expected Universal Dependencies labels ({', '.join(_UD)}); "
            "choose a pipeline trained on a UD treebank, or leave --pipeline out to use the one that comes with kg"
        )


def pipeline_version(nlp: Language) -> str:
    """Name and version of a pipeline as provenance records it, such as "ckg_news_sm 0.1.0"."""
    return f"{nlp.meta.get('name') or 'unnamed'} {nlp.meta.get('version') or '0.0.0'}"


@Language.component("conflict_kg_labels", requires=["doc.ents"], assigns=["doc.ents"])
def our_labels(doc: Doc) -> Doc:
    """Rename another pipeline's entity labels to ours and drop those that mark no name."""
    kept = []
    for ent in doc.ents:
        label = LABEL_MAP.get(ent.label_, ent.label_)
        if label in LABELS:
            ent.label_ = label
            kept.append(ent)
    doc.set_ents(kept)
    return doc
