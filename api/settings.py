"""How a server is set up: by environment variables, which `kg serve` sets from its options."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from kg.errors import InputError
from kg.iris import DEFAULT_BASE
from schema.limits import Limits

PREFIX = re.compile(r"(?:/[A-Za-z0-9._~-]+)*")


@dataclass(frozen=True)
class Settings:
    """All that can be set; docs/serving.md tells what each is for."""

    graph: str = "./graph"
    base: str = DEFAULT_BASE
    root_path: str = ""
    trusted_proxies: str = "127.0.0.1"
    cors: tuple[str, ...] = ()
    access_log: bool = False
    concurrency: int = 500
    cache: int = 64
    subscribers: int = 100
    load_pipeline: bool = False
    limits: Limits = field(default_factory=Limits)


def settings_of(environment: Mapping[str, str]) -> Settings:
    """The settings that the variables KG_GRAPH, KG_ROOT_PATH, KG_MAX_DEPTH and so on give; InputError where one cannot be understood."""
    usual = Settings()
    prefix = environment.get("KG_ROOT_PATH", "").rstrip("/")
    if not PREFIX.fullmatch(prefix):
        raise InputError(f"KG_ROOT_PATH is {prefix!r}; give a path such as /kg")
    return Settings(
        graph=environment.get("KG_GRAPH", usual.graph),
        base=environment.get("KG_BASE", usual.base),
        root_path=prefix,
        trusted_proxies=environment.get("KG_TRUSTED_PROXIES", usual.trusted_proxies),
        cors=tuple(environment.get("KG_CORS", "").split()),
        access_log=_switch(environment, "KG_ACCESS_LOG", usual=False),
        concurrency=int(_number(environment, "KG_CONCURRENCY", usual.concurrency)),
        cache=int(_number(environment, "KG_CACHE", usual.cache, least=0)),
        load_pipeline=_switch(environment, "KG_LOAD_PIPELINE", usual=False),
        subscribers=int(_number(environment, "KG_SUBSCRIBERS", usual.subscribers)),
        limits=_limits(environment),
    )


def _limits(environment: Mapping[str, str]) -> Limits:
    usual = Limits()
    names = {one.name: f"KG_MAX_{one.name.upper()}" for one in fields(usual) if one.name not in ("deadline", "introspection")}
    return Limits(
        **{name: int(_number(environment, variable, getattr(usual, name))) for name, variable in names.items()},
        deadline=_number(environment, "KG_DEADLINE", usual.deadline),
        introspection=_switch(environment, "KG_INTROSPECTION", usual=usual.introspection),
    )


def _number(environment: Mapping[str, str], name: str, usual: float, least: float | None = None) -> float:
    text = environment.get(name, str(usual))
    try:
        number = float(text)
    except ValueError as error:
        raise InputError(f"{name} is {text!r}; give a number") from error
    if not (number > 0 if least is None else least <= number) or number == float("inf"):
        raise InputError(f"{name} is {text!r}; give a number {'above 0' if least is None else f'of at least {least:g}'}")
    return number


def _switch(environment: Mapping[str, str], name: str, *, usual: bool) -> bool:
    text = environment.get(name, str(int(usual))).lower()
    if text not in ("1", "true", "yes", "on", "0", "false", "no", "off", ""):
        raise InputError(f"{name} is {text!r}; give 1 or 0")
    return text in ("1", "true", "yes", "on")
