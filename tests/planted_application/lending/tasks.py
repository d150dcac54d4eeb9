"""Work behind requests: short work in the process, long work in a queue."""

import logging

from celery import Celery, Task

from lending.db import SessionLocal
from lending.models import Book

log = logging.getLogger(__name__)
queue = Celery("lending", broker="memory://", backend="cache+memory://")


def note_loan(book_id: int, reader_id: int) -> None:
    """Write the log book."""
    with SessionLocal() as db:
        book = db.get(Book, book_id)
        log.info("%s lent to %s", book.title if book else book_id, reader_id)


@queue.task(bind=True, max_retries=3)
def remind(self: Task, reader_id: int) -> str:
    """Remind a reader of books that are due."""
    try:
        return _send(reader_id)
    except ConnectionError as error:
        raise self.retry(exc=error, countdown=60) from error


def _send(reader_id: int) -> str:
    log.info("reminding %s", reader_id)
    return f"reminded {reader_id}"
