"""Uvicorn gets an import string, so that each process imports the application itself."""

import uvicorn
from fastapi import FastAPI

app = FastAPI()


@app.get("/health")
def health() -> str:
    return "ok"


def develop() -> None:
    uvicorn.run("good:app", reload=True)


def serve() -> None:
    uvicorn.run("good:app", host="0.0.0.0", port=8000, workers=4)


if __name__ == "__main__":
    serve()
