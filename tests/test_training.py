"""The recipe's conversions and rewritings, on small trees and texts written for the purpose."""

from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
import spacy
from spacy.language import Language

from kg.training.annotated import UNKNOWN, Annotated, parse_inline, read_columns, read_inline, read_jsonl, to_docs
from kg.training.build import _step
from kg.training.conllu import Sentence, Word, by_paragraph, read_conllu, to_doc
from kg.training.corpora import augmented
from kg.training.dates import dated
from kg.training.evaluate import score, table
from kg.training.names_corpus import HERE, towns
from kg.training.rearrange import arrange, subtree
from kg.training.relabel import general, label_of, read_re3d
from kg.training.rename import renamed
from kg.training.speech import attribution, curly, graft, tail_attribution
from kg.training.swap import Names, read_names, swap

SPOKEN = """\
# newdoc id = one
# newpar
# text = The minister said that rebels left Bria.
1\tThe\tthe\tDET\tDT\tDefinite=Def\t2\tdet\t_\t_
2\tminister\tminister\tNOUN\tNN\tNumber=Sing\t3\tnsubj\t_\t_
3\tsaid\tsay\tVERB\tVBD\tTense=Past|VerbForm=Fin\t0\troot\t_\t_
4\tthat\tthat\tSCONJ\tIN\t_\t6\tmark\t_\t_
5\trebels\trebel\tNOUN\tNNS\tNumber=Plur\t6\tnsubj\t_\t_
6\tleft\tleave\tVERB\tVBD\tTense=Past|VerbForm=Fin\t3\tccomp\t_\t_
7\tBria\tBria\tPROPN\tNNP\tNumber=Sing\t6\tobj\t_\tSpaceAfter=No
8\t.\t.\tPUNCT\t.\t_\t3\tpunct\t_\t_

"""

PLAIN = """\
# newpar
# text = The army didn't attack the old fort in May.
1\tThe\tthe\tDET\tDT\tDefinite=Def\t2\tdet\t_\t_
2\tarmy\tarmy\tNOUN\tNN\tNumber=Sing\t5\tnsubj\t_\t_
3-4\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
3\tdid\tdo\tAUX\tVBD\tTense=Past|VerbForm=Fin\t5\taux\t_\t_
4\tnot\tnot\tPART\tRB\t_\t5\tadvmod\t_\t_
5\tattack\tattack\tVERB\tVB\tTense=Past|VerbForm=Fin\t0\troot\t_\t_
6\tthe\tthe\tDET\tDT\tDefinite=Def\t8\tdet\t_\t_
7\told\told\tADJ\tJJ\tDegree=Pos\t8\tamod\t_\t_
8\tfort\tfort\tNOUN\tNN\tNumber=Sing\t5\tobj\t_\t_
8.1\tghost\tghost\tVERB\t_\t_\t_\t_\t5:conj\t_
9\tin\tin\tADP\tIN\t_\t10\tcase\t_\t_
10\tMay\tMay\tPROPN\tNNP\tNumber=Sing\t5\tobl\t_\tSpaceAfter=No
11\t.\t.\tPUNCT\t.\t_\t5\tpunct\t_\t_

"""

FLED = """\
# text = "People fled," he cried.
1\t"\t"\tPUNCT\t``\t_\t3\tpunct\t_\tSpaceAfter=No
2\tPeople\tpeople\tNOUN\tNNS\tNumber=Plur\t3\tnsubj\t_\t_
3\tfled\tflee\tVERB\tVBD\tTense=Past|VerbForm=Fin\t7\tccomp\t_\tSpaceAfter=No
4\t,\t,\tPUNCT\t,\t_\t3\tpunct\t_\tSpaceAfter=No
5\t"\t"\tPUNCT\t''\t_\t3\tpunct\t_\t_
6\the\the\tPRON\tPRP\t_\t7\tnsubj\t_\t_
7\tcried\tcry\tVERB\tVBD\tTense=Past|VerbForm=Fin\t0\troot\t_\tSpaceAfter=No
8\t.\t.\tPUNCT\t.\t_\t7\tpunct\t_\t_

"""

NAMES = Names(("Aye",), ("Tun",), ("Lubero",), ("Kenyan", "Peruvian"), ("Mayi-Mayi",), ("Radio Okapi",))


@pytest.fixture
def nlp() -> Language:
    return spacy.blank("en")


@pytest.fixture
def sentences(tmp_path: Path) -> list[Sentence]:
    path = tmp_path / "small.conllu"
    path.write_text(SPOKEN + PLAIN + FLED, encoding="utf-8")
    return list(read_conllu(path))


