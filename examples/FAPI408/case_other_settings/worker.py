"""A worker whose configuration says other things, and nothing of a result backend."""

from celery import Celery

celery_app = Celery("tasks", broker="memory://")
celery_app.conf.task_routes = {"tasks.*": {"queue": "slow"}}
celery_app.conf.beat_schedule["nightly"] = {"task": "tasks.clean", "schedule": 86400}
celery_app.conf.update(task_serializer="json", accept_content=["json"])
celery_app.conf.update({"task_acks_late": True})
