"""Another file with something to start."""


def start_queue(resources: dict[str, str]) -> None:
    """Open a queue."""
    resources["queue"] = "queue"
