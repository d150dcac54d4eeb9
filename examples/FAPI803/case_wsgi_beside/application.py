"""The application that Gunicorn serves."""

from fastapi import FastAPI

app = FastAPI()
