"""The application under test."""

from fastapi import FastAPI

app = FastAPI()
