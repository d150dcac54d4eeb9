"""What FastAPI and Starlette have deprecated, in one small application."""

from typing import Annotated

from fastapi import FastAPI, HTTPException, Query, status
from fastapi.responses import ORJSONResponse

app = FastAPI(default_response_class=ORJSONResponse)  # expect: FAPI810


@app.get("/items")
def read_items(
    name: Annotated[str, Query(regex="^[a-z]+$")],  # expect: FAPI810
    language: Annotated[str, Query(example="en")] = "en",  # expect: FAPI810
) -> dict[str, str]:
    if len(name) > 20:
        raise HTTPException(status.HTTP_422_UNPROCESSABLE_ENTITY, "too long")  # expect: FAPI810
    return {"name": name, "language": language}
