"""Libraries that the examples do not need: data frames of whole tables, and ODBC's strings of options."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles

FRAMES = """
    import json

    import pandas as pd
    import polars as pl
    from fastapi import FastAPI, Response
    from sqlalchemy import create_engine

    app = FastAPI()
    engine = create_engine("sqlite://")

    @app.get("/records")
    def records():
        frame = pd.read_sql("SELECT id, name FROM items", engine)  # expect: FAPI808
        frame = frame.fillna("")
        return frame.to_dict(orient="records")

    @app.get("/parsed")
    def parsed():
        frame = pd.read_sql_query("SELECT * FROM items", con=engine)  # expect: FAPI808
        return json.loads(frame.to_json(orient="records"))

    @app.get("/text")
    def text():
        query = "SELECT * FROM items"
        frame = pl.read_database(query=query, connection=engine.connect())  # expect: FAPI808
        return Response(frame.write_json(), media_type="application/json")

    @app.get("/part")
    def part(limit: int):
        head = pd.read_sql("SELECT * FROM items", engine).head(limit)
        chosen = pd.read_sql("SELECT * FROM items WHERE id > 5", engine)
        return [head.to_dict("records"), chosen.to_dict("records")]

    @app.get("/grouped")
    def grouped():
        frame = pd.read_sql("SELECT kind, price FROM items", engine)
        return frame.groupby("kind").sum().to_dict()

    @app.get("/chosen")
    def chosen(kind: str):
        frame = pd.read_sql("SELECT kind, price FROM items", engine)
        frame = frame[frame["kind"] == kind]
        return frame.to_dict("records")
"""

STRINGS = """
    import aioodbc
    import psycopg
    import pyodbc
    from psycopg_pool import AsyncConnectionPool

    DSN = "Driver={ODBC Driver 18};Server=tcp:db,1433;User ID=shop;Pwd={hunter2};"  # expect: FAPI507
    pool = AsyncConnectionPool(conninfo="host=db dbname=shop password=hunter2")  # expect: FAPI507

    def opened(password):
        pyodbc.connect("DSN=shop;Trusted_Connection=yes;PWD=")
        pyodbc.connect(f"DRIVER=FreeTDS;SERVER=db;UID=shop;PWD={password}")
        psycopg.connect("password=hunter2 is what it was")
        return pyodbc.connect(DSN, timeout=5)

    async def opened_later():
        return await aioodbc.connect(dsn="Driver=SQLite;Database=shop;Password=hunter2")  # expect: FAPI507
"""


@pytest.mark.parametrize(
    ("code", "source"), [("FAPI808", FRAMES), ("FAPI507", STRINGS)], ids=["frames", "option-strings"]
)
def test_libraries_without_examples(files: ProjectFiles, code: str, source: str) -> None:
    files.codes = (code,)
    files.verify({"store.py": source})
