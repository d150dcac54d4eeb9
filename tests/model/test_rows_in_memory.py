"""Rows of a result: in memory once the statement has been executed, unless they are asked for one by one."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles

HEAD = """
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import Session
from sqlmodel import Session as ModelSession


async def handler(db: Session, models: ModelSession, async_db: AsyncSession):
"""


@pytest.mark.parametrize(
    "body",
    [
        "result = db.execute(select(1))  # expect: FAPI104\nresult.scalars().all()",
        "result = db.scalars(select(1))  # expect: FAPI104\nresult.unique().one()",
        "result = models.exec(select(1))  # expect: FAPI104\nresult.first()",
        "rows = db.execute(select(1)).scalars().all()  # expect: FAPI104",
        "result = db.connection().execute(select(1))  # expect: FAPI104\nfor row in result:\n    print(row)",
        "result = db.execute(select(1)).yield_per(9)  # expect: FAPI104\nresult.all()  # expect: FAPI104",
        "rows = db.execute(select(1)).yield_per(9)  # expect: FAPI104\n"
        "for row in rows:  # expect: FAPI104\n    print(row)",
        "result = await async_db.execute(select(1))\nresult.scalars().all()",
        "query = db.query(int)\nquery.all()  # expect: FAPI104",
    ],
)
def test_the_statement_blocks_and_not_its_rows(files: ProjectFiles, body: str) -> None:
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    files.verify({"rows.py": HEAD + lines})
