"""Every website may call the API as its user.

Guide: Common Anti-Patterns, `allow_origins=["*"]` with credentials; Security Patterns, CORS Configuration.
"""

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

app = FastAPI()

app.add_middleware(
    CORSMiddleware,
    allow_origins=["*"],  # expect: FAPI502
    allow_credentials=True,
    allow_methods=["GET", "POST", "PUT", "DELETE"],
    allow_headers=["*"],
)


@app.get("/balance")
def read_balance() -> dict[str, int]:
    """What only the user's own pages should see."""
    return {"balance": 42}
