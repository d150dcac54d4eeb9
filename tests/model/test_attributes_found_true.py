"""What a caller has just found to be true need not be asked again by the methods that it calls."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles

PICTURE = """
    import httpx

    class Picture:
        def __init__(self, content=None, url=None):
            self.content = content
            self.url = url
            self.client = httpx.Client()

        def load(self):
            if self.content:
                return self.content
            elif self.url:
                return httpx.get(self.url).content

        def load_unless_there(self):
            if self.content is None:
                return httpx.get(self.url).content
            return self.content

        def encoded(self):
            return self.load()

        def ask(self):
            if self.url:
                return self.client.get(self.url)

        def as_data(self):
            return {"content": self.encoded()} if self.content else {}

        def with_content(self, wanted):
            if wanted and self.content:
                return self.encoded()

        def with_url(self):
            if self.url:
                return self.encoded()

    async def handler(picture: Picture, other: Picture):
"""


@pytest.mark.parametrize(
    ("body", "is_silent"),
    [
        ("if picture.content:\n        picture.load()", True),
        ("if picture.content:\n        picture.encoded()", True),
        ("if picture.content:\n        picture.load_unless_there()", True),
        ("picture.with_content(True)", True),
        ("picture.with_url()", False),
        ("picture.encoded()", False),
        ("if picture.url:\n        picture.load()", False),
        ("if other.content:\n        picture.load()", False),
        ("if not picture.content:\n        picture.load()", False),
        ("if picture.content or picture.url:\n        picture.load()", False),
        ("if picture.content:\n        pass\n    picture.load()", False),
        # That something is there does not hide what it is.
        ("if picture.client:\n        picture.ask()", False),
    ],
)
def test_attributes_that_are_true(files: ProjectFiles, body: str, is_silent: bool) -> None:
    expected = "" if is_silent else "  # expect: FAPI109"
    files.verify({"main.py": PICTURE + f"        {body}{expected}".replace("\n", "\n    ") + "\n"})
