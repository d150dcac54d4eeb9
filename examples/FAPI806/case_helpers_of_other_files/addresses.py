"""Helpers that read the environment, one of them in a dependency of this file."""

import os
from typing import Annotated

from fastapi import Depends


def host() -> str:
    return os.environ["HOST"]


def address() -> str:
    return f"https://{host()}"


def port() -> int:
    return int(os.environ["PORT"])  # expect: FAPI806


def get_port() -> int:
    return port()


Port = Annotated[int, Depends(get_port)]
