"""Who depends on them: in all places; and who enters them."""

from collections.abc import AsyncIterator, Iterator
from functools import partial
from typing import Annotated

import managers
from fastapi import APIRouter, Depends, FastAPI, Security
from managers import names, prices

users = managers.Users()
Name = Annotated[str, Depends(names)]  # expect: FAPI007
app = FastAPI(dependencies=[Depends(managers.numbers)])  # expect: FAPI007
router = APIRouter(dependencies=[Security(users.current, scopes=["all"])])  # expect: FAPI007


def number() -> Iterator[int]:
    """Enter one for the request."""
    with managers.numbers() as found:
        yield found


async def name() -> AsyncIterator[str]:
    """Enter another one."""
    async with names() as found:
        yield found


@app.get("/")
def root(
    a: Name,
    b: Annotated[int, Depends(number)],
    c: Annotated[str, Depends(name)],
    d: int = Depends(partial(prices, 2)),  # expect: FAPI007
    e: int = Depends(dependency=prices),  # expect: FAPI007
) -> int:
    """Depend on them."""
    return b + d + e
