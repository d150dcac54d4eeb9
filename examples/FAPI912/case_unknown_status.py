"""A status that is known only when the error is raised."""

import httpx
from fastapi import FastAPI, HTTPException

app = FastAPI()
client = httpx.Client(base_url="https://weather.example")


@app.get("/weather/{city}")
def read_weather(city: str) -> str:
    """Hand the status of another server on, and lose it."""
    try:
        answer = client.get(f"/{city}")
        if answer.status_code != 200:
            raise HTTPException(status_code=answer.status_code, detail="no weather")
        return answer.text
    except Exception:  # expect: FAPI912
        raise HTTPException(status_code=500, detail="the weather cannot be read") from None
