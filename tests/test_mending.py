"""Trees that take a sentence for a noun phrase, and trees that are left alone."""

import pytest
from docs_by_hand import parsed, tree
from spacy.tokens import Doc

from kg.mending import mend


def arcs(doc: Doc) -> list[str]:
    """The mended tree, a word each: "word dependency head"."""
    mend(doc)
    return [f"{token.text} {token.dep_} {token.head.text}" for token in doc]


def test_a_past_tense_before_its_object_becomes_the_root() -> None:
    doc = tree("Seleka NNP 1 nsubj B-MIL", "surrounded/surround VBD 2 amod", "Bria NNP 2 ROOT B-LOC", ". . 2 punct")
    assert arcs(doc) == ["Seleka nsubj surrounded", "surrounded ROOT surrounded", "Bria obj surrounded", ". punct surrounded"]


@pytest.mark.parametrize("dependency", ["compound", "nmod", "nmod:desc"])
def test_a_noun_before_a_past_tense_is_its_subject_with_what_stands_before_it(dependency: str) -> None:
    doc = tree(
        "The/the DT 3 det",
        f"army NN 3 {dependency}",
        "confirmed/confirm VBD 3 amod",
        "control NN 3 ROOT",
        "over IN 6 case",
        "the DT 6 det",
        "dam NN 3 nmod",
        ". . 3 punct",
    )
    assert arcs(doc) == [
        "The det army",
        "army nsubj confirmed",
        "confirmed ROOT confirmed",
        "control obj confirmed",
        "over case dam",
        "the det dam",
        "dam nmod control",
        ". punct confirmed",
    ]


def test_a_finite_clause_behind_a_noun_becomes_the_root_with_the_noun_for_its_subject() -> None:
    doc = tree("Paramilitaries/paramilitary NNS 0 ROOT", "blockaded/blockade VBD 0 acl", "the DT 3 det", "port NN 1 obj", ". . 0 punct")
    assert arcs(doc) == [
        "Paramilitaries nsubj blockaded",
        "blockaded ROOT blockaded",
        "the det port",
        "port obj blockaded",
        ". punct blockaded",
    ]


def test_what_looks_like_a_participle_but_has_an_object_is_a_past_tense() -> None:
    doc = tree("Gunmen/gunman NNS 0 ROOT", "seized/seize VBN 0 acl", "Bria NNP 1 obj B-LOC", ". . 0 punct")
    assert arcs(doc)[:2] == ["Gunmen nsubj seized", "seized ROOT seized"]


def test_what_looks_like_a_participle_but_goes_into_something_is_a_past_tense() -> None:
    doc = tree("Units/unit NNS 0 ROOT", "swept/sweep VBN 0 acl", "into IN 3 case", "Bria NNP 1 obl B-LOC", ". . 0 punct")
    assert arcs(doc)[:2] == ["Units nsubj swept", "swept ROOT swept"]


def test_a_clause_behind_the_second_of_two_nouns_is_that_of_both() -> None:
    doc = tree(
        "Soldiers/soldier NNS 0 ROOT",
        "and CC 2 cc",
        "rebels/rebel NNS 0 conj",
        "clashed/clash VBD 2 acl",
        ". . 0 punct",
    )
    assert arcs(doc) == ["Soldiers nsubj clashed", "and cc rebels", "rebels conj Soldiers", "clashed ROOT clashed", ". punct clashed"]


def test_a_verb_joined_to_its_subject_like_a_list_becomes_the_root_and_what_it_runs_into_its_object() -> None:
    doc = tree(
        "Alliance NNP 0 ROOT B-MIL",
        ", , 3 punct",
        "militia NN 0 appos",
        "controls/control VBZ 0 conj",
        "Bria NNP 3 flat B-LOC",
        ". . 0 punct",
    )
    assert arcs(doc)[3:5] == ["controls ROOT controls", "Bria obj controls"]
    assert doc[0].dep_ == "nsubj"


