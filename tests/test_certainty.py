"""Polarity and realis of predicates, on trees given by hand; sentences of many more kinds are in hard_cases.tsv."""

import pytest
from docs_by_hand import tree
from spacy.language import Language
from spacy.tokens import Doc

from kg.certainty import FACT, certainty
from kg.extract import extract
from kg.extraction import Article, Polarity, Realis
from kg.lexicon import load_lexicon

NEGATIVE = (Polarity.NEGATIVE, Realis.ACTUAL)
FUTURE = (Polarity.POSITIVE, Realis.FUTURE)
HYPOTHETICAL = (Polarity.POSITIVE, Realis.HYPOTHETICAL)


def judged(doc: Doc, word: str) -> tuple[Polarity, Realis]:
    return certainty(next(token for token in doc if token.text == word), load_lexicon())


def test_a_plain_past_is_a_fact() -> None:
    doc = tree("Rebels/rebel NNS 1 nsubj", "captured/capture VBD 1 ROOT", "Hama NNP 1 obj B-LOC", ". . 1 punct")
    assert judged(doc, "captured") == FACT


@pytest.mark.parametrize(
    ("auxiliaries", "expected"),
    [
        (["will MD {} aux"], FUTURE),
        (["could MD {} aux"], HYPOTHETICAL),
        (["may MD {} aux"], HYPOTHETICAL),
        (["would MD {} aux"], HYPOTHETICAL),
        (["must MD {} aux"], HYPOTHETICAL),
        (["did/do AUX:VBD {} aux", "not PART:RB {} advmod"], NEGATIVE),
        (["never RB {} advmod"], NEGATIVE),
        (["will MD {} aux", "not PART:RB {} advmod"], (Polarity.NEGATIVE, Realis.FUTURE)),
    ],
)
def test_auxiliaries_and_negators_weigh_on_their_verb(auxiliaries: list[str], expected: tuple[Polarity, Realis]) -> None:
    verb = 1 + len(auxiliaries)
    doc = tree(
        f"Rebels/rebel NNS {verb} nsubj",
        *(row.format(verb) for row in auxiliaries),
        f"capture VB {verb} ROOT",
        f"Hama NNP {verb} obj B-LOC",
    )
    assert judged(doc, "capture") == expected


@pytest.mark.parametrize(
    ("governor", "expected"),
    [
        ("plan/plan VBP", FUTURE),
        ("agreed/agree VBD", FUTURE),
        ("tried/try VBD", HYPOTHETICAL),
        ("want/want VBP", HYPOTHETICAL),
        ("failed/fail VBD", NEGATIVE),
        ("refused/refuse VBD", NEGATIVE),
        ("managed/manage VBD", FACT),
        ("began/begin VBD", FACT),
    ],
)
def test_a_governing_verb_weighs_on_its_infinitive(governor: str, expected: tuple[Polarity, Realis]) -> None:
    doc = tree("Rebels/rebel NNS 1 nsubj", f"{governor} 1 ROOT", "to TO 3 mark", "leave VB 1 xcomp", "Hama NNP 3 obj B-LOC")
    assert judged(doc, "leave") == expected


@pytest.mark.parametrize("dependency", ["aux", "cop"])
def test_what_somebody_is_to_do_is_in_the_future(dependency: str) -> None:
    doc = tree(
        "Rebels/rebel NNS 3 nsubj",
        f"were/be AUX:VBD 3 {dependency}",
        "to PART:TO 3 mark",
        "leave VB 3 ROOT",
        "Hama NNP 3 obj B-LOC",
        ". . 3 punct",
    )
    assert judged(doc, "leave") == FUTURE


def test_who_denies_an_act_negates_it() -> None:
    doc = tree("Rwanda NNP 1 nsubj B-LOC", "denied/deny VBD 1 ROOT", "seizing/seize VBG 1 xcomp", "Bukavu NNP 2 obj B-LOC")
    assert judged(doc, "seizing") == NEGATIVE


