"""Uses FastAPI."""

from fastapi import FastAPI

app = FastAPI()
