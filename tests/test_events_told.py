"""What happened, in sentences of many makes that the pipeline reads, and in trees given by hand where a tree is the point."""

import pytest
from docs_by_hand import told, tree
from spacy.language import Language

from kg.clauses import clause
from kg.extract import extract
from kg.extraction import Article


def asserted(text: str, nlp: Language) -> list[tuple[str, str, str]]:
    """The claims of a text that are presented as facts."""
    (found,) = extract([Article("a", text)], nlp)
    return [(c.subject.name, c.relation, c.object.name) for c in found.claims if c.asserted]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        # who goes in, by whatever words
        ("Seleka fighters landed at Bria on Sunday.", ("Seleka", "entered", "Bria")),
        ("The Seleka has gone into Bria.", ("Seleka", "entered", "Bria")),
        ("The Seleka set foot in Bria in May.", ("Seleka", "entered", "Bria")),
        ("The Seleka made inroads into Bria.", ("Seleka", "entered", "Bria")),
        ("The Seleka sent fighters into Bria.", ("Seleka", "entered", "Bria")),
        ("The Seleka deployed into Bria on Sunday.", ("Seleka", "entered", "Bria")),
        # who leaves
        ("The Seleka beat a retreat from Bria.", ("Seleka", "withdrewFrom", "Bria")),
        ("The Seleka streamed out of Bria.", ("Seleka", "withdrewFrom", "Bria")),
        ("The Seleka vanished from Bria overnight.", ("Seleka", "withdrewFrom", "Bria")),
        ("The Seleka brought its fighters home from Bria.", ("Seleka", "withdrewFrom", "Bria")),
        ("The Seleka pulled back to Ippy from Bria.", ("Seleka", "withdrewFrom", "Bria")),
        ("The United Nations withdrew its troops from Bria.", ("United Nations", "withdrewFrom", "Bria")),
        # who holds
        ("The Seleka clings to Bria.", ("Seleka", "controls", "Bria")),
        ("The Seleka still clung on to Bria.", ("Seleka", "controls", "Bria")),
        ("The Seleka runs the prison in Bria.", ("Seleka", "controls", "prison")),
        ("Most of Bria is now run by the Seleka.", ("Seleka", "controls", "Bria")),
        ("The Seleka still occupies Bria.", ("Seleka", "controls", "Bria")),
        ("Bria has been occupied by the Seleka since May.", ("Seleka", "controls", "Bria")),
        ("The Seleka occupied Bria in May.", ("Seleka", "captured", "Bria")),
        ("Bria is a Seleka-held town.", ("Seleka", "controls", "Bria")),
        # who loses
        ("Bria slipped from the Seleka's grasp.", ("Seleka", "lostControlOf", "Bria")),
        ("The Seleka suffered the loss of Bria.", ("Seleka", "lostControlOf", "Bria")),
        ("The loss of Bria is a heavy blow to the Seleka.", ("Seleka", "lostControlOf", "Bria")),
        ("Despite the loss of Bria, the Seleka fought on.", ("Seleka", "lostControlOf", "Bria")),
        ("The loss of Bria has cost the Seleka dearly.", ("Seleka", "lostControlOf", "Bria")),
        ("The Seleka ceded control of Bria to the Fano.", ("Fano", "captured", "Bria")),
        ("Bria fell into Seleka hands in March.", ("Seleka", "captured", "Bria")),
        # prisoners let out by whatever words
        ("The Seleka opened the doors of the district jail.", ("Seleka", "releasedPrisonersFrom", "district jail")),
        ("The Seleka emptied the district jail.", ("Seleka", "releasedPrisonersFrom", "district jail")),
        ("The Seleka broke open the district jail.", ("Seleka", "releasedPrisonersFrom", "district jail")),
        ("The Seleka released 28 captives on Sunday at Bria.", ("Seleka", "releasedPrisonersFrom", "Bria")),
        ("The Seleka rescued five men who had been held captive in Bria.", ("Seleka", "releasedPrisonersFrom", "Bria")),
        ("The Seleka took Bria in May and freed nine children who were being held there.", ("Seleka", "releasedPrisonersFrom", "Bria")),
        ("The rebels of the Seleka set free 51 prisoners from the district jail.", ("Seleka", "releasedPrisonersFrom", "district jail")),
        ("The Seleka let 40 prisoners go from the warehouse.", ("Seleka", "releasedPrisonersFrom", "warehouse")),
        ("Seleka fighters let 19 hostages out of a barracks.", ("Seleka", "releasedPrisonersFrom", "barracks")),
        # who repels an attack was attacked
        ("The Seleka beat off an attack by the Fano on Monday.", ("Fano", "attacked", "Seleka")),
        ("The Seleka repelled an assault by fighters of the Fano.", ("Fano", "attacked", "Seleka")),
        ("The Seleka pushed back two offensives by fighters of the Fano.", ("Fano", "attacked", "Seleka")),
        # what stands for those whose it is
        ("The Fano ambushed a Seleka patrol near Bria.", ("Fano", "attacked", "Seleka")),
        ("The Fano shelled a column of the Seleka near Bria.", ("Fano", "attacked", "Seleka")),
        ("The Seleka captured Bria after a siege of forty days.", ("Seleka", "besieged", "Bria")),
        ("The Seleka rained rockets on the town of Bria.", ("Seleka", "attacked", "Bria")),
        ("The Seleka fell back from Bria to the river.", ("Seleka", "withdrewFrom", "Bria")),
        ("The Seleka abandoned the jetty at Bria.", ("Seleka", "withdrewFrom", "jetty at Bria")),
        # more words of attacking
        ("The Seleka shot down a helicopter near Bria.", ("Seleka", "attacked", "helicopter")),
        ("The Seleka sprayed a bus with bullets near Bria.", ("Seleka", "attacked", "bus")),
        ("The Seleka broke open the prison in Bria.", ("Seleka", "attacked", "prison in Bria")),
        ("The Seleka sank a ferry.", ("Seleka", "attacked", "ferry")),
        ("The Seleka wiped out a Fano convoy near Bria.", ("Seleka", "attacked", "Fano convoy near Bria")),
        ("The Seleka set off a bomb in Bria.", ("Seleka", "attacked", "Bria")),
        ("The rebels ambushed his jeep.", ("rebels", "attacked", "jeep")),
        ("The Seleka staged a raid on an army post in Bria.", ("Seleka", "attacked", "army post in Bria")),
        ("The Seleka has cordoned off Bria.", ("Seleka", "besieged", "Bria")),
        # attacks told by their number, or by what is over a town
        ("The Seleka carried out a series of raids on Bria.", ("Seleka", "attacked", "Bria")),
        ("The Seleka conducted dozens of strikes against Bria.", ("Seleka", "attacked", "Bria")),
        ("Bria has come under daily Russian bombardment.", ("Russia", "attacked", "Bria")),
        ("The east of Bria was under siege by the Seleka.", ("Seleka", "besieged", "east of Bria")),
        # bombs are those of whoever plants them
        ("A bomb planted by the Seleka destroyed the station in Bria.", ("Seleka", "attacked", "station")),
        ("The Seleka planted the bomb that destroyed the station in Bria.", ("Seleka", "attacked", "station")),
        # who is driven out, and what a town is cleared of
        ("The Fano was driven from Bria by the Seleka.", ("Seleka", "captured", "Bria")),
        ("The Seleka expelled the Fano from Bria.", ("Seleka", "captured", "Bria")),
        ("The Seleka has cleared the town of Bria of rebels.", ("Seleka", "captured", "Bria")),
        ("Bria has been quiet since its seizure by the Seleka in 2014.", ("Seleka", "captured", "Bria")),
        ("Bria came under the control of the Seleka in May.", ("Seleka", "captured", "Bria")),
        # lists with something between
        ("The Seleka took Bria on the 4th and, on the 12th, Ippy.", ("Seleka", "captured", "Ippy")),
        ("The Seleka took the railway station of Bria and the heights of Ippy.", ("Seleka", "captured", "heights of Ippy")),
        ("Russian helicopters hit the depot and, by mistake, the city hospital.", ("Russia", "attacked", "city hospital")),
        ("The Seleka killed the mayor of Bria alongside 12 civilians.", ("Seleka", "killed", "12 civilians")),
        # aircraft that nobody is said to own
        ("The army attacked Bria on Monday. Helicopter gunships then bombed Ippy.", ("army", "attacked", "Ippy")),
        ("The army attacked Bria on Monday. The aircraft bombed Ippy.", ("army", "attacked", "Ippy")),
        # who fights whom
        ("The Seleka is at war with the Fano.", ("Seleka", "clashedWith", "Fano")),
        ("The Seleka and the Fano are at war.", ("Seleka", "clashedWith", "Fano")),
        ("The Seleka and the Fano came to blows at Bria.", ("Seleka", "clashedWith", "Fano")),
        ("The Seleka and the Fano met in battle at Bria.", ("Seleka", "clashedWith", "Fano")),
        ("The Seleka and the Fano fought a war over Bria.", ("Seleka", "clashedWith", "Fano")),
        ("The Seleka and the Fano fought at Bria. Clashes between them went on for days.", ("Seleka", "clashedWith", "Fano")),
        ("The Seleka was repulsed by the Fano at Bria.", ("Fano", "clashedWith", "Seleka")),
        ("The Seleka held Bria against the Fano for five days.", ("Seleka", "clashedWith", "Fano")),
        ("The Seleka faced off against the Fano at Bria.", ("Seleka", "clashedWith", "Fano")),
        ("The Seleka clashed with the outposts of the Fano.", ("Seleka", "clashedWith", "Fano")),
        ("Shelling between the Seleka and the Fano went on.", ("Seleka", "clashedWith", "Fano")),
        ("Armenian and Azerbaijani forces clashed along the border.", ("Armenia", "clashedWith", "Azerbaijan")),
        ("The Seleka turned its guns on the Fano.", ("Seleka", "attacked", "Fano")),
        # what is named behind a number of sites, and whose the days are after which something was taken
        ("Kenya bombed three Somali sites, Bria, Ippy and Ouadda.", ("Kenya", "attacked", "Ippy")),
        ("Seleka fighters entered Ippy on Sunday, days after capturing Bria.", ("Seleka", "captured", "Bria")),
        # who is blamed for what was just told
        ("No group has claimed responsibility for the attack on Bria, but police blamed the Seleka.", ("Seleka", "attacked", "Bria")),
        # what is fired acts for those who fire it
        ("Shells fired by the Seleka fell on Bria.", ("Seleka", "attacked", "Bria")),
        ("A Seleka rocket slammed into a clinic.", ("Seleka", "attacked", "clinic")),
        # and so do vehicles and aircraft
        ("Seleka trucks rolled into Bria on Friday.", ("Seleka", "entered", "Bria")),
        ("The Seleka took Ippy, and their armoured vehicles entered Bria.", ("Seleka", "entered", "Bria")),
        ("Aircraft from Chad bombed a camp near Bria.", ("Chad", "attacked", "camp near Bria")),
        ("The Seleka set fire to a mill near Bria.", ("Seleka", "attacked", "mill near Bria")),
        ("The Seleka subjected Bria to heavy bombardment.", ("Seleka", "attacked", "Bria")),
        ("The Seleka forced their way into the barracks.", ("Seleka", "entered", "barracks")),
        ("Seleka fighters poured into Bria on Sunday.", ("Seleka", "entered", "Bria")),
        ("Bria passed into the hands of the Seleka in March.", ("Seleka", "captured", "Bria")),
        ("The Seleka relinquished control of Bria.", ("Seleka", "lostControlOf", "Bria")),
        ("Seleka fighters were pulled out of Bria.", ("Seleka", "withdrewFrom", "Bria")),
        ("The Seleka has cut off Bria.", ("Seleka", "besieged", "Bria")),
        ("The Seleka routed the Fano at Bria.", ("Seleka", "clashedWith", "Fano")),
        # what is said once for several, and who or what is named of several
        ("The Seleka took Bria on Monday and Ippy two days later.", ("Seleka", "captured", "Ippy")),
        ("The Seleka killed nineteen soldiers, among them a colonel, Musa Karim.", ("Seleka", "killed", "Musa Karim")),
        # victims by what they are, listed or not, with their number
        ("The Seleka shot dead a sentry in Bria.", ("Seleka", "killed", "sentry")),
        ("The Seleka slit the throats of six shepherds.", ("Seleka", "killed", "six shepherds")),
        ("Ten traders were put to death by the Seleka.", ("Seleka", "killed", "ten traders")),
    ],
)
def test_what_happened_is_found_by_whatever_words(text: str, claim: tuple[str, str, str], nlp: Language) -> None:
    assert claim in asserted(text, nlp)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("The Seleka executed a plan for peace.", "killed"),
        ("The Fano tried to beat off the Seleka.", "attacked"),
        ("The Seleka lost Bria after a siege of forty days.", "besieged"),
        ("The Seleka drove the Fano into the forest of Bria.", "entered"),
        ("Bria came under attack from two sides.", "attacked"),
        ("Night fell on Bria, where the Seleka rested.", "attacked"),
    ],
)
def test_what_only_looks_like_it_is_not(text: str, relation: str, nlp: Language) -> None:
    assert relation not in {made for _, made, _ in asserted(text, nlp)}