def test_what_looks_like_a_participle_between_a_name_and_the_only_noun_is_a_past_tense() -> None:
    doc = tree(
        "Seleka NNP 2 compound B-MIL",
        "confirmed/confirm VBN 2 amod",
        "control NN 2 ROOT",
        "over IN 4 case",
        "Bria NNP 2 nmod B-LOC",
        ". . 2 punct",
    )
    assert arcs(doc)[:3] == ["Seleka nsubj confirmed", "confirmed ROOT confirmed", "control obj confirmed"]


def test_a_noun_with_an_object_is_a_verb_in_the_present() -> None:
    doc = tree(
        "Russian JJ 1 amod B-MIL", "forces/force NNS 2 compound I-MIL", "control NN 2 ROOT", "Melitopol NNP 2 obj B-LOC", ". . 2 punct"
    )
    assert arcs(doc)[:4] == ["Russian amod forces", "forces nsubj control", "control ROOT control", "Melitopol obj control"]
    assert (doc[2].pos_, doc[2].tag_) == ("VERB", "VBP")


def test_a_noun_before_alongside_is_a_verb_in_the_present() -> None:
    doc = tree(
        "Hezbollah NNP 1 compound B-MIL", "fights NNS 1 ROOT", "alongside IN 4 case", "the DT 4 det", "army NN 1 nmod", ". . 1 punct"
    )
    assert arcs(doc)[:2] == ["Hezbollah nsubj fights", "fights ROOT fights"]
    assert (doc[1].lemma_, doc[1].tag_, doc[4].dep_) == ("fight", "VBZ", "obl")


def test_a_clause_coordinated_with_the_mended_one_hangs_on_its_verb() -> None:
    doc = tree(
        "Gunmen/gunman NNS 0 ROOT",
        "seized/seize VBD 0 acl",
        "Bria NNP 1 obj B-LOC",
        "and CC 4 cc",
        "fled/flee VBD 0 conj",
        ". . 0 punct",
    )
    assert arcs(doc)[4] == "fled conj seized"


@pytest.mark.parametrize(
    "rows",
    [
        ("Seleka NNP 1 nsubj B-MIL", "surrounded/surround VBD 1 ROOT", "Bria NNP 1 obj B-LOC", ". . 1 punct"),
        ("Seleka NNP 2 nsubj B-MIL", "is/be AUX:VBZ 2 cop", "group NN 2 ROOT", "armed/arm VBD 2 acl", ". . 2 punct"),
        ("The/the DT 2 det", "besieged/besiege VBN 2 amod", "town NN 2 ROOT", "of IN 4 case", "Bria NNP 2 nmod B-LOC"),
        ("Towns/town NNS 0 ROOT", "seized/seize VBN 0 acl", "by IN 3 case", "Seleka NNP 1 obl:agent B-MIL", ". . 0 punct"),
        ("Towns/town NNS 0 ROOT", "that PRON:WDT 2 nsubj", "fell/fall VBD 0 acl", ". . 0 punct"),
    ],
    ids=["a whole sentence", "a copula", "an adjective", "an agent", "a subject of its own"],
)
def test_other_trees_stay_as_they_are(rows: tuple[str, ...]) -> None:
    before = [(token.head.i, token.dep_) for token in tree(*rows)]
    doc = tree(*rows)
    mend(doc)
    assert [(token.head.i, token.dep_) for token in doc] == before


def test_each_sentence_of_a_document_is_mended() -> None:
    one = ("Seleka NNP 1 nsubj B-MIL", "took/take VBD 2 amod", "Bria NNP 2 ROOT B-LOC", ". . 2 punct")
    two = ("Gunmen/gunman NNS 4 ROOT", "seized/seize VBD 4 acl", "Birao NNP 5 obj B-LOC", ". . 4 punct")
    assert [sentence.root.text for sentence in parsed(tree(*one, *two)).doc.sents] == ["took", "seized"]


def test_who_stands_before_whose_is_the_subject_of_the_main_clause() -> None:
    doc = tree(
        "Sesay NNP 5 nsubj:pass B-PER",
        ", , 3 punct",
        "whose WP$ 3 nmod:poss",
        "father NN 5 nsubj:pass",
        "was/be AUX:VBD 5 aux:pass",
        "killed/kill VBN 7 ccomp",
        ", , 5 punct",
        "spoke/speak VBD 7 ROOT",
        ". . 7 punct",
    )
    mended = arcs(doc)
    assert mended[0] == "Sesay nsubj spoke"
    assert mended[5] == "killed acl:relcl Sesay"


