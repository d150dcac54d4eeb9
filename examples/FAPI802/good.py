"""The same worker from the package that it has moved to.

Guide: Production Deployment, amended: `uvicorn_worker` instead of `uvicorn.workers` (FACTS C).
"""

from fastapi import FastAPI

bind = "0.0.0.0:8000"
workers = 4
worker_class = "uvicorn_worker.UvicornWorker"
timeout = 120

app = FastAPI()
