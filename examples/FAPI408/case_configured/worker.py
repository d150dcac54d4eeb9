"""The backend comes from the configuration."""

from celery import Celery

celery_app = Celery("tasks", broker="memory://")
celery_app.conf.update(result_backend="cache+memory://")
