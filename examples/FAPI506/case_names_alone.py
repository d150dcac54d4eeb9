"""What only looks like a secret: names alone, the type of a token, and an address to listen on."""

import uvicorn
from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

SECRET_KEY = "nobody signs anything with this"
API_KEY = "sk-0123456789abcdef"
PASSWORD = "hunter2"
TOKEN_TYPE = "bearer"
HEADERS = {"Authorization": "Bearer not-a-token"}

app = FastAPI()
app.add_middleware(CORSMiddleware, allow_origins=["*"], allow_methods=["*"])


@app.post("/token")
def issue() -> dict[str, str]:
    """The type of a token is no token."""
    return {"access_token": "opaque", "token_type": TOKEN_TYPE}


@app.get("/check")
def check(password: str) -> bool:
    """A comparison signs nothing."""
    return password == PASSWORD and API_KEY != SECRET_KEY


if __name__ == "__main__":
    uvicorn.run(app, host="0.0.0.0")
