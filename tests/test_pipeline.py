"""The shipped pipeline is loaded and asked; foreign ones are built by hand."""

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg.errors import PipelineError
from kg.pipeline import LABELS, check, load_pipeline, our_labels, pipeline_version

UD = ("nsubj", "nsubj:pass", "obj", "obl", "nmod", "case")


def built(*components: str, parser_labels: tuple[str, ...] = UD) -> Language:
    nlp = spacy.blank("en")
    for component in components:
        pipe = nlp.add_pipe(component)
        for label in parser_labels if component == "parser" else ():
            pipe.add_label(label)  # type: ignore[attr-defined]
    return nlp


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load_pipeline()


def child(doc: Doc, head: str, label: str) -> str:
    return next(token.text for token in doc if token.dep_ == label and token.head.text == head)


def names(doc: Doc) -> list[tuple[str, str]]:
    return [(ent.text, ent.label_) for ent in doc.ents]


def test_ours_says_which_version_it_is(nlp: Language) -> None:
    assert pipeline_version(nlp).startswith("ckg_news_sm 0.")


def test_ours_has_our_five_labels(nlp: Language) -> None:
    assert set(nlp.get_pipe("ner").labels) == set(LABELS)  # type: ignore[attr-defined]


def test_active_clause_has_subject_and_object(nlp: Language) -> None:
    doc = nlp("Government troops captured the town on Friday.")
    assert child(doc, "captured", "nsubj") == "troops"
    assert child(doc, "captured", "obj") == "town"


def test_passive_clause_has_passive_subject_and_agent(nlp: Language) -> None:
    doc = nlp("The village was seized by rebel fighters.")
    assert child(doc, "seized", "nsubj:pass") == "village"
    assert child(doc, "seized", "obl:agent") == "fighters"


def test_subject_survives_a_date_in_front(nlp: Language) -> None:
    doc = nlp("On 18 May, rebels attacked the garrison.")
    assert child(doc, "attacked", "nsubj") == "rebels"


def test_speech_before_the_speaker_hangs_on_the_verb_of_speech(nlp: Language) -> None:
    doc = nlp("The army has withdrawn from the valley, a spokesman said.")
    said = next(token for token in doc if token.text == "said")
    assert said.dep_ == "ROOT"
    assert child(doc, "said", "nsubj") == "spokesman"
    assert child(doc, "said", "ccomp") == "withdrawn"


def test_sentences_are_the_parsers(nlp: Language) -> None:
    doc = nlp("The rebels left the town. The army entered it on Monday.")
    assert [sent.text for sent in doc.sents] == ["The rebels left the town.", "The army entered it on Monday."]


@pytest.mark.parametrize(("form", "lemma"), [("withdrew", "withdraw"), ("seized", "seize"), ("fought", "fight"), ("has", "have")])
def test_verbs_have_their_lemmas(nlp: Language, form: str, lemma: str) -> None:
    doc = nlp("The army has left: it seized the bridge, fought there and withdrew.")
    assert next(token.lemma_ for token in doc if token.text == form) == lemma


def test_people_places_and_groups_are_told_apart(nlp: Language) -> None:
    doc = nlp("Colonel Tesfaye Bekele said the 23rd Brigade had entered Mekele, and Ethiopian forces had left Adwa.")
    assert names(doc) == [
        ("Tesfaye Bekele", "PER"),
        ("23rd Brigade", "MIL"),
        ("Mekele", "LOC"),
        ("Ethiopian forces", "MIL"),
        ("Adwa", "LOC"),
    ]


def test_facilities_are_marked_whole(nlp: Language) -> None:
    doc = nlp("The fighters stormed Kober Prison and took Goma International Airport from the army.")
    assert names(doc) == [("Kober Prison", "FAC"), ("Goma International Airport", "FAC")]


def test_paragraphs_in_a_batch_are_read_as_alone(nlp: Language) -> None:
    texts = ["Rebels took Bunia.", "The ministry denied it."]
    assert [doc.to_json() for doc in nlp.pipe(texts)] == [nlp(text).to_json() for text in texts]


def test_missing_pipeline_is_refused() -> None:
    with pytest.raises(PipelineError, match=r"'no_such_pipeline'.*cannot be loaded.*expected an installed spaCy package"):
        load_pipeline("no_such_pipeline")


def test_folder_that_is_no_pipeline_is_refused(tmp_path: object) -> None:
    with pytest.raises(PipelineError, match="cannot be loaded"):
        load_pipeline(str(tmp_path))


def test_pipeline_without_parser_is_refused() -> None:
    with pytest.raises(PipelineError, match=r"found tagger, ner; expected also parser, lemmatizer"):
        check(built("tagger", "ner"), "half")


def test_pipeline_without_any_tagger_is_refused() -> None:
    with pytest.raises(PipelineError, match="tagger or morphologizer"):
        check(built("parser", "lemmatizer", "ner"), "half")


def test_pipeline_with_other_dependency_labels_is_refused_by_name_of_the_labels() -> None:
    stanford = built("tagger", "parser", "lemmatizer", "ner", parser_labels=("nsubj", "nsubjpass", "dobj", "prep", "pobj"))
    with pytest.raises(PipelineError, match=r"has dobj, nsubjpass, pobj, prep; expected Universal Dependencies labels"):
        check(stanford, "stanford")


def test_messages_are_one_line() -> None:
    with pytest.raises(PipelineError) as caught:
        load_pipeline("no_such_pipeline")
    assert "\n" not in str(caught.value)


def test_complete_ud_pipeline_is_accepted() -> None:
    check(built("tagger", "parser", "lemmatizer", "ner"), "ud")


def test_labels_of_other_pipelines_become_ours_and_the_rest_is_dropped() -> None:
    doc = Doc(spacy.blank("en").vocab, words=["Kamau", "left", "Nairobi", "on", "Kenyan", "soil"])
    doc.ents = [doc.char_span(0, 5, label="PERSON"), doc.char_span(11, 18, label="GPE"), doc.char_span(22, 28, label="NORP")]
    assert names(our_labels(doc)) == [("Kamau", "PER"), ("Nairobi", "LOC")]
