"""An application, so that the project is one of FastAPI."""

from fastapi import FastAPI

app = FastAPI()
