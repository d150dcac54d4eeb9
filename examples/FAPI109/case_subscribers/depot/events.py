"""Who wants to be told of what: lists under keys, filled by decorators, by calls and by subclasses."""

from collections import defaultdict
from collections.abc import Callable

Subscriber = Callable[[str], object]


class Bus:
    """Keeps several subscribers for each topic; decorators subscribe."""

    def __init__(self) -> None:
        self.subscribers: dict[str, list[Subscriber]] = {}

    def on(self, topic: str) -> Callable[[Subscriber], Subscriber]:
        """Subscribe a function."""

        def subscribe(function: Subscriber) -> Subscriber:
            self.subscribers.setdefault(topic, []).append(function)
            return function

        return subscribe

    def publish(self, topic: str, what: str) -> None:
        """Tell those who want to know of a topic."""
        for tell in self.subscribers.get(topic, []):
            tell(what)


class Emitter:
    """The same with calls that subscribe."""

    def __init__(self) -> None:
        self.listeners: dict = defaultdict(list)  # type: ignore[type-arg]

    def listen(self, topic: str, listener: Subscriber) -> None:
        """Subscribe a function."""
        self.listeners[topic].append(listener)

    def emit(self, topic: str, what: str) -> None:
        """Tell those who want to know of a topic."""
        for tell in self.listeners[topic]:
            tell(what)


class QuietEmitter(Emitter):
    """Another one, whose listeners only count."""

    def __init__(self) -> None:
        self.counters: list = []  # type: ignore[type-arg]
        super().__init__()

    def count(self, counter: Subscriber) -> None:
        """Add a counter."""
        self.counters.append(counter)

    def tick(self, what: str) -> None:
        """Let them count."""
        for count in self.counters:
            count(what)


class Report:
    """Every subclass is a report."""

    kinds: list = []  # type: ignore[type-arg]  # noqa: RUF012

    def __init_subclass__(cls) -> None:
        """Remember the subclass."""
        Report.kinds.append(cls)

    def write(self) -> str:
        """Write it."""
        return ""


bus = Bus()
emitter = Emitter()
quiet = QuietEmitter()
