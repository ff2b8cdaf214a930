"""From clusters to entities: the key that is the same in every article, best name, types and link."""

from collections.abc import Iterable
from dataclasses import replace

from kg.actors import Actor
from kg.clusters import Cluster
from kg.extraction import Article, Entity, Link
from kg.places import Gazetteer
from kg.spelling import normalise, slug


class Naming:
    """Names the clusters of one article; the same cluster in the same role gives the same entity."""

    def __init__(self, article: Article, places: Gazetteer, actors: dict[str, Actor], names: Iterable[str]) -> None:
        self.article = article
        self.places = places
        self.actors = actors
        self._made: dict[Cluster, Entity] = {}
        self._usual: dict[str, str] = {}
        self._hints = places.hints(names)

    def entity(self, cluster: Cluster, wanted: str) -> Entity:
        """The entity of a cluster where the ontology wants this class."""
        made = self._made.get(cluster)
        if made is None:
            made = self._made[cluster] = self._make(cluster)
        if wanted in {"Location", "Facility"} and "Facility" not in made.types and made.types[0] in {"ArmedGroup", "Organization"}:
            made = self._made[cluster] = replace(made, types=(*made.types, "Facility"))
        return made

    def office(self, cluster: Cluster) -> Entity:
        """The same, but a state by its own name: ministers and presidents are a state's, not its forces'."""
        entity = self.entity(cluster, "Actor")
        if cluster.state is None or cluster.state == entity.name:
            return entity
        return replace(entity, name=cluster.state, aliases=(entity.name, *(n for n in entity.aliases if n != cluster.state)))

    def _make(self, cluster: Cluster) -> Entity:
        name = cluster.name
        link: Link | None = None
        if cluster.class_name == "Place" and cluster.names:
            link = self.places.link(name, self._hints)
            key = self.places.slug_key(name, link)
        elif cluster.state is not None:
            link = self.places.state_link(cluster.state)
            key = slug(cluster.state)
            self._usual[key] = cluster.state
        elif cluster.local or not cluster.names or (cluster.class_name == "Person" and len(name.split()) == 1):
            key = f"{slug(name)}-{self.article.key[:8]}"
        else:
            actor = self.actors.get(normalise(name))
            key = slug(actor.name if actor else name)
            self._usual[key] = actor.name if actor else name
            link = Link(actor.iri) if actor and actor.iri else None
        return Entity(key, name, (cluster.class_name,), cluster.aliases, link)

    def entities(self) -> tuple[Entity, ...]:
        """All entities named so far, one a key, in the order of the keys; the types of those that share a key are united."""
        by_key: dict[str, Entity] = {}
        for entity in self._made.values():
            known = by_key.get(entity.key)
            if known is None:
                by_key[entity.key] = entity
                continue
            types = tuple(dict.fromkeys((*known.types, *entity.types)))
            place = entity if entity.types[0] == "Place" else known
            names = dict.fromkeys((place.name, *known.aliases, known.name, *entity.aliases, entity.name))
            by_key[entity.key] = Entity(
                entity.key, place.name, types, tuple(n for n in names if n != place.name), place.link or known.link or entity.link
            )
        return tuple(self._called_usually(by_key[key]) for key in sorted(by_key))

    def _called_usually(self, entity: Entity) -> Entity:
        """A state or well-known actor under the name that it has in every article; what this one calls it becomes an alias."""
        usual = self._usual.get(entity.key, entity.name)
        if usual == entity.name:
            return entity
        return replace(entity, name=usual, aliases=tuple(n for n in (entity.name, *entity.aliases) if n != usual))
