"""A small graph for the tests of GraphQL and of the API: three stories on an invented war on the river Orva."""

from datetime import date
from decimal import Decimal

from kg.extraction import Article, Claim, Entity, EventDate, Extraction, Link, Polarity, Realis, Statement
from kg.graph import article_quads
from kg.iris import Run, article_iri
from kg.store import GraphStore, open_store

BASE = "https://example.org/id/"

MARSH = Entity("marsh-front", "Marsh Front", ("ArmedGroup",), ("MF", "the Front"))
GUARD = Entity("orvan-guard", "Orvan Guard", ("ArmedGroup",), ("the Guard",))
KESTRIA = Entity("kestria", "Kestria", ("State", "Place"), link=Link("https://sws.geonames.org/1/", Decimal("50.5"), Decimal("20"), "KE"))
DELL = Entity("ana-dell", "Ana Dell", ("Person",), ("Dell",))
TORVIN = Entity(
    "torvin", "Torvin", ("Place",), ("Old Torvin",), Link("https://sws.geonames.org/2/", Decimal("50.25"), Decimal("20.125"), "KE")
)
AIRFIELD = Entity("torvin-airfield", "Torvin Airfield", ("Facility",))


def _claim(article: Article, quote: str, subject: Entity, relation: str, obj: Entity, **more: object) -> Claim:
    start = article.text.index(quote)
    known = {"rule": "verb.test", "confidence": Decimal("0.9")} | more
    return Claim(subject, relation, obj, start, start + len(quote), **known)  # type: ignore[arg-type]


def _statement(article: Article, speaker: Entity, cue: str, quote: str) -> Statement:
    start = article.text.index(quote)
    return Statement(speaker, cue, start, start + len(quote))


def fall() -> Extraction:
    """Torvin falls, by the words of both sides."""
    text = (
        "The Marsh Front said it had taken Torvin on Tuesday. The Orvan Guard acknowledged that it had left Torvin.\n"
        "Ana Dell, who leads the Marsh Front, said: “The airfield is ours, too”. The Front took Torvin Airfield.\n"
        "The Guard denied that the Front had entered Kestria. The Front plans to attack Kestria."
    )
    article = Article("fall", text, "Torvin falls", date(2031, 3, 5), "https://news.example/fall", "Orva Post")
    tuesday = EventDate("2031-03-04", "Tuesday")
    claims = (
        _claim(article, "it had taken Torvin on Tuesday", MARSH, "captured", TORVIN, stated_by=MARSH, cue="said", date=tuesday),
        _claim(article, "it had left Torvin", GUARD, "withdrewFrom", TORVIN, stated_by=GUARD, cue="acknowledged", date=tuesday),
        _claim(article, "who leads the Marsh Front", DELL, "leaderOf", MARSH, confidence=Decimal("0.75")),
        _claim(article, "The Front took Torvin Airfield", MARSH, "capturedFacility", AIRFIELD),
        _claim(
            article, "the Front had entered Kestria", MARSH, "entered", KESTRIA, stated_by=GUARD, cue="denied", polarity=Polarity.NEGATIVE
        ),
        _claim(article, "The Front plans to attack Kestria", MARSH, "attacked", KESTRIA, realis=Realis.FUTURE, confidence=Decimal("0.5")),
    )
    statements = (_statement(article, DELL, "said", "The airfield is ours, too"),)
    return Extraction(article, (MARSH, GUARD, KESTRIA, DELL, TORVIN, AIRFIELD), claims, statements)


def aftermath() -> Extraction:
    """A day later: who holds Torvin, who fought whom, who backs whom."""
    text = (
        "Torvin, a town in Kestria, is under the control of the Marsh Front since March. Kestria shelled Torvin Airfield.\n"
        "Kestria backs the Orvan Guard, which fought the Marsh Front in 2030. The Front had held the airfield from 1 to 3 March."
    )
    article = Article("aftermath", text, "Shells on Torvin", date(2031, 3, 6))
    claims = (
        _claim(article, "Torvin, a town in Kestria", TORVIN, "locatedIn", KESTRIA),
        _claim(article, "under the control of the Marsh Front", MARSH, "controls", TORVIN, date=EventDate("2031-03", "since March")),
        _claim(article, "Kestria shelled Torvin Airfield", KESTRIA, "attacked", AIRFIELD),
        _claim(article, "Kestria backs the Orvan Guard", KESTRIA, "alliedWith", GUARD),
        _claim(article, "which fought the Marsh Front in 2030", GUARD, "clashedWith", MARSH, date=EventDate("2030", "in 2030")),
        _claim(
            article,
            "held the airfield from 1 to 3 March",
            MARSH,
            "controls",
            AIRFIELD,
            date=EventDate("2031-03-01", "from 1 to 3 March", "2031-03-03"),
        ),
    )
    return Extraction(article, (TORVIN, KESTRIA, MARSH, AIRFIELD, GUARD), claims, ())


def raids(number: int) -> Extraction:
    """A story in which the Guard attacks that many villages, each with a church of its own that it then enters."""
    villages = [Entity(f"village-{i:03}", f"Village {i:03}", ("Place",)) for i in range(number)]
    churches = [Entity(f"church-{i:03}", f"Church {i:03}", ("Facility",)) for i in range(number)]
    text = "\n".join(f"The Guard raided Village {i:03}. It entered Church {i:03} of Village {i:03}." for i in range(number))
    article = Article("raids", text, "Raids", date(2031, 4, 1))
    claims = []
    for village, church in zip(villages, churches, strict=True):
        claims.append(_claim(article, f"The Guard raided {village.name}", GUARD, "attacked", village, stated_by=KESTRIA, cue="said"))
        claims.append(_claim(article, f"It entered {church.name}", GUARD, "entered", church))
        claims.append(_claim(article, f"{church.name} of {village.name}", church, "locatedIn", village))
    return Extraction(article, (GUARD, *villages, *churches), tuple(claims), ())


def fill(store: GraphStore, *extractions: Extraction) -> None:
    """Write the graphs of these into a store."""
    run = Run("conflict-kg 0.1.0", "en_test 1")
    for extraction in extractions:
        store.replace(article_iri(extraction.article, BASE), article_quads(extraction, base=BASE, run=run))


def filled(*extractions: Extraction) -> GraphStore:
    """A store in memory with the graphs of these."""
    store = open_store("memory:", base=BASE)
    fill(store, *extractions)
    return store
