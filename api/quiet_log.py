"""What uvicorn would log with a traceback though nothing went wrong in the server: clients that send no text, or are gone."""

import logging


def quieten_log() -> None:
    """Keep such lines out of the log from now on."""
    logging.getLogger("uvicorn.error").addFilter(_worth_telling)


def _worth_telling(record: logging.LogRecord) -> bool:
    error = record.exc_info[1] if record.exc_info else None
    no_text = isinstance(error, UnicodeDecodeError) and "UTF-8" in record.msg  # closes the WebSocket with 1007
    gone = isinstance(error, RuntimeError) and "handler is closed" in str(error)  # of several requests on one connection, all but the first
    return not no_text and not gone