def test_the_siege_before_a_capture_was_by_who_captured() -> None:
    doc = tree(
        "Seleka NNP 1 nsubj B-MIL",
        "captured/capture VBD 1 ROOT",
        "Bria NNP 1 obj B-LOC",
        "after IN 5 case",
        "a DT 5 det",
        "siege NN 1 obl",
        ". . 1 punct",
    )
    assert told(doc) == ["Seleka captured Bria", "Seleka besieged Bria"]


@pytest.mark.parametrize(
    "rows",
    [
        ("free JJ 4 amod", "the DT 4 det", "guards/guard NNS 1 obj"),
        ("the DT 3 det", "guards/guard NNS 1 obj", "free JJ 3 amod"),
        ("the DT 3 det", "guards/guard NNS 1 obj", "free JJ 1 xcomp"),
    ],
)
def test_free_finishes_what_set_says_wherever_it_hangs(rows: tuple[str, ...]) -> None:
    doc = tree("Rebels/rebel NNS 1 nsubj", "set VBD 1 ROOT", *rows, ". . 1 punct")
    assert "free" in clause(doc[1]).particles


def test_aircraft_that_nobody_owns_are_the_states_that_was_spoken_of(nlp: Language) -> None:
    found = asserted("The Syrian army left Bria on Monday. Warplanes bombed the town of Ippy an hour later.", nlp)
    assert ("Syrian army", "attacked", "Ippy") in found


