"""How fast `kg serve` answers SPARQL beside the `oxigraph` server, and how it bears requests made to bring it down: `make bench`."""

import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from urllib.parse import urlencode

import httpx
from generated_graph import prepared
from queries import pairs

from kg.iris import prefixes

BIN = Path(sys.executable).parent
CLIENTS = 2
SECONDS = 8
TOWNS = 300
DEADLINE = 5
QUERIES = {"lookup by name or alias", "place, 20 claims, evidence", "filtered and ordered page"}
WANTED = 0.7
LOOKUP = "SELECT * {{ ent:town-{} a ckg:Place ; rdfs:label ?name ; geo:lat ?lat ; geo:long ?long }}"
JSON = "application/sparql-results+json"
ANEW = {"Cache-Control": "no-cache"}
"""Answers are made, and not taken from the cache."""

CROSS_PRODUCT = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
REGEX = 'SELECT (COUNT(*) AS ?n) { ?a oa:exact ?b . ?c oa:exact ?d FILTER(REGEX(CONCAT(?b, ?d), "(.*e.*o){9}.*z$")) }'
ALIASES = " ".join(f"a{n}: __typename" for n in range(5_000))
DEEP = "{ place(iri: $i) " + "{ claims { nodes { object " * 40 + "{ name }" + " } } }" * 40 + " }"


