"""The application is in another file, made by a factory."""

from jobs.worker import worker as queue

done: list[int] = []


@queue.task(bind=True)
def work(self, number: int) -> None:  # noqa: ANN001
    """Try again."""
    if number:
        self.retry(countdown=number)  # expect: FAPI407
        done.append(number)