def test_the_main_verb_behind_a_clause_with_whose_is_the_root() -> None:
    doc = tree(
        "Seleka NNP 5 nsubj:pass B-MIL",
        ", , 3 punct",
        "whose WP$ 3 nmod:poss",
        "chief NN 5 nsubj:pass",
        "was/be AUX:VBD 5 aux:pass",
        "killed/kill VBN 5 ROOT",
        ", , 7 punct",
        "took/take VBD 5 advcl",
        "Bria NNP 7 obj B-LOC",
        ". . 5 punct",
    )
    mended = arcs(doc)
    assert mended[0] == "Seleka nsubj took"
    assert mended[7] == "took ROOT took"


def test_a_name_that_the_tagger_takes_for_a_verb_is_a_name() -> None:
    doc = tree(
        "They/they PRP 1 nsubj", "took/take VBD 1 ROOT", "Obo NNP 1 obj B-LOC", "and CC 4 cc", "Pirita VB 2 conj B-LOC", ". . 1 punct"
    )
    mend(doc)
    assert (doc[4].pos_, doc[4].tag_) == ("PROPN", "NNP")


def test_what_stands_between_commas_behind_a_subject_is_an_apposition() -> None:
    doc = tree(
        "Anteka NNP 8 nsubj B-MIL",
        ", , 0 punct",
        "the DT 3 det",
        "wing NN 8 nsubj",
        "of IN 5 case",
        "Seleka NNP 3 nmod B-MIL",
        ", , 3 punct",
        "has/have AUX:VBZ 8 aux",
        "rested/rest VBN 8 ROOT",
        ". . 8 punct",
    )
    assert arcs(doc)[0:4:3] == ["Anteka nsubj rested", "wing appos Anteka"]


def test_the_second_of_two_subjects_in_a_list_stays_one() -> None:
    doc = tree(
        "Anteka NNP 6 nsubj B-MIL",
        ", , 0 punct",
        "the DT 3 det",
        "police NN 6 nsubj",
        "and CC 5 cc",
        "Seleka NNP 3 conj B-MIL",
        "rested/rest VBD 6 ROOT",
        ". . 6 punct",
    )
    assert arcs(doc)[3] == "police nsubj rested"


def test_what_begins_with_an_article_right_behind_a_fronted_phrase_is_the_subject_with_its_appositions() -> None:
    doc = tree(
        "In/in IN 2 case",
        "the DT 2 det",
        "east NN 9 obl",
        "the DT 4 det",
        "militia NN 2 appos",
        ", , 6 punct",
        "Seleka NNP 2 appos B-MIL",
        ", , 6 punct",
        "has/have AUX:VBZ 9 aux",
        "rested/rest VBN 9 ROOT",
        ". . 9 punct",
    )
    assert [arcs(doc)[i] for i in (2, 4, 6)] == ["east obl rested", "militia nsubj rested", "Seleka appos militia"]


def test_a_fronted_phrase_before_a_subject_keeps_its_own() -> None:
    doc = tree(
        "At/at IN 1 case",
        "Obo NNP 6 obl B-LOC",
        "the DT 4 det",
        "previous JJ 4 amod",
        "August NNP 1 nmod:unmarked",
        "he PRP 6 nsubj",
        "rested/rest VBD 6 ROOT",
        ". . 6 punct",
    )
    assert arcs(doc)[4] == "August nmod:unmarked Obo"


def test_an_actor_without_a_preposition_is_the_subject_of_a_verb_that_has_none() -> None:
    rows = ("Seleka NNP 6 obl B-MIL", ", , 3 punct", "the DT 3 det", "wing NN 0 appos", "of IN 5 case", "Anteka NNP 3 nmod B-MIL")
    doc = tree(*rows, "seized/seize VBD 6 ROOT", "Bria NNP 6 obj B-LOC", ". . 6 punct")
    mend(doc)
    assert doc[0].dep_ == "nsubj"