def test_armed_men_can_attack_and_men_cannot(nlp: Language) -> None:
    assert ("Armed men", "attacked", "hospital") in asserted("Armed men stormed a hospital in Ippy on Monday.", nlp)
    assert "attacked" not in {made for _, made, _ in asserted("Old men stormed a hospital in Ippy on Monday.", nlp)}


def test_a_headline_without_names_sums_up_what_is_told_below(nlp: Language) -> None:
    title, body = "Rebels overrun garrison town", "Fighters of the Seleka overran the garrison town of Bria on Monday."
    (found,) = extract([Article("a", f"{title}\n\n{body}", title)], nlp)
    assert [(c.subject.name, c.object.name) for c in found.claims if c.relation == "captured"] == [("Seleka", "Bria")]
    (found,) = extract([Article("a", f"{title}\n\n{body}")], nlp)
    assert len([c for c in found.claims if c.relation == "captured"]) == 2


def test_prisoners_are_freed_from_one_place_in_another(nlp: Language) -> None:
    found = asserted("In Ippy, the Seleka freed 46 detainees from the barracks.", nlp)
    assert [what for _, made, what in found if made == "releasedPrisonersFrom"] == ["barracks"]


def test_who_fought_together_did_not_clash(nlp: Language) -> None:
    assert "clashedWith" not in {made for _, made, _ in asserted("The Seleka and the Fano fought together for two years.", nlp)}


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        (
            "The massacre of 34 villagers at Bria has been attributed to the Seleka by the police.",
            ("Seleka", "killed", "34 villagers at Bria"),
        ),
        ("The attack on Ippy was ascribed to the Seleka.", ("Seleka", "attacked", "Ippy")),
        ("Gunmen raided the Ippy barracks. The raid was the work of the Seleka.", ("Seleka", "attacked", "Ippy barracks")),
        ("Responsibility for the raid on Ippy was claimed by the Seleka.", ("Seleka", "attacked", "Ippy")),
    ],
)
def test_who_is_said_to_be_behind_it_did_it(text: str, claim: tuple[str, str, str], nlp: Language) -> None:
    assert claim in asserted(text, nlp)


