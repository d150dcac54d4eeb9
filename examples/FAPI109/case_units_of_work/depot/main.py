"""What an object makes of what its constructor was given, once it is entered."""

from fastapi import FastAPI

from depot.storage import Orders, SessionLocal, UnitOfWork

app = FastAPI()


@app.get("/parts")
async def parts() -> int:
    """Count by a repository of the unit of work."""
    with UnitOfWork(SessionLocal) as unit:
        return unit.parts.count()  # expect: FAPI109


@app.post("/orders")
async def order() -> int:
    """Await what blocks in its own body."""
    with SessionLocal() as session:
        return await Orders(session).place()
