"""Put terms into the text of a SPARQL query."""

import re
from collections.abc import Mapping

from pyoxigraph import Literal, NamedNode

Term = NamedNode | Literal

_PART = re.compile(
    r"""<[^<>"{}|^`\\\s]*> | \#[^\n]* | [?$]\w+ | [{]
      | "{3}.*?(?<!\\)"{3} | '{3}.*?(?<!\\)'{3} | "(?:[^"\\\n]|\\.)*" | '(?:[^'\\\n]|\\.)*'""",
    re.VERBOSE | re.DOTALL,
)


def substitute(text: str, terms: Mapping[str, Term]) -> str:
    """
    A query with terms in the place of variables; a variable that is selected stays a column of the results.

    SPARQL 1.1 has no parameters, and pyoxigraph substitutes only what is selected. Variables in strings, IRIs and comments
    stay. Not for variables after AS, GROUP BY or ORDER BY, where SPARQL takes no bare term.
    """
    in_head = True

    def replaced(match: re.Match[str]) -> str:
        nonlocal in_head
        part = match.group()
        if part == "{":
            in_head = False
        term = terms.get(part[1:]) if part[0] in "?$" else None
        if term is None:
            return part
        return f"({term} AS {part})" if in_head else str(term)

    return _PART.sub(replaced, text)
