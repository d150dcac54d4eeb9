"""Not a configuration, in spite of its name, and one that does not say its worker class."""


def worker_class_of(name: str) -> str:
    worker_class = "sync"
    return worker_class + name
