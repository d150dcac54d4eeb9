"""Uvicorn gets the application itself where it must import it in new processes.

The guide runs the application with workers on a command line (Production Deployment); this is the
same from Python.
"""

import uvicorn
from fastapi import FastAPI

app = FastAPI()


@app.get("/health")
def health() -> str:
    return "ok"


def develop() -> None:
    uvicorn.run(app, reload=True)  # expect: FAPI801


def serve() -> None:
    uvicorn.run(app, host="0.0.0.0", port=8000, workers=4)  # expect: FAPI801


if __name__ == "__main__":
    serve()
