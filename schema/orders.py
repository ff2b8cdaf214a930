"""The orders that lists come in."""

from schema.paging import Key, Order

NEWEST = Order("PUBLISHED", (Key('COALESCE(STR(?published), "")', "coalesce(published, '')", descending=True),))
BY_NAME = Order("NAME", (Key("?folded", "folded"),))
AS_TOLD = Order(
    "TEXT",
    (
        *NEWEST.keys,
        Key("STR(?article)", "article"),
        Key("?start", "start", numeric=True),
    ),
)
FOUND = Order("FOUND", (Key("?kind", "kind"), *NEWEST.keys))
ALIASES_LAST = Order("ALIAS", (Key("?alias", "alias"),))
UNSORTED = Order("ANY")
