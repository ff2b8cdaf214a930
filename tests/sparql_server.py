"""A small SPARQL 1.1 store behind HTTP, for the tests of remote stores."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

from pyoxigraph import QueryResultsFormat, QueryTriples, RdfFormat, Store

Refusal = tuple[int, dict[str, str]]


@contextmanager
def sparql_server(gate: Callable[[BaseHTTPRequestHandler], Refusal | None] = lambda _: None) -> Iterator[str]:
    """
    The URL of a store that is empty at first; `/refused` answers 403, `/page` a web page.

    `gate` looks at each POST and may refuse it with a status and headers.
    """
    store = Store()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.answer_query(parse_qs(urlsplit(self.path).query)["query"][0])

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            path = urlsplit(self.path).path
            if refusal := gate(self):
                self.answer(refusal[0], "text/plain", b"no", refusal[1])
            elif path == "/refused":
                self.answer(403, "text/plain", b"no")
            elif path == "/page":
                self.answer(200, "text/html", b"<html></html>")
            elif self.headers["Content-Type"].startswith("application/sparql-update"):
                try:
                    store.update(body)
                except SyntaxError as error:
                    self.answer(400, "text/plain", str(error).encode())
                else:
                    self.answer(204, "text/plain", b"")
            else:
                self.answer_query(parse_qs(body)["query"][0])

        def answer_query(self, text: str) -> None:
            union = "union-default-graph" in urlsplit(self.path).query
            try:
                results = store.query(text, use_default_graph_as_union=union)
            except SyntaxError as error:
                self.answer(400, "text/plain", str(error).encode())
                return
            if isinstance(results, QueryTriples):
                self.answer(200, "application/n-triples", results.serialize(format=RdfFormat.N_TRIPLES))
            else:
                self.answer(200, "application/sparql-results+json", results.serialize(format=QueryResultsFormat.JSON))

        def answer(self, status: int, media: str, body: bytes, headers: dict[str, str] | None = None) -> None:
            self.send_response(status)
            for name, value in (headers or {}).items():
                self.send_header(name, value)
            self.send_header("Content-Type", media)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/?union-default-graph"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
