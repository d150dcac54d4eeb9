"""The application, in a file that has the name of functions elsewhere."""

from fastapi import FastAPI

app = FastAPI()