def test_no_before_the_subject_negates() -> None:
    doc = tree("No/no DT 1 det", "troops/troop NNS 2 nsubj", "entered/enter VBD 2 ROOT", "Hama NNP 2 obj B-LOC")
    assert judged(doc, "entered") == NEGATIVE


def test_no_before_an_event_noun_negates_it() -> None:
    doc = tree("There EX 1 expl", "was/be VERB:VBD 1 ROOT", "no DT 3 det", "attack NN 1 nsubj", "on IN 5 case", "Lviv NNP 3 nmod B-LOC")
    assert judged(doc, "attack") == NEGATIVE


def test_a_condition_is_hypothetical() -> None:
    doc = tree(
        "If/if SCONJ:IN 2 mark",
        "rebels/rebel NNS 2 nsubj",
        "capture VBP 6 advcl",
        "Hama NNP 2 obj B-LOC",
        ", , 2 punct",
        "people NNS 6 nsubj",
        "flee VBP 6 ROOT",
    )
    assert judged(doc, "capture") == HYPOTHETICAL


def test_a_question_is_hypothetical() -> None:
    doc = tree("Did/do AUX:VBD 2 aux", "rebels/rebel NNS 2 nsubj", "capture VB 2 ROOT", "Hama NNP 2 obj B-LOC", "? . 2 punct")
    assert judged(doc, "capture") == HYPOTHETICAL


def test_a_purpose_is_no_fact_but_the_act_that_serves_it_is() -> None:
    doc = tree(
        "Rebels/rebel NNS 1 nsubj",
        "entered/enter VBD 1 ROOT",
        "Bria NNP 1 obj B-LOC",
        "to TO 4 mark",
        "free VB 1 advcl",
        "prisoners/prisoner NNS 4 obj",
    )
    assert judged(doc, "free") == HYPOTHETICAL
    assert judged(doc, "entered") == FACT


def test_plan_and_fact_in_one_sentence_are_kept_apart() -> None:
    doc = tree(
        "Rebels/rebel NNS 1 nsubj",
        "hold VBP 1 ROOT",
        "Bria NNP 1 obj B-LOC",
        "and CC 5 cc",
        "will MD 5 aux",
        "attack VB 1 conj",
        "Birao NNP 5 obj B-LOC",
    )
    assert judged(doc, "hold") == FACT
    assert judged(doc, "attack") == FUTURE


def test_a_coordinated_infinitive_shares_the_plan() -> None:
    doc = tree(
        "Rebels/rebel NNS 1 nsubj",
        "plan VBP 1 ROOT",
        "to TO 3 mark",
        "enter VB 1 xcomp",
        "Bria NNP 3 obj B-LOC",
        "and CC 6 cc",
        "hold VB 3 conj",
        "it PRP 6 obj",
    )
    assert judged(doc, "hold") == FUTURE


def test_a_fact_inside_a_relative_clause_of_a_plan_stays_a_fact() -> None:
    doc = tree(
        "Rebels/rebel NNS 1 nsubj",
        "plan VBP 1 ROOT",
        "to TO 3 mark",
        "leave VB 1 xcomp",
        "Bria NNP 3 obj B-LOC",
        ", , 8 punct",
        "which WDT 8 obj",
        "they PRP 8 nsubj",
        "captured/capture VBD 4 acl:relcl",
    )
    assert judged(doc, "captured") == FACT


def test_what_somebody_says_is_a_fact_of_what_he_says() -> None:
    doc = tree(
        "Monitors/monitor NNS 1 nsubj",
        "said/say VBD 1 ROOT",
        "rebels/rebel NNS 3 nsubj",
        "entered/enter VBD 1 ccomp",
        "Bria NNP 3 obj B-LOC",
    )
    assert judged(doc, "entered") == FACT


