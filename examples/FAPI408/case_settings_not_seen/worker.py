"""A worker whose configuration comes from elsewhere: it may name a result backend."""

import json
from pathlib import Path

from celery import Celery

celery_app = Celery("tasks", broker="memory://")


def configure(file: Path) -> None:
    """Take over the settings of a file."""
    celery_app.conf.update(**json.loads(file.read_text()))