def main() -> None:
    """Print requests per second of both servers, then what each attack got and how long a lookup beside it took."""
    with prepared() as (graph, claims):
        asked = {"lookups by IRI": [LOOKUP.format(town % (claims // 33)) for town in range(TOWNS)]}
        asked |= {pair.name: [pair.sparql] for pair in pairs(2 * claims // 99, claims // 1300) if pair.name in QUERIES}
        asked["all of these in turn"] = [query for queries in asked.values() for query in queries[:1]]
        with kg_serve(graph) as (url, process):
            if shutil.which("wrk"):
                with oxigraph(graph) as other:
                    compare(asked, f"{url}/sparql", other)
            else:
                print("requests per second are not measured: the client wrk is not installed (apt-get install wrk)")
        with kg_serve(graph, "--deadline", str(DEADLINE)) as (url, process):
            attack(url, process)


def compare(asked: dict[str, list[str]], ours: str, theirs: str) -> None:
    """Each query on both servers, one after the other: on ours as it is set up, and once more with each answer made anew."""
    print(f"requests per second, {CLIENTS} clients at a time, {SECONDS} s each")
    print(f"{'SPARQL over HTTP':<28}{'oxigraph':>10}{'kg serve':>10}{'ratio':>8}{'wanted':>9}{'no cache':>11}{'ratio':>8}")
    for name, queries in asked.items():
        other, own, anew = rate(theirs, queries), rate(ours, queries), rate(ours, queries, ANEW)
        found = f"{own:>10.1f}{own / other:>8.2f}{f'≥ {WANTED:g}':>9}{anew:>11.1f}{anew / other:>8.2f}"
        print(f"{name:<28}{other:>10.1f}{found}", flush=True)


def rate(url: str, queries: list[str], headers: Mapping[str, str] = {}) -> float:
    """Requests per second, by wrk, which takes next to no time itself; an error where some are not answered."""
    sent = ", ".join(f'["{name}"] = "{value}"' for name, value in {"Accept": JSON, **headers}.items())
    found = httpx.URL(url)
    paths = ",\n".join(f'"{found.path}?{urlencode({"query": declared(query)})}"' for query in queries)
    with NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(f"local paths = {{ {paths} }}\nlocal n = 0\n")
        script.write(f'request = function() n = n % #paths + 1; return wrk.format("GET", paths[n], {{ {sent} }}) end\n')
        script.flush()
        command = ["wrk", "-t1", f"-c{CLIENTS}", f"-d{SECONDS}s", "--timeout", "60s", "-s", script.name, str(found.copy_with(path="/"))]
        said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if re.search(r"Non-2xx|Socket errors", said):
        raise RuntimeError(said)
    per_second = re.search(r"Requests/sec:\s+([\d.]+)", said)
    return float(per_second[1]) if per_second else 0.0


def attack(url: str, process: subprocess.Popen[str]) -> None:
    """What each attack got and when, and how long point lookups took meanwhile, the median and the worst."""
    attacks: dict[str, Callable[[httpx.Client], str]] = {
        "cross product": lambda client: status(client.get("/sparql", params={"query": CROSS_PRODUCT}, headers={"Accept": JSON})),
        "expensive regex": lambda client: status(client.get("/sparql", params={"query": declared(REGEX)}, headers={"Accept": JSON})),
        "5,000 aliases": lambda client: status(client.post("/graphql", json={"query": f"{{ {ALIASES} }}"})),
        "120 fields deep": lambda client: status(client.post("/graphql", json={"query": f"query($i: IRI!) {DEEP}"})),
        "document of 10 MB": lambda client: status(client.post("/graphql", json={"query": f"{{ {'x ' * 5_000_000} }}"})),
        "query of 10 MB": lambda client: status(client.post("/sparql", data={"query": f"ASK {{}} #{'x' * 10_000_000}"})),
        "1,000 lookups at once": lambda _: crowd(url, LOOKUP.format(1)),
        "1,000 cross products": lambda _: crowd(url, CROSS_PRODUCT),
        "the same, connected": lambda _: crowd(url, CROSS_PRODUCT, connected=True),
    }
    print(f"\ndeadline {DEADLINE} s; lookups beside each attack in milliseconds, < 200 wanted")
    print(f"{'attack':<24}{'seconds':>8}  {'got':<44}{'lookups':>8}{'refused':>8}{'median':>8}{'worst':>8}")
    peak = Peak(process.pid)
    with httpx.Client(base_url=url, timeout=120, trust_env=False) as client, ThreadPoolExecutor(1) as thread:
        lookup(client)
        for name, done in attacks.items():
            start = time.perf_counter()
            running = thread.submit(lambda done=done: (done(client), time.perf_counter()))
            taken: list[float] = []
            refused = 0
            while not running.done() or not taken:
                seconds, answered = lookup(client)
                taken.append(1000 * seconds)
                refused += not answered
                time.sleep(0.02)
            got, ended = running.result()
            figures = f"{len(taken):>8}{refused:>8}{statistics.median(taken):>8.0f}{max(taken):>8.0f}"
            print(f"{name:<24}{ended - start:>8.1f}  {got:<44}{figures}", flush=True)
    print(f"peak memory of all processes of the server: {peak.end() / 1e6:,.0f} MB")


def lookup(client: httpx.Client) -> tuple[float, bool]:
    """The seconds of a point lookup that is not known from before, and whether it was answered."""
    start = time.perf_counter()
    answer = client.get("/sparql", params={"query": declared(LOOKUP.format(2))}, headers={"Accept": JSON, **ANEW})
    return time.perf_counter() - start, answer.is_success


def declared(query: str) -> str:
    """The query with the prefixes that it uses."""
    used = set(re.findall(r"\b(\w+):", query))
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in prefixes().items() if name in used) + query


def status(answer: httpx.Response) -> str:
    """The status, and the code of a GraphQL error."""
    code = re.search(r'"code": ?"(\w+)"', answer.text)
    return f"{answer.status_code} {code[1] if code else answer.reason_phrase}"


def crowd(url: str, query: str, *, connected: bool = False) -> str:
    """
    How often a thousand requests at the same moment got which status, and how long the slowest took, its connection included.

    `connected`: on connections that were made, and used, before. They come from a process of the lowest priority: it stands for
    other machines, and has no core of its own here.
    """
    program = """
import asyncio, collections, sys, time
host, port, path, connected = sys.argv[1:]
gate = asyncio.Semaphore(100)
async def answer(path, reader, writer):
    writer.write(f"GET {path} HTTP/1.1\\r\\nHost: {host}:{port}\\r\\nCache-Control: no-cache\\r\\n\\r\\n".encode())
    head = (await reader.readuntil(b"\\r\\n\\r\\n")).decode()
    await reader.readexactly(int(head.lower().partition("content-length:")[2].split()[0]))
    return head.split(maxsplit=2)[1]
async def connection():
    async with gate:
        opened = await asyncio.open_connection(host, port)
        await answer("/livez", *opened)
        return opened
async def ask(opened):
    begun = time.perf_counter()
    reader, writer = opened or await asyncio.open_connection(host, port)
    status = await answer(path, reader, writer)
    writer.close()
    return status, time.perf_counter() - begun
async def main():
    opened = await asyncio.gather(*(connection() for _ in range(1000))) if connected else [None] * 1000
    answers = await asyncio.gather(*map(ask, opened))
    found = collections.Counter(status for status, _ in answers)
    listed = ", ".join(f"{n} x {status}" for status, n in sorted(found.items()))
    print(f"{listed}, {max(seconds for _, seconds in answers):.1f} s")
asyncio.run(main())
"""
    found = httpx.URL(f"{url}/sparql", params={"query": declared(query)})
    arguments = [found.host, str(found.port), found.raw_path.decode(), "connected" if connected else ""]
    command = ["nice", "-n", "19", sys.executable, "-c", program, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


class Peak:
    """The most memory that a process and those below it took together, shared pages counted once; on Linux only."""

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._most = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch)
        self._thread.start()

    def _watch(self) -> None:
        while not self._ended.wait(0.2):
            self._most = max(self._most, sum(map(_memory, _below(self._pid))))

    def end(self) -> int:
        """The bytes."""
        self._ended.set()
        self._thread.join()
        return self._most


def _below(pid: int) -> Iterator[int]:
    yield pid
    try:
        children = [Path(f"/proc/{pid}/task", name.name, "children").read_text() for name in Path(f"/proc/{pid}/task").iterdir()]
    except OSError:
        return
    for child in " ".join(children).split():
        yield from _below(int(child))


def _memory(pid: int) -> int:
    try:
        found = re.search(r"^Pss:\s+(\d+)", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE)
    except OSError:
        return 0
    return int(found[1]) << 10 if found else 0


@contextmanager
def kg_serve(graph: Path, *options: str) -> Iterator[tuple[str, subprocess.Popen[str]]]:
    """`kg serve` on the graph, and its process."""
    port = free_port()
    command = [BIN / "kg", "serve", "--graph", graph, "--port", str(port), *options]
    with started(command, port) as process:
        yield f"http://127.0.0.1:{port}", process


@contextmanager
def oxigraph(graph: Path) -> Iterator[str]:
    """Where the `oxigraph` server answers queries on the same folder."""
    port = free_port()
    with started([BIN / "oxigraph", "serve-read-only", "--location", graph, "--bind", f"127.0.0.1:{port}"], port):
        yield f"http://127.0.0.1:{port}/query"


@contextmanager
def started(command: list[str | Path], port: int) -> Iterator[subprocess.Popen[str]]:
    """A server, from its first answer until the block ends."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            while httpx.Client(transport=httpx.HTTPTransport(retries=50)).get(f"http://127.0.0.1:{port}/", timeout=120).is_server_error:
                time.sleep(1)
            yield process
        finally:
            process.send_signal(signal.SIGINT)


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        return int(probe.getsockname()[1])


if __name__ == "__main__":
    main()
