"""The values of a request's variables, looked through before anything is made of them."""

from collections.abc import Iterable, Mapping

from schema.error_codes import Code


def refuse_variables(variables: Mapping[str, object], most: int) -> None:
    """A GraphQL error where variables hold more values than that, however deep, or a text that is none in Unicode."""
    seen = 0
    waiting: list[Iterable[object]] = [variables.values()]
    while waiting:
        for value in waiting.pop():
            seen += 1
            if seen > most:
                raise Code.TOO_MANY_TOKENS.error(f"the variables hold more than {most} values; ask in several requests")
            if isinstance(value, Mapping):
                waiting.append(value.values())
            elif isinstance(value, list):
                waiting.append(value)
            elif isinstance(value, str):
                _refuse_half_characters(value)


def _refuse_half_characters(text: str) -> None:
    """JSON can write one half of a pair of surrogates, which UTF-8 cannot: no store could be asked for it."""
    try:
        text.isascii() or text.encode()
    except UnicodeEncodeError as error:
        told = f"a variable has \\u{ord(text[error.start]):04x} in it, which is half a character (a lone surrogate); send all of it"
        raise Code.BAD_USER_INPUT.error(told) from error
