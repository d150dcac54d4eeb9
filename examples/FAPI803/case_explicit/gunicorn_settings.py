"""A worker of the project's own, and one that depends on the environment."""

import os

bind = "0.0.0.0:8000"
worker_class = "application.Worker"
if os.getenv("DEBUG"):
    worker_class = "sync"
