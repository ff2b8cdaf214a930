"""One small article with a claim and a statement, for the tests of what lies behind extraction."""

from datetime import date
from decimal import Decimal

from kg.extraction import Article, Claim, Entity, EventDate, Extraction, Link, Statement
from kg.iris import Run

RUN = Run("conflict-kg 0.1.0", "en_test 1.2.3")
TEXT = "The army acknowledged its withdrawal from Hama on Thursday."
ARTICLE = Article("a1", TEXT, "Army leaves Hama", date(2024, 12, 6), "https://example.org/hama", "Example News")
ARMY = Entity("army-1", "the Syrian army", ("ArmedGroup",), ("army",))
HAMA_LINK = Link("https://sws.geonames.org/170017/", Decimal("35.130"), Decimal("36.75"), "SY")
HAMA = Entity("hama", "Hama", ("Place",), ("Hama", "Hamah"), HAMA_LINK)
THURSDAY = EventDate("2024-12-05", "Thursday")
CLAIM = Claim(ARMY, "withdrewFrom", HAMA, 9, 46, "noun.withdrawal.from", Decimal("0.90"), ARMY, "acknowledged", date=THURSDAY)
STATEMENT = Statement(ARMY, "acknowledged", 22, 46)
EXTRACTION = Extraction(ARTICLE, (ARMY, HAMA), (CLAIM,), (STATEMENT,))
OTHER = Extraction(Article("a2", "Rebels entered Hama on Friday, the army said."), (HAMA, ARMY), (), ())