def arcs(sentence: Sentence) -> set[tuple[str, str, str]]:
    return {(word.form, word.deprel, sentence.words[word.head].form) for word in sentence.words}


def written(sentence: Sentence | None, nlp: Language) -> str:
    assert sentence is not None
    return to_doc([sentence], nlp.vocab).text.strip()


def test_trees_are_read_with_their_paragraphs(sentences: list[Sentence]) -> None:
    assert [len(group) for group in by_paragraph(sentences)] == [1, 2]
    assert [len(group) for group in by_paragraph(sentences, longest=1)] == [1, 1, 1]


def test_parts_of_a_contraction_spell_its_surface_and_empty_nodes_are_left_out(sentences: list[Sentence], nlp: Language) -> None:
    assert [word.form for word in sentences[1].words][2:4] == ["did", "n't"]
    assert written(sentences[1], nlp) == "The army didn't attack the old fort in May."


def test_documents_carry_tags_lemmas_and_trees_of_all_their_sentences(sentences: list[Sentence], nlp: Language) -> None:
    doc = to_doc(sentences, nlp.vocab)
    assert [sent.root.text for sent in doc.sents] == ["said", "attack", "cried"]
    assert [token.lemma_ for token in doc if token.dep_ == "ROOT"] == ["say", "attack", "cry"]
    assert doc[0].tag_ == "DT"
    assert str(doc[0].morph) == "Definite=Def"


def test_speech_moves_in_front_of_its_speaker(sentences: list[Sentence], nlp: Language) -> None:
    found = {written(tail_attribution(sentences[0], Random(seed)), nlp) for seed in range(60)}
    assert {
        "Rebels left Bria, the minister said.",
        "“Rebels left Bria,” the minister said.",
        "Rebels left Bria, said the minister.",
        "The minister said: “Rebels left Bria.”",
    } <= found


def test_rewritten_speech_keeps_the_annotators_arcs(sentences: list[Sentence]) -> None:
    kept = {("minister", "nsubj", "said"), ("left", "ccomp", "said"), ("Bria", "obj", "left")}
    for seed in range(40):
        rewritten = tail_attribution(sentences[0], Random(seed))
        assert rewritten is not None
        assert kept <= arcs(rewritten)
        assert [word.form for word in rewritten.words if word.deprel == "ROOT"] == ["said"]


def test_sentence_without_reported_speech_is_not_rewritten_as_such(sentences: list[Sentence]) -> None:
    assert tail_attribution(sentences[1], Random(0)) is None
    assert tail_attribution(sentences[2], Random(0)) is None


def test_statement_is_attributed_to_a_speaker_from_elsewhere(sentences: list[Sentence], nlp: Language) -> None:
    speaker = attribution(sentences[0])
    assert speaker is not None
    found = [graft(sentences[1], speaker, Random(seed)) for seed in range(40)]
    assert "“The army didn't attack the old fort in May,” the minister said." in {written(sentence, nlp) for sentence in found}
    for sentence in found:
        assert sentence is not None
        assert ("attack", "ccomp", "said") in arcs(sentence)


def test_own_date_moves_to_the_front_and_the_subject_stays_one(sentences: list[Sentence], nlp: Language) -> None:
    found = [dated(sentences[1], Random(seed)) for seed in range(40)]
    assert {written(sentence, nlp) for sentence in found} == {
        "In May, the army didn't attack the old fort.",
        "In May the army didn't attack the old fort.",
    }
    for sentence in found:
        assert sentence is not None
        assert {("army", "nsubj", "attack"), ("May", "obl", "attack"), ("In", "case", "May")} <= arcs(sentence)


def test_sentence_without_a_date_gets_one_that_hangs_on_its_verb(sentences: list[Sentence]) -> None:
    for seed in range(40):
        rewritten = dated(sentences[0], Random(seed))
        assert rewritten is not None
        assert rewritten.words[0].deprel == "case"
        assert [dep for _, dep, head in arcs(rewritten) if head == "said" and dep == "obl"] == ["obl"]
        assert ("minister", "nsubj", "said") in arcs(rewritten)


def test_quotation_marks_and_apostrophes_become_typographic(sentences: list[Sentence], nlp: Language) -> None:
    assert written(curly(sentences[2]), nlp) == "“People fled,” he cried."
    assert written(curly(sentences[1]), nlp) == "The army didn’t attack the old fort in May."
    assert curly(sentences[0]) is None


