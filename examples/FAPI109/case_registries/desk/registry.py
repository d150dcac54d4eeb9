"""Registries that decorators fill."""

from collections.abc import Callable

Job = Callable[[], object]
JOBS: dict[str, Job] = {}
KINDS = {}  # type: ignore[var-annotated]


def job(name: str) -> Callable[[Job], Job]:
    """Put a function into the dictionary."""

    def put(function: Job) -> Job:
        JOBS[name] = function
        return function

    return put


def kind(cls: type) -> type:
    """Put a class into the other."""
    KINDS[cls.__name__] = cls
    return cls


class Signals:
    """Keeps who wants to be told."""

    def __init__(self) -> None:
        self.receivers = []  # type: ignore[var-annotated]

    def receiver(self, function: Job) -> Job:
        """Keep a function."""
        self.receivers.append(function)
        return function

    def send(self) -> None:
        """Tell them all."""
        for receiver in self.receivers:
            receiver()


signals = Signals()
