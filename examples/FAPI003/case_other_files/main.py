"""Who depends on them."""

from typing import Annotated

import deps
from deps import get_name as get_title
from fastapi import Depends, FastAPI

Number = Annotated[int, Depends(deps.get_number)]
app = FastAPI(dependencies=[Depends(get_title)])


@app.get("/")
def root(number: Number) -> int:
    """Use an alias."""
    return number + sum(deps.numbers())