def test_an_attempt_named_by_a_noun_is_hypothetical() -> None:
    doc = tree(
        "An/a DT 1 det",
        "attempt NN 5 nsubj",
        "to TO 3 mark",
        "storm VB 1 acl",
        "Bria NNP 3 obj B-LOC",
        "failed/fail VBD 5 ROOT",
    )
    assert judged(doc, "storm") == HYPOTHETICAL


@pytest.mark.parametrize(("tag", "expected"), [("VBD", FACT), ("VBP", HYPOTHETICAL)])
def test_what_was_done_before_burning_the_town_was_followed_by_that(tag: str, expected: tuple[Polarity, Realis]) -> None:
    doc = tree("They PRP 1 nsubj", f"rest/rest {tag} 1 ROOT", "before IN 3 mark", "burning/burn VBG 1 advcl", "Bria NNP 3 obj B-LOC")
    assert judged(doc, "burning") == expected


@pytest.mark.parametrize(("tag", "expected"), [("VBD", FACT), ("VBP", HYPOTHETICAL)])
def test_what_a_report_suggests_was_done_is_told_as_done(tag: str, expected: tuple[Polarity, Realis]) -> None:
    doc = tree(
        "It PRP 1 nsubj",
        "suggests/suggest VBZ 1 ROOT",
        "that IN 4 mark",
        "they PRP 4 nsubj",
        f"took/take {tag} 1 ccomp",
        "Bria NNP 4 obj B-LOC",
    )
    assert judged(doc, "took") == expected


def test_what_the_parser_cannot_place_shares_nothing_with_its_head() -> None:
    doc = tree("will MD 1 aux", "be VB 1 ROOT", "they PRP 3 nsubj", "took/take VBD 1 dep", "Bria NNP 3 obj B-LOC")
    assert judged(doc, "took") == FACT


def test_hardly_any_of_them_did_it() -> None:
    doc = tree(
        "Hardly RB 2 advmod", "any DT 2 det", "rebels/rebel NNS 3 nsubj", "left/leave VBD 3 ROOT", "Bria NNP 3 obj B-LOC", ". . 3 punct"
    )
    assert judged(doc, "left") == NEGATIVE


def test_what_somebody_is_due_to_do_is_in_the_future_whatever_due_is_taken_for() -> None:
    doc = tree(
        "Seleka NNP 4 nsubj B-MIL",
        "is/be AUX:VBZ 4 cop",
        "due JJ 4 mark",
        "to TO 2 fixed",
        "leave VB 4 ROOT",
        "Bria NNP 4 obj B-LOC",
        ". . 4 punct",
    )
    assert judged(doc, "leave") == FUTURE


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The Seleka seized Bria in April before government forces retook it in July.", ("captured", "Bria")),
        ("The Seleka entered Bria on Monday only to leave it again at sunset.", ("withdrewFrom", "Bria")),
        ("The Seleka would later storm the fortress of Ippy.", ("attacked", "fortress of Ippy")),
        ("The Seleka failed to take Ippy but captured Bria.", ("captured", "Bria")),
        ("The president appealed for calm after the Seleka captured Bria.", ("captured", "Bria")),
    ],
)
def test_what_came_after_happened(text: str, claim: tuple[str, str], nlp: Language) -> None:
    (found,) = extract([Article("a", text)], nlp)
    assert claim in [(c.relation, c.object.name) for c in found.claims if c.asserted]


