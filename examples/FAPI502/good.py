"""Only the listed origins may call the API with credentials.

Guide: Security Patterns, CORS Configuration. Amended: PATCH is among the methods, since its preflight
request is refused otherwise. `allow_headers=["*"]` is right: Starlette reflects the requested headers.
"""

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()

app.add_middleware(
    CORSMiddleware,
    allow_origins=["https://yourdomain.com"],
    allow_credentials=True,
    allow_methods=["GET", "POST", "PUT", "PATCH", "DELETE"],
    allow_headers=["*"],
)


@app.get("/balance")
def read_balance() -> dict[str, int]:
    """What only the user's own pages should see."""
    return {"balance": 42}
