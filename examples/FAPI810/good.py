"""The same application in today's spelling."""

from typing import Annotated

from fastapi import FastAPI, HTTPException, Query, status

app = FastAPI()


@app.get("/items")
def read_items(
    name: Annotated[str, Query(pattern="^[a-z]+$")],
    language: Annotated[str, Query(examples=["en"])] = "en",
) -> dict[str, str]:
    if len(name) > 20:
        raise HTTPException(status.HTTP_422_UNPROCESSABLE_CONTENT, "too long")
    return {"name": name, "language": language}
