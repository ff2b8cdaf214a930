"""Read articles in a process of its own (kg.article_worker), which loads spaCy when it is first needed."""

import socket
import subprocess
import sys
from multiprocessing.connection import Connection
from threading import Lock

from kg.errors import DeadlineError, KgError, OverloadError
from kg.extraction import Article, Extraction
from kg.iris import Run

Reply = tuple[Extraction, Run] | KgError
"""What one article said and by what it was read, or why that cannot be told."""

_LOADING = 60.0


class ArticleProcess:
    """
    Reads one article at a time, within `deadline` seconds: then the process is ended, and the next article begins another.

    Any number of threads may use it at once.
    """

    def __init__(self, deadline: float) -> None:
        self._deadline = deadline
        self._turn = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._connection: Connection | None = None

    def load(self) -> None:
        """Start the process, if it does not run; PipelineError where it cannot read articles."""
        with self._turn:
            self._running()

    def read(self, asked: Article) -> tuple[Extraction, Run]:
        """
        What an article says, and by what it was read; one without a text is fetched from its URL, and what else is given of it goes
        before what the page says.

        InputError where there is no article, FetchError where the URL leads to no address of the public internet or cannot be
        had, DeadlineError where it takes too long, OverloadError where others take all the time or it needs too much memory.
        """
        if not self._turn.acquire(timeout=self._deadline):
            raise OverloadError("too many articles came at once; try again later")
        try:
            connection = self._running()
            connection.send(asked)
            return _or_error(self._received(connection, self._deadline))
        except KgError:
            raise
        except (EOFError, OSError) as error:
            self._end()
            raise OverloadError("the article could not be read to its end; send it in parts") from error
        finally:
            self._turn.release()

    def close(self) -> None:
        """End the process."""
        self._end()

    def _running(self) -> Connection:
        if self._connection is None:
            ours, theirs = socket.socketpair()
            with ours, theirs:
                command = [sys.executable, "-P", "-m", "kg.article_worker", str(theirs.fileno())]
                self._process = subprocess.Popen(command, pass_fds=[theirs.fileno()], stderr=subprocess.DEVNULL)  # noqa: S603
                self._connection = Connection(ours.detach())
            if isinstance(error := self._received(self._connection, _LOADING), KgError):
                self._end()
                raise error
        return self._connection

    def _received(self, connection: Connection, seconds: float) -> Reply | None:
        if not connection.poll(seconds):
            self._end()
            raise DeadlineError(f"the article was not read within {seconds:g} seconds; send it in parts")
        received: Reply | None = connection.recv()
        return received

    def _end(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()
        if self._connection:
            self._connection.close()
        self._process = self._connection = None


def _or_error(reply: Reply | None) -> tuple[Extraction, Run]:
    if not isinstance(reply, tuple):
        raise reply or EOFError
    return reply
