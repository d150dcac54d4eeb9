"""Addresses in dictionaries and other libraries' arguments, and passwords that are quoted for one."""

from urllib.parse import quote_plus

from celery import Celery
from fastapi import FastAPI
from sqlalchemy import create_engine

app = FastAPI()
password = quote_plus("p@ss/word")
engine = create_engine(f"mysql+pymysql://root:{password}@db/shop")  # expect: FAPI507
reports = create_engine(f"mysql+pymysql://root:{quote_plus('a@b')}@db/reports")  # expect: FAPI507

CONNECTIONS = {
    "connections": {"default": "postgres://shop:hunter2@db:5432/shop"},  # expect: FAPI507
    "apps": {"models": {"models": ["models"], "default_connection": "default"}},
}
worker = Celery("shop", broker="redis://:hunter2@queue:6379/0")  # expect: FAPI507

EXAMPLES = {"example": {"url": "postgresql://user:secret@host/database"}}
HELP = {"message": "postgresql://user:secret@host/database"}

AS_TYPED = "postgresql://shop:pa55$@db/shop"  # expect: FAPI507
FROM_A_SHELL = "postgresql://shop:$PASSWORD@db/shop"
