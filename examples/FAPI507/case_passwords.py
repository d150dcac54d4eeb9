"""Passwords that are given apart from the address."""

import os

import asyncpg
import psycopg2
from fastapi import FastAPI
from psycopg2.pool import SimpleConnectionPool
from sqlalchemy import URL, Engine, create_engine

app = FastAPI()
PASSWORD = "hunter2"  # expect: FAPI507
OPTIONS = {"host": "db", "user": "shop", "password": "s3cret"}  # expect: FAPI507


class Store:
    """Keeps its options."""

    def __init__(self) -> None:
        self.options = {"dbname": "shop", "user": "shop", "password": os.environ["DB_PASSWORD"]}

    def connect(self) -> psycopg2.extensions.connection:
        """From the environment."""
        return psycopg2.connect(**self.options)


def by_name() -> psycopg2.extensions.connection:
    """A constant of the file."""
    return psycopg2.connect(host="db", user="shop", password=PASSWORD)


def by_options() -> psycopg2.extensions.connection:
    """A dictionary of options."""
    return psycopg2.connect(**OPTIONS)


def by_fallback() -> SimpleConnectionPool:
    """A fallback of the environment."""
    password = os.getenv("DB_PASSWORD", "postgres")  # expect: FAPI507
    return SimpleConnectionPool(1, 5, dbname="shop", password=password)


async def by_pool() -> asyncpg.Pool:
    """A literal."""
    return await asyncpg.create_pool(user="shop", password="hunter3")  # expect: FAPI507


def by_url() -> Engine:
    """An address that is made of parts."""
    url = URL.create("postgresql+psycopg2", username="shop", password="hunter4", host="db")  # expect: FAPI507
    return create_engine(url)


def without() -> list[psycopg2.extensions.connection]:
    """Nothing, and what is to be filled in."""
    return [
        psycopg2.connect(dbname="shop", password=""),
        psycopg2.connect(dbname="shop", password="<password>"),
    ]
