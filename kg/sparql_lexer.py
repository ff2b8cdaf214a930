"""Find keywords in the text of a SPARQL query or update, without reading all of its grammar."""

import re
from collections.abc import Iterator

# What may hold the letters of a keyword without being it: strings, IRIs, comments, variables and the local part of
# prefixed names. A prefix itself is not taken out: Oxigraph reads `SERVICEex:a` as SERVICE with the name ex:a.
HARMLESS = r'''
    """(?:[^"\\]|\\.|"(?!""))*"""  |  \'\'\'(?:[^'\\]|\\.|'(?!''))*\'\'\'
  | "(?:[^"\\\n\r]|\\.)*"          |  '(?:[^'\\\n\r]|\\.)*'
  | <[^<>"{}|^`\\\x00-\x20]*>      |  \#[^\n\r]*
  | [?$][A-Za-z0-9_]+              |  :[A-Za-z0-9_:%](?:[A-Za-z0-9_:%.\-]*[A-Za-z0-9_:%\-])?
'''
"""The pattern (verbose) of what is no keyword."""

_HARMLESS = re.compile(HARMLESS, re.VERBOSE | re.DOTALL)
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


def bare(text: str) -> str:
    """The text without its strings, IRIs, comments, variables and local names, in small letters."""
    return _HARMLESS.sub(" ", text).lower()


def readings(text: str) -> Iterator[str]:
    """The text as it stands, and with its code point escapes resolved, as SPARQL 1.1 (19.2) has it; Oxigraph has done both."""
    yield text
    if "\\" in text:
        yield _ESCAPE.sub(lambda found: _character(int(found[1] or found[2], 16)), text)


def _character(code: int) -> str:
    return chr(code) if code <= 0x10FFFF else "\ufffd"
