"""Finding queries that would make this server ask another one: Oxigraph follows SERVICE and cannot be told not to."""

import re

# What may hold the letters "service" without being the keyword: strings, IRIs, comments, variables and the local part of
# prefixed names. A prefix itself is not taken out: Oxigraph reads `SERVICEex:a` as SERVICE with the name ex:a.
_HARMLESS = re.compile(
    r'''
    """(?:[^"\\]|\\.|"(?!""))*"""  |  \'\'\'(?:[^'\\]|\\.|'(?!''))*\'\'\'
  | "(?:[^"\\\n\r]|\\.)*"          |  '(?:[^'\\\n\r]|\\.)*'
  | <[^<>"{}|^`\\\x00-\x20]*>      |  \#[^\n\r]*
  | [?$][A-Za-z0-9_]+              |  :[A-Za-z0-9_:%](?:[A-Za-z0-9_:%.\-]*[A-Za-z0-9_:%\-])?
    ''',
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def asks_elsewhere(query: str) -> bool:
    """Whether a SPARQL query has, or might have, a SERVICE clause; in doubt it has."""
    return any("service" in _HARMLESS.sub(" ", text).lower() for text in (query, _unescaped(query)))


def _unescaped(query: str) -> str:
    """The query with its code point escapes resolved, as SPARQL 1.1 (19.2) has it; Oxigraph has done both."""
    return _ESCAPE.sub(lambda found: _character(int(found[1] or found[2], 16)), query)


def _character(code: int) -> str:
    return chr(code) if code <= 0x10FFFF else "\ufffd"
