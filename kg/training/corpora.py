"""Put the training, development and test sets for syntax together."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random

from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.training.conllu import Sentence, by_paragraph, read_conllu, to_doc
from kg.training.dates import dated
from kg.training.rename import renamed
from kg.training.speech import attribution, curly, graft, tail_attribution
from kg.training.swap import Names, read_names

# The official split of GUM, restricted to the genres that may be redistributed.
GUM_DEV = frozenset(
    """academic_exposure academic_librarians bio_byron bio_emperor interview_cyclone interview_gaming news_homeopathic news_iodine
    speech_impeachment speech_inauguration voyage_athens voyage_coron""".split()
)
GUM_TEST = frozenset(
    """academic_discrimination academic_eegimaa bio_dvorak bio_jespersen interview_hill interview_libertarian news_nasa news_sensitive
    speech_austria speech_newzealand voyage_oakland voyage_vavau""".split()
)
NAMES = Path(__file__).parent / "names.txt"
NEWS_REPEATS = 2
GRAFTS = 1200
DATED = 1200


def gum_files(data: Path, part: str) -> list[Path]:
    """The files of GUM's train, dev or test part, in order of name."""
    chosen = {"dev": GUM_DEV, "test": GUM_TEST}
    files = sorted((data / "GUM" / "conllu").glob("GUM_*.conllu"))
    if part in chosen:
        return [file for file in files if file.stem.removeprefix("GUM_") in chosen[part]]
    return [file for file in files if file.stem.removeprefix("GUM_") not in GUM_DEV | GUM_TEST]


def treebank(data: Path, part: str) -> Iterator[list[Sentence]]:
    """The paragraphs of EWT's and GUM's train, dev or test part; GUM's news comes twice in training."""
    yield from by_paragraph(read_conllu(data / "EWT" / f"en_ewt-ud-{part}.conllu"))
    for file in gum_files(data, part):
        repeats = NEWS_REPEATS if part == "train" and "_news_" in file.name else 1
        for _ in range(repeats):
            yield from by_paragraph(read_conllu(file))


def augmented(paragraphs: Iterable[list[Sentence]], names: Names, rng: Random) -> Iterator[list[Sentence]]:
    """Rewritten trees: attributions and dates in front in short paragraphs, then paragraphs with other quotation marks and other names."""
    texts = list(paragraphs)
    sentences = [sentence for paragraph in texts for sentence in paragraph]
    speakers = [speaker for sentence in sentences if (speaker := attribution(sentence))]
    tails = [tail for sentence in sentences if (tail := tail_attribution(sentence, rng))]
    shuffled = rng.sample(sentences, len(sentences))
    grafts = _first(GRAFTS, (graft(sentence, rng.choice(speakers), rng) for sentence in shuffled)) if speakers else []
    dates = _first(DATED, (dated(sentence, rng) for sentence in reversed(shuffled)))
    mixed = [renamed(sentence, names, rng) or sentence for sentence in [*tails, *grafts, *dates]]
    rewritten = rng.sample(mixed, len(mixed))
    while rewritten:
        yield [rewritten.pop() for _ in range(min(len(rewritten), rng.choice((1, 1, 2))))]
    for paragraph in texts:
        styled = [curly(sentence) or sentence for sentence in paragraph]
        if styled != paragraph and rng.random() < 0.3:
            yield styled
        elsewhere = [renamed(sentence, names, rng) or sentence for sentence in paragraph]
        if elsewhere != paragraph and rng.random() < 0.5:
            yield elsewhere


def _first(count: int, candidates: Iterable[Sentence | None]) -> list[Sentence]:
    found: list[Sentence] = []
    for candidate in candidates:
        if len(found) == count:
            break
        if candidate is not None:
            found.append(candidate)
    return found


def syntax_corpus(data: Path, part: str, vocab: Vocab, seed: int = 0) -> Iterator[Doc]:
    """One part of the syntax corpus as gold documents; the train part carries the rewritten trees too."""
    paragraphs = list(treebank(data, part))
    for paragraph in paragraphs:
        yield to_doc(paragraph, vocab)
    if part == "train":
        names = read_names(NAMES, [])
        for paragraph in augmented(paragraphs, names, Random(seed)):
            yield to_doc(paragraph, vocab)