def test_what_an_attack_is_on_goes_before_where_it_happens(nlp: Language) -> None:
    found = asserted("The Seleka carried out a raid against the Fano in the district of Bria.", nlp)
    assert [other for _, relation, other in found if relation == "attacked"] == ["Fano"]


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("Shells of the Seleka landed in Bria.", ("Seleka", "entered", "Bria")),
        ("The Seleka poured shells into Bria.", ("Seleka", "entered", "Bria")),
        ("Paul Otim runs a quarry in Bria.", ("Paul Otim", "controls", "quarry in Bria")),
        ("The Seleka runs courts in the hills.", ("Seleka", "controls", "courts")),
        ("The Seleka has kept Bria under siege since May.", ("Seleka", "controls", "Bria")),
        ("The Seleka opened a new prison in Bria.", ("Seleka", "releasedPrisonersFrom", "Bria")),
        ("The Seleka opened the gates of Bria.", ("Seleka", "releasedPrisonersFrom", "Bria")),
        ("The Seleka confirmed the loss of Bria.", ("Seleka", "captured", "Bria")),
        ("The Seleka has delayed its withdrawal from Bria.", ("Seleka", "withdrewFrom", "Bria")),
        ("Residents wept after the loss of Bria.", ("Residents", "lostControlOf", "Bria")),
    ],
)
def test_what_only_looks_like_it_is_not_told(text: str, claim: tuple[str, str, str], nlp: Language) -> None:
    assert claim not in asserted(text, nlp)
