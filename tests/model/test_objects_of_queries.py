"""What the queries of object mappers give: objects of the model that was asked, with its methods."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles

HEAD = """
import bcrypt


class Checks:
    def accepts(self, password):
        return bcrypt.checkpw(password, self.hashed)


"""

MODELS = {
    "beanie": "from beanie import Document\n\nclass User(Document, Checks):\n    name: str\n",
    "tortoise": "from tortoise.models import Model\n\nclass User(Model, Checks):\n    pass\n",
    "mongoengine": "from mongoengine import Document\n\nclass User(Document, Checks):\n    pass\n",
    "peewee": "from peewee import Model\n\nclass User(Model, Checks):\n    pass\n",
    "ormar": "import ormar\n\nclass User(ormar.Model, Checks):\n    pass\n",
    "odmantic": "from odmantic import AIOEngine, Model\n\nengine = AIOEngine()\n\n"
    "class User(Model, Checks):\n    pass\n",
}


@pytest.mark.parametrize(
    ("library", "user"),
    [
        ("beanie", "await User.get('x')"),
        ("beanie", "await User.find_one(User.name == 'x')"),
        ("beanie", "(await User.find_all().sort('x').to_list())[0]"),
        ("beanie", "await User.find(User.name == 'x').first_or_none()"),
        ("beanie", "await User(name='x').insert()"),
        ("tortoise", "await User.get(id=1)"),
        ("tortoise", "await User.get_or_none(id=1).prefetch_related('x')"),
        ("tortoise", "await User.filter(id=1).first()"),
        ("tortoise", "(await User.all())[0]"),
        ("tortoise", "await User.create(id=1)"),
        ("ormar", "await User.objects.filter(id=1).get_or_none()"),
        ("ormar", "(await User.objects.all())[0]"),
        ("odmantic", "await engine.find_one(User, User.id == 1)"),
    ],
)
def test_the_model_is_known(files: ProjectFiles, library: str, user: str) -> None:
    files.verify(
        {
            "models.py": f"{HEAD}{MODELS[library]}\n\nasync def handler():\n    user = {user}\n"
            "    user.accepts('x')  # expect: FAPI109\n"
        }
    )


@pytest.mark.parametrize(
    ("library", "user"),
    [
        ("mongoengine", "User.objects(name='x').first()"),
        ("mongoengine", "User.objects.get(id=1)"),
        ("mongoengine", "User.objects[0]"),
        ("peewee", "User.get(User.id == 1)"),
        ("peewee", "User.select().where(User.id == 1).first()"),
    ],
)
def test_the_model_of_a_blocking_query_is_known(files: ProjectFiles, library: str, user: str) -> None:
    files.verify(
        {
            "models.py": f"{HEAD}{MODELS[library]}\n\nasync def handler():\n"
            f"    user = {user}  # expect: FAPI103\n"
            "    user.accepts('x')  # expect: FAPI109\n    user.save()  # expect: FAPI103\n"
        }
    )


@pytest.mark.parametrize(
    "loop", ["async for user in User.find()", "async for user in User.find_all().limit(3)"]
)
def test_the_items_of_a_query_are_known(files: ProjectFiles, loop: str) -> None:
    files.verify(
        {
            "models.py": f"{HEAD}{MODELS['beanie']}\n\nasync def handler():\n    {loop}:\n"
            "        user.accepts('x')  # expect: FAPI109\n"
        }
    )
