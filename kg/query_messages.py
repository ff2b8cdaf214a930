"""What the server and its processes for queries (kg.query_worker) say to each other."""

from dataclasses import dataclass, field

from kg.sparql_query import Kind, SparqlQuery


@dataclass(frozen=True)
class State:
    """
    A state of a graph: its version, and the folder, or the file of N-Quads, that holds it.

    `kept` is what must not go as long as the state may be opened.
    """

    version: str
    path: str
    kept: object = field(default=None, compare=False, repr=False)

    def __reduce__(self) -> tuple[type["State"], tuple[str, str]]:
        """What is sent of it."""
        return State, (self.version, self.path)


@dataclass(frozen=True)
class Change:
    """A call of a method of the store that changes it."""

    method: str
    arguments: tuple[object, ...]


@dataclass(frozen=True)
class Opening:
    """That the graph be opened, and nothing more: it takes what it takes, for one that is broken off has to begin anew."""


@dataclass(frozen=True)
class Request:
    """
    What is asked of a graph in a state.

    A change is kept (`keep`), in the folder that is then opened to be written, or only tried out on this process's own copy.
    """

    what: SparqlQuery | Change | Opening
    state: State
    keep: bool = False


@dataclass(frozen=True)
class Part:
    """A piece of the answer; more follow."""

    data: bytes


@dataclass(frozen=True)
class Committed:
    """The change stands; what follows from it is being written, and the process must not be ended."""


@dataclass(frozen=True)
class Done:
    """The last piece of the answer."""

    data: bytes
    kind: Kind


@dataclass(frozen=True)
class Failed:
    """The request could not be answered: the name of an error of kg.errors, and its message."""

    error: str
    message: str


Message = Part | Committed | Done | Failed
"""What a process says of a request."""
