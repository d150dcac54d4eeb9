"""Options that are taken out of a dictionary, with what stands in for them."""

import json
import os
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.middleware.cors import CORSMiddleware

path = Path("options.json")
options: dict[str, Any] = json.loads(path.read_text()) if path.exists() else {}
origins = os.getenv("ORIGINS", options.get("origins", ["*"]))
FIXED = {"origins": ["https://example.com"], "credentials": True}

app = FastAPI()
app.add_middleware(
    CORSMiddleware,
    allow_origins=origins,  # expect: FAPI502
    allow_credentials=bool(options.get("credentials", True)),
)

other = FastAPI()
other.add_middleware(
    CORSMiddleware, allow_origins=FIXED.get("origins", ["*"]), allow_credentials=FIXED["credentials"]
)