def test_places_in_trees_get_other_names_and_the_tree_stays(sentences: list[Sentence]) -> None:
    words = tuple(replace(word, form="Goma") if word.form == "May" else word for word in sentences[1].words)
    other = renamed(Sentence(words), NAMES, Random(0))
    assert other is not None
    assert {("Lubero", "obl", "attack"), ("in", "case", "Lubero")} <= arcs(other)
    assert renamed(sentences[0], NAMES, Random(0)) is None


def test_people_in_trees_get_given_and_family_names() -> None:
    joe = Word("Joe", "Joe", "PROPN", "NNP", "", 2, "nsubj")
    other = renamed(
        Sentence((joe, replace(joe, form="Roe", head=0, deprel="flat"), replace(joe, form="left", upos="VERB", deprel="ROOT"))),
        NAMES,
        Random(0),
    )
    assert other is not None
    assert [word.form for word in other.words] == ["Aye", "Tun", "left"]


def test_word_without_its_head_is_no_tree(sentences: list[Sentence]) -> None:
    words = sentences[0].words
    assert arrange(words, [0, 1]) is None
    assert subtree(words, 5) == [3, 4, 5, 6]


def test_augmentation_is_the_same_for_the_same_seed(sentences: list[Sentence]) -> None:
    paragraphs = list(by_paragraph(sentences))
    assert list(augmented(paragraphs, NAMES, Random(3))) == list(augmented(paragraphs, NAMES, Random(3)))


def test_towns_are_drawn_from_all_over_the_world_but_not_from_the_conflicts_held_out() -> None:
    drawn = towns(Random(1))
    assert len(set(drawn)) == len(drawn) == 4_000
    assert drawn == towns(Random(1))
    everywhere = {name for seed in range(8) for name in towns(Random(seed))}
    assert not everywhere & {"Yerevan", "Stepanakert", "Timbuktu", "Sanaa", "Marawi City", "Naypyidaw"}


def test_inline_marks_become_offsets() -> None:
    annotated = parse_inline("Troops left [[LOC Bria]] and [[FAC Bria Airport]].")
    assert annotated.text == "Troops left Bria and Bria Airport."
    assert [(annotated.text[start:end], label) for start, end, label in annotated.marks] == [("Bria", "LOC"), ("Bria Airport", "FAC")]


def test_every_own_sentence_is_marked_with_our_labels_and_survives_tokenization(nlp: Language) -> None:
    texts = list(read_inline(HERE / "own_sentences.txt"))
    assert len(texts) >= 1_500
    assert not [text for text in texts if "[[" in text.text or "]]" in text.text]
    assert {label for text in texts for _, _, label in text.marks} == {"PER", "LOC", "FAC", "MIL", "ORG"}
    for text, doc in zip(texts, to_docs(texts, nlp), strict=True):
        assert [(ent.start_char, ent.end_char, ent.label_) for ent in doc.ents] == list(text.marks)


def test_json_lines_are_read_in_the_order_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    path.write_text('{"id": "a", "text": "Kamau left Bo.", "entities": [[11, 13, "LOC"], [0, 5, "PER"]]}\n', encoding="utf-8")
    assert list(read_jsonl(path)) == [Annotated("Kamau left Bo.", ((0, 5, "PER"), (11, 13, "LOC")), "a")]


def test_columns_keep_the_original_spelling(tmp_path: Path) -> None:
    path = tmp_path / "texts.iob2"
    path.write_text("# text = (Radio Okapi)\n1\t(\tO\n2\tRadio\tB-ORG\n3\tOkapi\tI-ORG\n4\t)\tO\n", encoding="utf-8")
    assert list(read_columns(path, token=1, tag=2, separator="\t")) == [Annotated("(Radio Okapi)", ((1, 12, "ORG"),))]


def test_columns_without_original_spelling_guess_the_blanks(tmp_path: Path) -> None:
    path = tmp_path / "texts.txt"
    path.write_text("Abdi I-PER\nFarah I-PER\n, O\nof O\nBo I-LOC\n. O\n", encoding="utf-8")
    assert list(read_columns(path, token=0, tag=1)) == [Annotated("Abdi Farah, of Bo.", ((0, 10, "PER"), (15, 17, "LOC")))]


def test_unknown_stretches_are_left_open_in_documents(nlp: Language) -> None:
    [doc] = to_docs([Annotated("The Kiva Group left Bo", ((4, 14, UNKNOWN), (20, 22, "LOC")))], nlp)
    assert [ent.text for ent in doc.ents] == ["Bo"]
    assert [token.ent_iob_ for token in doc] == ["O", "", "", "O", "B"]


