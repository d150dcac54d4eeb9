"""Strings of options, as PostgreSQL's clients and ODBC take them."""

import os
from urllib.parse import quote_plus

import psycopg2
from fastapi import FastAPI
from psycopg2.pool import SimpleConnectionPool

app = FastAPI()
PASSWORD = "hunter2"
OPTIONS = f"host={os.getenv('DB_HOST')} dbname=shop user=shop password={PASSWORD}"  # expect: FAPI507
TO_FILL_IN = "host=db dbname=shop user=shop password=<password>"
ODBC = quote_plus("Driver={ODBC Driver 18};Server=db;Uid=shop;Pwd={hunter3};")  # expect: FAPI507
ADDRESS = f"mssql+pyodbc:///?odbc_connect={ODBC}"


def by_constant() -> psycopg2.extensions.connection:
    """The password is a constant of the file, the host comes from outside."""
    return psycopg2.connect(OPTIONS)


def by_pool() -> SimpleConnectionPool:
    """After the sizes of the pool."""
    return SimpleConnectionPool(1, 5, "dbname=shop user=shop password='hunter 4'")  # expect: FAPI507


def by_fallback() -> psycopg2.extensions.connection:
    """A fallback of the environment."""
    return psycopg2.connect(dsn=os.getenv("DB", "dbname=shop password=hunter5"))  # expect: FAPI507


def without() -> list[object]:
    """What is to be filled in, comes from outside, or has no password."""
    password = os.environ["DB_PASSWORD"]
    return [
        psycopg2.connect(TO_FILL_IN),
        psycopg2.connect(f"host=db dbname=shop user=shop password={password}"),
        psycopg2.connect("host=db dbname=shop user=shop"),
        quote_plus("how to reset a password=?"),
    ]