def test_a_participle_that_a_span_of_time_parts_from_have_is_the_verb() -> None:
    doc = tree(
        "Rebels/rebel NNS 1 nsubj",
        "have VBP 1 ROOT",
        "for IN 3 case",
        "weeks/week NNS 1 obl",
        "encircled/encircle VBN 3 acl",
        "Bria NNP 4 obj B-LOC",
        ". . 1 punct",
    )
    assert arcs(doc) == [
        "Rebels nsubj encircled",
        "have aux encircled",
        "for case weeks",
        "weeks obl encircled",
        "encircled ROOT encircled",
        "Bria obj encircled",
        ". punct encircled",
    ]


def test_what_somebody_has_for_a_time_is_no_part_of_a_verb() -> None:
    doc = tree(
        "Rebels/rebel NNS 1 nsubj",
        "have VBP 1 ROOT",
        "tanks/tank NNS 1 obj",
        "for IN 4 case",
        "weeks/week NNS 1 obl",
        "spent/spend VBN 4 acl",
        ". . 1 punct",
    )
    assert arcs(doc)[1] == "have ROOT have"


def test_an_object_behind_a_second_verb_is_that_verbs() -> None:
    doc = tree(
        "Gunmen/gunman NNS 1 nsubj",
        "burned/burn VBD 1 ROOT",
        "homes/home NNS 1 obj",
        "and CC 4 cc",
        "shot/shoot VBD 1 conj",
        "dead JJ 4 xcomp",
        "farmers/farmer NNS 1 obj",
    )
    assert arcs(doc)[-1] == "farmers obj shot"


def test_a_past_tense_hung_on_the_participle_of_its_subject_is_the_sentences_verb() -> None:
    doc = tree(
        "Men/man NNS 1 nsubj",
        "armed/arm JJ 1 ROOT",
        "with IN 3 case",
        "rifles/rifle NNS 1 obl",
        "stormed/storm VBD 3 acl",
        "Bria NNP 4 obj B-LOC",
    )
    assert arcs(doc)[:5] == ["Men nsubj stormed", "armed acl Men", "with case rifles", "rifles obl armed", "stormed ROOT stormed"]


def test_a_disguise_does_not_attack() -> None:
    doc = tree(
        "Men/man NNS 0 ROOT",
        "disguised/disguise JJ 0 amod",
        "as IN 4 mark",
        "guards/guard NNS 4 nsubj",
        "stormed/storm VBD 1 advcl",
        "Bria NNP 4 obj B-LOC",
    )
    assert arcs(doc)[:5] == ["Men nsubj stormed", "disguised acl Men", "as mark disguised", "guards obl disguised", "stormed ROOT stormed"]


def test_a_clause_of_its_own_behind_a_participle_is_left_alone() -> None:
    doc = tree(
        "Men/man NNS 1 nsubj",
        "armed/arm JJ 1 ROOT",
        "as IN 4 mark",
        "they PRP 4 nsubj",
        "stormed/storm VBD 1 advcl",
        "Bria NNP 4 obj B-LOC",
    )
    assert arcs(doc)[4] == "stormed advcl armed"


def test_what_goes_on_behind_speech_set_off_has_the_subject_before_it() -> None:
    doc = tree(
        "Chad NNP 4 vocative B-LOC",
        ", , 4 punct",
        "the DT 3 det",
        "ministry NN 4 nsubj",
        "said/say VBD 4 ROOT",
        ", , 6 punct",
        "shelled/shell VBD 4 conj",
        "Bria NNP 6 obj B-LOC",
    )
    assert arcs(doc)[0] == "Chad nsubj shelled"


def test_what_a_speaker_does_next_stays_his() -> None:
    doc = tree(
        "Chad NNP 4 obl B-LOC",
        ", , 4 punct",
        "the DT 3 det",
        "ministry NN 4 nsubj",
        "said/say VBD 4 ROOT",
        ", , 4 punct",
        "and CC 7 cc",
        "shelled/shell VBD 4 conj",
        "Bria NNP 7 obj B-LOC",
    )
    assert arcs(doc)[0] == "Chad obl said"


