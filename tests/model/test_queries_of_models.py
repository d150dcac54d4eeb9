"""Models that are asked themselves: queries for each of their rows (FAPI809), and all rows (FAPI808)."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles

MODELS = {
    "tortoise": """
from tortoise import fields
from tortoise.contrib.pydantic import pydantic_model_creator
from tortoise.models import Model


class User(Model):
    name = fields.CharField(50)
    posts: fields.ReverseRelation["Post"]


class Post(Model):
    author: fields.ForeignKeyRelation[User] = fields.ForeignKeyField("models.User", related_name="posts")


Shown = pydantic_model_creator(User)
""",
    "beanie": """
from beanie import Document, Link


class User(Document):
    name: str


class Post(Document):
    author: Link[User]
""",
    "peewee": """
from peewee import CharField, Model


class User(Model):
    name = CharField()


class Post(Model):
    author = CharField()
""",
    "mongoengine": """
from mongoengine import Document, StringField


class User(Document):
    name = StringField()


class Post(Document):
    author = StringField()
""",
    "ormar": """
import ormar


class User(ormar.Model):
    id: int = ormar.Integer(primary_key=True)


class Post(ormar.Model):
    author: int = ormar.Integer()
""",
    "odmantic": """
from odmantic import AIOEngine, Model

engine = AIOEngine()


class User(Model):
    name: str


class Post(Model):
    author: str
""",
    "piccolo": """
from piccolo.columns import Varchar
from piccolo.table import Table


class User(Table):
    name = Varchar()


class Post(Table):
    author = Varchar()
