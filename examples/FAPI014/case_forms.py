"""Other forms of it, and engines that are right."""

from typing import Any

import sqlalchemy
import sqlmodel
from fastapi import APIRouter
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool, StaticPool

router = APIRouter()
URL = "sqlite:///:memory:"

one = sqlalchemy.create_engine(URL)  # expect: FAPI014
two = sqlmodel.create_engine(url="sqlite+pysqlite:///:memory:", echo=True)  # expect: FAPI014
three = sqlalchemy.create_engine("sqlite://", connect_args={"check_same_thread": False})  # expect: FAPI014
four = sqlalchemy.create_engine("sqlite://", poolclass=StaticPool)  # expect: FAPI014
five = sqlalchemy.create_engine(  # expect: FAPI014
    "sqlite://", poolclass=StaticPool, connect_args={"timeout": 3}
)


@router.get("/")
def use() -> str:
    """A path operation."""
    return f"{one} {two} {three} {four} {five}"


options: dict[str, Any] = {"poolclass": StaticPool}
arguments = {"check_same_thread": False}
right = sqlalchemy.create_engine(URL, poolclass=StaticPool, connect_args={"check_same_thread": False})
unpacked = sqlalchemy.create_engine(URL, **options)
elsewhere = sqlalchemy.create_engine(URL, poolclass=StaticPool, connect_args=arguments)
other_pool = sqlalchemy.create_engine(URL, poolclass=NullPool)
asynchronous = create_async_engine("sqlite+aiosqlite://")
shared = sqlalchemy.create_engine(
    "sqlite:///file:shared?mode=memory&cache=shared&uri=true", poolclass=NullPool
)
on_disk = sqlalchemy.create_engine("sqlite:///forms.db")
