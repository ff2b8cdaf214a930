"""Read the invented articles of tests/invented; `python -m tests.invented_articles FOLDER OUT` writes them as gold files for the scorer."""

import json
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

FOLDER = Path(__file__).with_name("invented")
_ENTITY = re.compile(r"(\w+) (\w+): (.+)")
_CLAIM = re.compile(r"(\? )?(\w+) (\w+) (\w+) \| (\S+) \| (\S+) \| (.+)")
_STATEMENT = re.compile(r"(\w+): (.+)")


@dataclass(frozen=True)
class GoldEntity:
    """An entity under all names that the text has for it."""

    type: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class GoldClaim:
    """A claim between two entities (ids), with the words that say so."""

    s: str
    p: str
    o: str
    stated_by: str | None
    date: str | None
    evidence: str
    required: bool


@dataclass(frozen=True)
class GoldStatement:
    """What an entity (id) is reported to say."""

    speaker: str
    content: str


@dataclass(frozen=True)
class GoldArticle:
    """An article with all that it says; the text begins with the title."""

    id: str
    title: str
    published: str | None
    text: str
    entities: dict[str, GoldEntity]
    claims: tuple[GoldClaim, ...]
    statements: tuple[GoldStatement, ...]


def read(path: Path) -> GoldArticle:
    """One article; raises ValueError, with the line, where it is not in the format of tests/invented/README.md."""
    parts = re.split(r"(?m)^---$", path.read_text(encoding="utf-8"))
    if len(parts) != 4:
        raise ValueError(f"{path}: {len(parts)} parts, expected 4")
    title, published, text = parts[0].split("\n", 2)
    rows = [[line for line in part.splitlines() if line] for part in parts[1:]]
    entities = {key: GoldEntity(kind, tuple(names.split("; "))) for key, kind, names in _matched(path, _ENTITY, rows[0])}
    claims = tuple(
        GoldClaim(s, p, o, _given(by), _given(date), evidence, not optional)
        for optional, s, p, o, by, date, evidence in _matched(path, _CLAIM, rows[1])
    )
    statements = tuple(GoldStatement(*found) for found in _matched(path, _STATEMENT, rows[2]))
    title = title.removeprefix("# ")
    whole = f"{title}\n\n{text.strip()}\n"
    return GoldArticle(path.stem, title, _given(published.removeprefix("published: ")), whole, entities, claims, statements)


def articles(folder: Path) -> Iterator[GoldArticle]:
    """All articles of a folder, in the order of their names."""
    return map(read, sorted(folder.glob("*.txt")))


def write_gold(article: GoldArticle, folder: Path) -> None:
    """Write an article's text, and its claims beside it in the scorer's format."""
    folder.mkdir(parents=True, exist_ok=True)
    text = f"{article.id}.txt"
    (folder / text).write_text(article.text, encoding="utf-8")
    gold = asdict(article) | {"text": text, "source": "invented", "licence": "that of this repository"}
    (folder / f"{article.id}.json").write_text(json.dumps(gold, ensure_ascii=False, indent=1), encoding="utf-8")


def _matched(path: Path, pattern: re.Pattern[str], lines: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for line in lines:
        found = pattern.fullmatch(line)
        if found is None:
            raise ValueError(f"{path}: cannot read {line!r}")
        yield found.groups()


def _given(value: str) -> str | None:
    return None if value == "-" else value


if __name__ == "__main__":
    for each in articles(Path(sys.argv[1])):
        write_gold(each, Path(sys.argv[2]))
