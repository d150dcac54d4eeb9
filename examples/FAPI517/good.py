"""Only the browser itself reads the session, and only HTTPS carries it.

Beyond the guide; compare Security Patterns.
"""

from fastapi import FastAPI, Response

app = FastAPI()


@app.post("/login")
def login(response: Response) -> str:
    """Open a session."""
    response.set_cookie("session_id", "alice", httponly=True, secure=True, samesite="lax")
    return "welcome"
