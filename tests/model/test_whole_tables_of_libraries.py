"""Whole tables and collections of libraries that the examples do not install."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles

HEAD = "from fastapi import FastAPI\n{imports}\n\napp = FastAPI()\n\n\n{model}\n\n\n"

BEANIE = ("from beanie import Document", "class User(Document):\n    name: str")
ORMAR = ("import ormar", "class User(ormar.Model):\n    id: int = ormar.Integer(primary_key=True)")
ODMANTIC = (
    "from odmantic import AIOEngine, Model",
    "engine = AIOEngine()\n\n\nclass User(Model):\n    name: str",
)
PICCOLO = ("from piccolo.table import Table", "class User(Table):\n    pass")
FIRESTORE = (
    "from google.cloud import firestore",
    "client = firestore.Client()\nusers = client.collection('users')",
)


@pytest.mark.parametrize(
    ("library", "query"),
    [
        (BEANIE, "await User.find({}).to_list()"),
        (BEANIE, "await User.find().sort('name').to_list()"),
        (BEANIE, "await User.find(User.is_deleted == False).to_list()"),
        (BEANIE, "await User.find({'deleted_at': None}).to_list()"),
        (BEANIE, "await User.find({'deleted': {'$exists': False}}).to_list()"),
        (ORMAR, "await User.objects.all()"),
        (ODMANTIC, "await engine.find(User)"),
        (PICCOLO, "await User.select()"),
        (PICCOLO, "await User.objects()"),
        (FIRESTORE, "users.get()"),
        (FIRESTORE, "client.collection('users').order_by('name').get()"),
        (FIRESTORE, "[each.to_dict() for each in users.stream()]"),
    ],
)
def test_all_rows_are_told(files: ProjectFiles, library: tuple[str, str], query: str) -> None:
    imports, model = library
    files.codes = ("FAPI808",)
    files.verify(
        {
            "main.py": f"{HEAD.format(imports=imports, model=model)}@app.get('/users')\n"
            f"async def list_users():\n    return {query}  # expect: FAPI808\n"
        }
    )


@pytest.mark.parametrize(
    ("library", "query"),
    [
        (BEANIE, "await User.find({'age': 3}).to_list()"),
        (BEANIE, "await User.find().to_list(20)"),
        (BEANIE, "await User.find(User.is_deleted == True).to_list()"),
        (BEANIE, "await User.find(User.name == 'x', User.is_deleted == False).to_list()"),
        (BEANIE, "await User.find({'deleted': {'$gt': 3}}).to_list()"),
        (ORMAR, "await User.objects.filter(id=3).all()"),
        (ODMANTIC, "await engine.find(User, User.name == 'x')"),
        (ODMANTIC, "await engine.find(User, limit=20)"),
        (PICCOLO, "await User.select().limit(20)"),
        (FIRESTORE, "users.document('x').get()"),
        (FIRESTORE, "users.limit(20).get()"),
        (FIRESTORE, "[each.to_dict() for each in users.where('age', '>', 3).stream()]"),
    ],
)
def test_some_rows_are_silent(files: ProjectFiles, library: tuple[str, str], query: str) -> None:
    imports, model = library
    files.codes = ("FAPI808",)
    files.verify(
        {
            "main.py": f"{HEAD.format(imports=imports, model=model)}@app.get('/users')\n"
            f"async def list_users():\n    return {query}\n"
        }
    )
