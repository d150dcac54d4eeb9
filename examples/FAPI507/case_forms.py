"""Settings, fallbacks, arguments, f-strings; and texts that are no credentials."""

import os

import redis
from fastapi import FastAPI
from pydantic import Field
from pydantic_settings import BaseSettings
from pymongo import MongoClient
from sqlalchemy import make_url

USER = "shop"
PASSWORD = "hunter2"
HOST = os.environ.get("DB_HOST", "localhost")

composed = f"postgresql+asyncpg://{USER}:{PASSWORD}@{HOST}:5432/shop"  # expect: FAPI507
fallback = os.getenv("DATABASE_URL", "mysql+pymysql://root:root@127.0.0.1:3306/shop")  # expect: FAPI507
either = os.getenv("DATABASE_URL") or "postgresql://shop:shop@db/shop"  # expect: FAPI507
parsed = make_url("mariadb+mariadbconnector://app:s3cret@db/shop")  # expect: FAPI507


class Settings(BaseSettings):
    """What can be set."""

    database_url: str = "postgresql+psycopg://postgres:postgres@localhost:5432/app"  # expect: FAPI507
    mongo_url: str = Field(default="mongodb+srv://app:secret@cluster0.mongodb.net")  # expect: FAPI507
    redis_url: str = Field("redis://default:hunter2@cache:6379/0")  # expect: FAPI507
    replica_url: str = Field(default="", examples=["postgresql://user:password@replica/db"])
    described: str = Field("", description="postgresql://user:password@host/db")


def clients() -> tuple[redis.Redis, MongoClient]:
    """Clients with their addresses."""
    return (
        redis.Redis.from_url("redis://:hunter2@cache:6379"),  # expect: FAPI507
        MongoClient("mongodb://root:example@mongo:27017/"),  # expect: FAPI507
    )


template = "postgresql://<user>:<password>@<host>/<database>"
masked = "postgresql://shop:***@localhost/shop"
filled = f"postgresql://{USER}:{os.environ.get('PASSWORD')}@{HOST}/shop"
without = "postgresql://localhost/shop"
user_only = "postgresql://shop@localhost/shop"
website = "https://user:password@example.com/feed"
usage = "start it with DATABASE_URL=postgresql://user:password@host/db in the environment"

app = FastAPI()


@app.get("/help")
def read_help() -> dict[str, str]:
    """Words about addresses: postgresql://user:password@host/db."""
    if composed == "postgresql://user:password@host/db":
        raise ValueError("postgresql://user:password@host/db")
    return {"example": "postgresql://user:password@host/db"}
