"""Who streams with them."""

import deps
from deps import BriefSession, Name, SessionDep
from fastapi import APIRouter, FastAPI
from fastapi.responses import StreamingResponse

app = FastAPI()
router = APIRouter()


@router.get("/held")
async def held(session: SessionDep, name: Name) -> StreamingResponse:  # expect: FAPI018
    """Hold it."""
    await session.commit()
    return StreamingResponse(iter([name]))


@router.get("/held-too")
async def held_too(
    name: Name,
    *,
    session: deps.SessionDep,  # expect: FAPI018
) -> StreamingResponse:
    """Hold it, by the module."""
    await session.commit()
    return StreamingResponse(iter([name]))


@router.get("/brief")
async def brief(session: BriefSession, name: Name) -> StreamingResponse:
    """Give it back."""
    await session.commit()
    return StreamingResponse(iter([name]))


app.include_router(router)
