"""What path operations take."""

from typing import Annotated

from fastapi import File

Raw = Annotated[bytes, File()]
