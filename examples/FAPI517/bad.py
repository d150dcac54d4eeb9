"""Scripts can read the session, and plain HTTP carries it.

Beyond the guide; compare Security Patterns.
"""

from fastapi import FastAPI, Response

app = FastAPI()


@app.post("/login")
def login(response: Response) -> str:
    """Open a session."""
    response.set_cookie("session_id", "alice")  # expect: FAPI517
    return "welcome"
