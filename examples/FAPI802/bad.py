"""The worker class of the guide's command, in a configuration of Gunicorn.

Guide: Production Deployment. Uvicorn has deprecated its module of workers.
"""

from fastapi import FastAPI

bind = "0.0.0.0:8000"
workers = 4
worker_class = "uvicorn.workers.UvicornWorker"  # expect: FAPI802
timeout = 120

app = FastAPI()