def test_a_clause_with_a_relative_pronoun_is_a_relative_clause() -> None:
    doc = tree("Men/man NNS 0 ROOT", ", , 0 punct", "who WP 3 nsubj", "fled/flee VBD 0 acl")
    assert arcs(doc)[3] == "fled acl:relcl Men"


def test_a_clause_behind_from_which_tells_of_the_noun_before_it() -> None:
    doc = tree(
        "They PRP 1 nsubj",
        "stormed/storm VBD 1 ROOT",
        "the DT 3 det",
        "jail NN 1 obj",
        ", , 1 punct",
        "from IN 6 case",
        "which WDT 8 obl",
        "they PRP 8 nsubj",
        "fled/flee VBD 1 advcl",
    )
    assert arcs(doc)[8] == "fled acl:relcl jail"


@pytest.mark.parametrize(("auxiliary", "head"), [("had/have", "denied"), ("has/have", "fallen")])
def test_a_simple_past_of_saying_behind_a_pluperfect_is_the_speakers(auxiliary: str, head: str) -> None:
    doc = tree(
        "They PRP 1 nsubj",
        "denied/deny VBD 1 ROOT",
        "it PRP 4 nsubj",
        f"{auxiliary} AUX:VBD 4 aux",
        "fallen/fall VBN 1 ccomp",
        "and CC 6 cc",
        "said/say VBD 4 conj",
        "so RB 6 advmod",
    )
    assert arcs(doc)[6] == f"said conj {head}"


def test_a_noun_behind_an_object_and_a_comma_is_its_apposition() -> None:
    for dependency in ("obl", "obj"):
        doc = tree(
            "Rebels/rebel NNS 1 nsubj",
            "took/take VBD 1 ROOT",
            "Bria NNP 1 obj B-LOC",
            ", , 5 punct",
            "a DT 5 det",
            f"town NN 1 {dependency}",
            ". . 1 punct",
        )
        assert arcs(doc)[5] == "town appos Bria"


def test_an_oblique_without_a_preposition_is_the_object_of_a_verb_that_has_none() -> None:
    doc = tree(
        "They/they PRP 1 nsubj",
        "hacked/hack VBD 1 ROOT",
        "to IN 3 case",
        "death NN 1 obl",
        "thirty CD 5 nummod",
        "farmers/farmer NNS 1 obl",
        ". . 1 punct",
    )
    assert arcs(doc)[3:6] == ["death obl hacked", "thirty nummod farmers", "farmers obj hacked"]


def test_a_time_is_no_object() -> None:
    doc = tree("They/they PRP 1 nsubj", "fled/flee VBD 1 ROOT", "Monday NNP 1 obl", ". . 1 punct")
    assert arcs(doc)[2] == "Monday obl fled"


def test_which_is_no_person() -> None:
    doc = tree(
        "Seleka NNP 8 nsubj B-MIL",
        ", , 2 punct",
        "led/lead VBN 0 acl",
        "by IN 4 case",
        "Djotodia NNP 2 obl:agent B-PER",
        ", , 7 punct",
        "which WDT 7 nsubj",
        "controls/control VBZ 4 acl:relcl",
        "fled/flee VBD 8 ROOT",
        ". . 8 punct",
    )
    assert arcs(doc)[7] == "controls acl:relcl Seleka"


def test_a_clause_is_not_hung_on_what_stands_in_it() -> None:
    # "on the 12th, Obo, from which it had pulled out": the town hangs on the clause itself
    rows = ("Seleka NNP 1 nsubj B-MIL", "took/take VBD 1 ROOT", "Bria NNP 1 obj B-LOC", "and CC 11 cc", "on IN 6 case", "the DT 6 det")
    rest = (
        "12th NN 11 obl",
        ", , 11 punct",
        "from IN 9 case",
        "which WDT 11 obl",
        "it PRP 11 nsubj",
        "left/leave VBD 1 conj",
        ". . 1 punct",
    )
    doc = tree(*rows, *rest)
    mend(doc)
    assert [token.head.i for token in doc] == [1, 1, 1, 11, 6, 6, 11, 11, 9, 11, 11, 1, 1]
