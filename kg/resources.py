"""Find the files of `ontologies/`, in a checkout and in an installed wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).parent
_PLACES = (_PACKAGE / "ontologies", _PACKAGE.parent / "ontologies")


def resource(name: str) -> Path:
    """The path of `ontologies/<name>`; FileNotFoundError where there is no such file or folder."""
    for place in _PLACES:
        path = place / name
        if path.exists():
            return path
    raise FileNotFoundError(f"{name} is not among the files of the ontology; looked in {' and '.join(map(str, _PLACES))}")
