"""A row whose empty column is filled: once for each row, so each request may do it for another one.

A branch that fills what it tests is a memo only where what it fills is one object that is kept.
"""

from typing import Annotated

from fastapi import Depends, FastAPI, HTTPException, Request
from sqlalchemy import create_engine, select
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column, sessionmaker

app = FastAPI(title="Parcels")
engine = create_engine("sqlite:///./parcels.db")
SessionLocal = sessionmaker(engine)


class Base(DeclarativeBase):
    """The base of all tables."""


class Parcel(Base):
    """A parcel on its way."""

    __tablename__ = "parcels"
    id: Mapped[int] = mapped_column(primary_key=True)
    label: Mapped[str | None]
    delivered_at: Mapped[int | None]


def session():
    """Open a session for a request."""
    with SessionLocal() as opened:
        yield opened


@app.post("/parcels/{number}/label", status_code=204)
async def print_label(number: int, opened: Annotated[Session, Depends(session)]) -> None:
    """Give a parcel its label, when it has none yet."""
    parcel = opened.get(Parcel, number)  # expect: FAPI104
    if parcel is None:
        raise HTTPException(404, "no such parcel")
    if not parcel.label:
        parcel.label = f"P-{number:08}"
        opened.commit()  # expect: FAPI104


@app.post("/parcels/{number}/delivery", status_code=204)
async def deliver(number: int, now: int, opened: Annotated[Session, Depends(session)]) -> None:
    """Note when a parcel was delivered, unless that is known."""
    parcel = opened.get(Parcel, number)  # expect: FAPI104
    if parcel is not None and parcel.delivered_at is None:
        parcel.delivered_at = now
        opened.commit()  # expect: FAPI104
        opened.refresh(parcel)  # expect: FAPI104


@app.get("/depots", status_code=204)
async def depots(request: Request) -> None:
    """Count the parcels once, for as long as the application runs."""
    if not hasattr(request.app.state, "known"):
        with SessionLocal() as opened:
            request.app.state.known = opened.scalars(select(Parcel.id)).all()