""",
}

HEAD = "\n\nfrom fastapi import FastAPI\n\napp = FastAPI()\n\n\n@app.get('/')\nasync def handler():\n"


@pytest.mark.parametrize(
    ("library", "rows", "query"),
    [
        ("tortoise", "for user in await User.all().limit(9)", "await Post.filter(author=user)"),
        ("tortoise", "for user in await User.filter(name='x')", "await Post.filter(author=user).count()"),
        ("tortoise", "async for user in User.all().limit(9)", "await Post.get_or_none(author=user)"),
        ("tortoise", "for user in await User.all().limit(9)", "await user.fetch_related('posts')"),
        ("tortoise", "for post in await Post.all().limit(9)", "await post.author"),
        ("tortoise", "for user in await User.all().limit(9)", "await user.posts"),
        ("tortoise", "for key in await User.all().values_list('id', flat=True)", "await Post.get(id=key)"),
        (
            "tortoise",
            "for user in await Shown.from_queryset(User.all().limit(9))",
            "await Shown.from_queryset_single(User.get(id=user.id))",
        ),
        (
            "tortoise",
            "for user in await User.all().limit(9)",
            "[post async for post in Post.filter(author=user)]",
        ),
        ("beanie", "for user in await User.find(User.name == 'x').to_list()", "await Post.get(user.id)"),
        ("beanie", "async for user in User.find_all().limit(9)", "await Post.find_one(Post.author == user)"),
        (
            "beanie",
            "for post in await Post.find_all().limit(9).to_list()",
            "await post.fetch_link(Post.author)",
        ),
        (
            "beanie",
            "for user in await User.find_all().limit(9).to_list()",
            "await Post.find(Post.author == user).count()",
        ),
        ("peewee", "for user in User.select().limit(9)", "Post.get_or_none(Post.author == user)"),
        ("peewee", "for user in User.select().limit(9)", "Post.select().where(Post.author == user).count()"),
        ("peewee", "for user in User.select().limit(9)", "list(Post.select().where(Post.author == user))"),
        ("mongoengine", "for user in User.objects(name='x')", "Post.objects(author=user.name).first()"),
        (
            "mongoengine",
            "for user in User.objects.filter(name='x')",
            "[post for post in Post.objects(author=user)]",
        ),
        (
            "ormar",
            "for user in await User.objects.limit(9).all()",
            "await Post.objects.get_or_none(author=user.id)",
        ),
        (
            "odmantic",
            "for user in await engine.find(User, limit=9)",
            "await engine.find_one(Post, Post.author == user)",
        ),
        (
            "odmantic",
            "async for user in engine.find(User, limit=9)",
            "await engine.count(Post, Post.author == user)",
        ),
        (
            "piccolo",
            "for user in await User.select().limit(9)",
            "await Post.select().where(Post.author == user)",
        ),
    ],
)
def test_a_query_for_each_row(files: ProjectFiles, library: str, rows: str, query: str) -> None:
    text = f"{MODELS[library]}{HEAD}    {rows}:\n        found = {query}  # expect: FAPI809\n"
    files.codes = ("FAPI000", "FAPI809")
    files.verify({"app.py": text})


@pytest.mark.parametrize(
    ("library", "rows", "statement"),
    [
        (
            "tortoise",
            "for user in await User.all().limit(9)",
            "await Post.filter(author=user).update(name='x')",
        ),
        ("tortoise", "for user in await User.all().limit(9)", "await Post.filter(author=user).delete()"),
        ("tortoise", "for user in await User.all().limit(9)", "await Post.create(author=user)"),
        ("tortoise", "for user in await User.all().limit(9)", "pending.append(Post.filter(author=user))"),
        ("tortoise", "for name in ('a', 'b')", "await User.get(name=name)"),
        ("tortoise", "for post in await Post.all().limit(9).prefetch_related('author')", "await post.author"),
        (
            "tortoise",
            "for post in await Post.all().limit(9).select_related('author__x')",
            "await post.author",
        ),
        ("tortoise", "for user in await User.all().limit(9).prefetch_related('posts')", "[*user.posts]"),
        ("beanie", "for user in await User.find_all().limit(9).to_list()", "await user.set({'name': 'x'})"),
        (
            "beanie",
            "for user in await User.find_all().limit(9).to_list()",
            "await Post(author=user).insert()",
        ),
        (
            "peewee",
            "for user in User.select().limit(9)",
            "Post.update(author=user).where(Post.id == 1).execute()",
        ),
    ],
)
def test_what_writes_or_is_not_sent(files: ProjectFiles, library: str, rows: str, statement: str) -> None:
    text = f"{MODELS[library]}{HEAD}    pending = []\n    {rows}:\n        {statement}\n"
    files.codes = ("FAPI000", "FAPI809")
    files.verify({"app.py": text})


@pytest.mark.parametrize(
    ("library", "rows"),
    [
        ("tortoise", "await Shown.from_queryset(User.all())"),
        ("beanie", "await User.find_many().to_list()"),
        ("beanie", "await User.find({}).to_list()"),
        ("ormar", "await User.objects.all()"),
        ("mongoengine", "list(User.objects())"),
        ("mongoengine", "list(User.objects.all())"),
        ("odmantic", "await engine.find(User)"),
        ("piccolo", "await User.select()"),
        ("piccolo", "await User.objects().order_by(User.name)"),
    ],
)
def test_all_rows(files: ProjectFiles, library: str, rows: str) -> None:
    text = f"{MODELS[library]}{HEAD}    return {rows}  # expect: FAPI808\n"
    files.codes = ("FAPI000", "FAPI808")
    files.verify({"app.py": text})


@pytest.mark.parametrize(
    ("library", "rows"),
    [
        ("tortoise", "await Shown.from_queryset(User.all().limit(9))"),
        ("tortoise", "await Shown.from_queryset(User.filter(name='x'))"),
        ("beanie", "await User.find({'name': 'x'}).to_list()"),
        ("ormar", "await User.objects.limit(9).all()"),
        ("ormar", "await User.objects.all(name='x')"),
        ("mongoengine", "list(User.objects(name='x'))"),
        ("odmantic", "await engine.find(User, limit=9)"),
        ("odmantic", "await engine.find(User, User.name == 'x')"),
        ("piccolo", "await User.select().where(User.name == 'x')"),
    ],
)
def test_some_rows(files: ProjectFiles, library: str, rows: str) -> None:
    text = f"{MODELS[library]}{HEAD}    return {rows}\n"
    files.codes = ("FAPI000", "FAPI808")
    files.verify({"app.py": text})


@pytest.mark.parametrize(
    ("loading", "mark"), [(".prefetch_related('author')", ""), ("", "  # expect: FAPI809")]
)
def test_what_rows_of_another_file_have_been_loaded_with(
    files: ProjectFiles, loading: str, mark: str
) -> None:
    files.codes = ("FAPI000", "FAPI809")
    files.verify(
        {
            "models.py": MODELS["tortoise"],
            "store.py": f"""
                from models import Post

                async def some_posts():
                    return await Post.all().limit(9){loading}
                """,
            "app.py": f"""
                from fastapi import FastAPI
                from models import Post
                from store import some_posts

                app = FastAPI()

                async def shown(post: Post):
                    return (await post.author).name

                @app.get('/')
                async def handler():
                    posts = await some_posts()
                    return [await shown(post) for post in posts]{mark}
                """,
        }
    )
