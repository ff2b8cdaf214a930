"""Hang a word of a parsed sentence on another one."""

from spacy.tokens import Token


def hang(token: Token, head: Token, dependency: str | None = None) -> None:
    """Give a token another head, and another dependency if told; where that head hangs on the token itself, all stays as it is."""
    if head == token or not token.is_ancestor(head):
        token.head = head
        token.dep_ = dependency or token.dep_
