"""A caller that has found an attribute to be true need not fear what its methods do without it.

What is downloaded only where no content is there, by callers that ask for the content and by others.
"""

import httpx
from fastapi import FastAPI

app = FastAPI()


class Picture:
    """A picture that may have to be downloaded."""

    def __init__(self, content: bytes | None = None, url: str = "") -> None:
        """Keep what is known."""
        self.content = content
        self.url = url

    def load(self) -> bytes:
        """Give the content, downloaded where it is missing."""
        if self.content:
            return self.content
        return httpx.get(self.url).content

    def size(self) -> int:
        """Count the bytes."""
        return len(self.load())

    def as_data(self) -> dict[str, object]:
        """Give what is there, and download nothing."""
        data: dict[str, object] = {"url": self.url}
        if self.content:
            data["size"] = self.size()
        return data


pictures = {"sun": Picture(b"..."), "moon": Picture(url="https://pictures.example.com/moon")}


@app.get("/pictures")
async def list_pictures() -> list[dict[str, object]]:
    """Nothing is downloaded."""
    return [picture.as_data() for picture in pictures.values()]


@app.get("/pictures/{name}/size")
async def size_of(name: str) -> int:
    """This downloads the picture."""
    return pictures[name].size()  # expect: FAPI109
