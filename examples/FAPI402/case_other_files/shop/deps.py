"""What path operations share."""

from typing import Annotated

from fastapi import BackgroundTasks

Later = Annotated[BackgroundTasks, "runs behind the response"]