def test_what_would_happen_before_something_else_did_not(nlp: Language) -> None:
    (found,) = extract([Article("a", "The Seleka would storm Ippy before the rains come.")], nlp)
    assert not [c for c in found.claims if c.asserted]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("The Seleka plan to attack the town of Ippy held by the Fano.", ("Fano", "controls", "Ippy")),
        ("Troops are trying to take Ippy, a day after the Seleka captured Bria.", ("Seleka", "captured", "Bria")),
        ("The Seleka did not withdraw from Bria until May.", ("Seleka", "withdrewFrom", "Bria")),
        ("The Seleka left Ippy, not before they had shot the mayor.", ("Seleka", "killed", "mayor")),
        ("Bria has once more been captured by the Seleka.", ("Seleka", "captured", "Bria")),
        ("A trader said in a call that the Seleka had captured Bria.", ("Seleka", "captured", "Bria")),
        ("The army said that convoys would enter Seleka-held Bria.", ("Seleka", "controls", "Bria")),
    ],
)
def test_what_stands_for_itself_is_a_fact(text: str, claim: tuple[str, str, str], nlp: Language) -> None:
    (found,) = extract([Article("a", text)], nlp)
    assert claim in [(c.subject.name, c.relation, c.object.name) for c in found.claims if c.asserted]


@pytest.mark.parametrize(
    "text",
    [
        "There is a fear that the Seleka captured Bria.",
        "No troops holding Bria were seen.",
        "The Seleka did not withdraw from Bria in May.",
        "Once the Seleka capture Bria, the road is open.",
        "The Seleka have yet to capture Bria.",
        "To capture Bria, the Seleka first had to cross a river.",
    ],
)
def test_what_does_not_is_none(text: str, nlp: Language) -> None:
    (found,) = extract([Article("a", text)], nlp)
    assert [c for c in found.claims if c.asserted and c.object.name == "Bria"] == []


def test_what_a_semicolon_parts_from_a_denial_is_not_denied() -> None:
    doc = tree(
        "Seleka NNP 1 nsubj B-MIL",
        "took/take VBD 6 ccomp",
        "Bria NNP 1 obj B-LOC",
        "; PUNCT:. 6 punct",
        "they PRP 6 nsubj",
        "never RB 6 advmod",
        "spoke/speak VBD 6 ROOT",
        ". . 6 punct",
    )
    assert judged(doc, "took") == FACT


@pytest.mark.parametrize(("form", "expected"), [("overran/overrun", FACT), ("overruns/overrun", HYPOTHETICAL)])
def test_a_past_form_is_one_whatever_the_tagger_takes_it_for(form: str, expected: tuple[Polarity, Realis]) -> None:
    doc = tree(
        "Seleka NNP 1 nsubj B-MIL",
        "fled/flee VBD 1 ROOT",
        "when ADV:WRB 4 advmod",
        "Fano NNP 4 nsubj B-MIL",
        f"{form} VBZ 1 advcl",
        "Bria NNP 4 obj B-LOC",
    )
    assert judged(doc, doc[4].text) == expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("Reports that the Seleka had entered Bria were false.", "entered", NEGATIVE),
        ("The army described as false the claims that the Seleka had entered Bria.", "entered", NEGATIVE),
        ("Reports that the Seleka had entered Bria were confirmed.", "entered", FACT),
        ("It is false that the Seleka entered Bria.", "entered", NEGATIVE),
        ("Nor is it true, as the union has alleged, that the Seleka entered Bria.", "entered", NEGATIVE),
        ("Claims that the Seleka had entered Bria were untrue.", "entered", NEGATIVE),
        ("It is true that the Seleka entered Bria.", "entered", FACT),
        ("It is clear that the Seleka entered Bria.", "entered", FACT),
        ("It was not until 3 March that the Seleka entered Bria.", "entered", FACT),
        ("Not one of the soldiers entered Bria.", "entered", NEGATIVE),
        ("Not only the Seleka entered Bria.", "entered", FACT),
        ("The Fano left Bria without firing a shot as the Seleka moved in.", "moved", FACT),
        ("The Fano would not talk after the Seleka captured Bria.", "captured", FACT),
    ],
)
def test_what_is_said_to_be_false_did_not_happen_and_what_went_on_beside_it_did(
    text: str, word: str, expected: tuple[Polarity, Realis], nlp: Language
) -> None:
    assert judged(nlp(text), word) == expected