@pytest.mark.parametrize(
    ("name", "label", "warlike", "ours"),
    [
        ("Abdi Farah", "PER", True, "PER"),
        ("Lubero", "LOC", True, "LOC"),
        ("Kuje Prison", "LOC", False, "FAC"),
        ("Kenyan navy", "ORG", False, "MIL"),
        ("Ministry of Health", "ORG", True, "ORG"),
        ("Second Home", "ORG", False, "ORG"),
        ("Red Lions", "ORG", True, UNKNOWN),
        ("Kenyan", "OTH", True, None),
    ],
)
def test_general_labels_become_ours_or_are_left_open(name: str, label: str, warlike: bool, ours: str | None) -> None:
    assert label_of(name, label, warlike) == ours


def test_war_in_a_sentence_decides_about_ambiguous_organizations() -> None:
    texts = [Annotated("Red Lions won.", ((0, 9, "ORG"),)), Annotated("Red Lions killed ten soldiers.", ((0, 9, "ORG"),))]
    assert [text.marks for text in general(texts)] == [((0, 9, "ORG"),), ((0, 9, UNKNOWN),)]


def test_re3d_titles_are_cut_off_and_held_out_articles_left_out(tmp_path: Path) -> None:
    folder = tmp_path / "Agency"
    folder.mkdir()
    record = '{{"_id": "{id}", "text": "Gen. Abdi Farah left.\\nWe stayed."}}\n'
    mention = '{{"documentId": "{id}", "begin": {begin}, "end": {end}, "type": "{kind}", "confidence": 1}}\n'
    folder.joinpath("documents.json").write_text(record.format(id="A1") + record.format(id="6646F63F99"), encoding="utf-8")
    folder.joinpath("entities.json").write_text(
        mention.format(id="A1", begin=0, end=15, kind="Person") + mention.format(id="A1", begin=22, end=24, kind="Organisation"),
        encoding="utf-8",
    )
    assert list(read_re3d(tmp_path)) == [Annotated("Gen. Abdi Farah left.", ((5, 15, "PER"),)), Annotated("We stayed.", ())]


def test_swapped_names_are_of_the_same_kind_and_their_marks_fit() -> None:
    text = parse_inline(
        "[[PER Joe Roe]] of the [[MIL 7th Brigade]] fled [[FAC Bria Central Prison]] in [[LOC Bria]]; [[PER Joe Roe]] is Kenyan."
    )
    for seed in range(20):
        other = swap(text, NAMES, Random(seed))
        found = [(other.text[start:end], label) for start, end, label in other.marks]
        assert [label for _, label in found] == ["PER", "MIL", "FAC", "LOC", "PER"]
        assert found[0] == found[4]
        assert found[0][0] == "Joe Roe" or len(found[0][0].split()) == 2
        assert found[1][0].endswith(" Brigade")
        assert found[2][0].endswith("Central Prison")
        assert found[3][0] == "Bria" or found[3][0].startswith("Lu")


def test_demonyms_change_together_inside_and_outside_names() -> None:
    text = parse_inline("[[MIL Kenyan forces]] and Kenyan officials met.")
    texts = {swap(text, NAMES, Random(seed)).text for seed in range(20)}
    assert "Peruvian forces and Peruvian officials met." in texts


def test_name_lists_are_complete() -> None:
    names = read_names(HERE / "names.txt", [parse_inline("[[MIL Mayi-Mayi]] told [[ORG Radio Okapi]].")])
    assert "Mocímboa da Praia" in names.place
    assert names.groups == ("Mayi-Mayi",)
    assert min(map(len, (names.given, names.family, names.place, names.demonym))) > 40


def test_scores_of_a_perfect_reading_are_one(nlp: Language) -> None:
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "LOC", "pattern": "Bo"}])  # type: ignore[attr-defined]
    scores = score(nlp, to_docs([parse_inline("Troops left [[LOC Bo]].")], nlp))
    assert scores["ents_f"] == 1.0


def test_tables_are_markdown() -> None:
    assert list(table(("set", "F"), [("dev", "90.0")])) == ["| set | F |", "| --- | --- |", "| dev | 90.0 |"]


def test_steps_are_made_once_and_not_kept_half_done(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def broken(path: Path) -> None:
        path.write_text("half", encoding="utf-8")
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011
        _step(tmp_path / "corpus", broken)
    assert not (tmp_path / "corpus").exists()
    _step(tmp_path / "corpus", lambda path: path.write_text("whole", encoding="utf-8"))
    _step(tmp_path / "corpus", broken)
    assert (tmp_path / "corpus").read_text(encoding="utf-8") == "whole"
    assert capsys.readouterr().err.endswith("corpus: kept\n")
