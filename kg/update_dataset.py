"""Give an update the data set that a request names for it (SPARQL 1.1 Protocol, 2.2.3)."""

import re
from collections.abc import Sequence

from kg.errors import InputError
from kg.sparql_lexer import HARMLESS

_TOKEN = re.compile(rf"(?P<harmless>{HARMLESS}) | [{{}}] | \b(?:WHERE|USING|WITH|DELETE)\b", re.VERBOSE | re.DOTALL | re.IGNORECASE)


def with_dataset(text: str, default: Sequence[str], named: Sequence[str]) -> str:
    """
    The update with these graphs (IRIs) for every WHERE: the default graph is the merge of `default`.

    InputError where the update names a data set itself.
    """
    clause = "".join([*(f" USING <{iri}>" for iri in default), *(f" USING NAMED <{iri}>" for iri in named)]) + " "
    parts, copied, depth, before = [], 0, 0, ""
    for token in _TOKEN.finditer(text):
        word = token.group().upper()
        if token["harmless"] is not None:
            if not word.startswith("#"):
                before = ""
            continue
        if depth == 0 and word in ("USING", "WITH"):
            raise InputError("the update has USING or WITH, and the request names graphs with using-graph-uri; keep one of the two")
        if depth == 0 and word == "WHERE":
            # DELETE WHERE is short for DELETE with the same pattern twice, and has no place for USING.
            pattern = text[token.end() : _closing(text, token.end())] if before == "DELETE" else ""
            parts += [text[copied : token.start()], pattern, clause]
            copied = token.start()
        depth += {"{": 1, "}": -1}.get(word, 0)
        before = word
    return "".join([*parts, text[copied:]])


def _closing(text: str, start: int) -> int:
    """The place behind the group that begins at or after `start`."""
    depth = 0
    for token in _TOKEN.finditer(text, start):
        depth += {"{": 1, "}": -1}.get(token.group(), 0)
        if token.group() == "}" and depth == 0:
            return token.end()
    return len(text)
