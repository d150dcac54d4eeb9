"""Other ways to read a whole upload: aliases, lists, forms, helpers, methods, a factory."""

from typing import Annotated

import fastapi
from fastapi import APIRouter, FastAPI, File, Request, UploadFile

router = APIRouter()
Upload = Annotated[UploadFile, File(description="anything")]


class Store:
    """Keeps files."""

    async def keep(self, file: UploadFile) -> int:
        """Read one."""
        return len(await file.read())  # expect: FAPI301


async def load(upload: UploadFile) -> bytes:
    """A helper."""
    return await upload.read(-1)  # expect: FAPI301


@router.post("/alias")
async def alias(first: Upload, second: Upload | None = None) -> int:
    """Aliases, perhaps None."""
    content = await first.read()  # expect: FAPI301
    if second:
        content += await second.read()  # expect: FAPI301
    return len(content)


@router.post("/list")
async def several(files: list[fastapi.UploadFile] = File(...)) -> int:
    """Each of a list."""
    total = 0
    for file in files:
        total += len(await file.read())  # expect: FAPI301
    contents = [await file.read() for file in files]  # expect: FAPI301
    return total + len(contents)


@router.post("/lines")
def lines(file: UploadFile) -> int:
    """All lines are the whole as well."""
    return len(file.file.readlines())  # expect: FAPI301


@router.post("/form")
async def form(request: Request) -> int:
    """A form that is read by hand."""
    fields = await request.form()
    file = fields["file"]
    if isinstance(file, str):
        return 0
    return len(await file.read())  # expect: FAPI301


@router.post("/helper")
async def helper(file: UploadFile) -> int:
    """Through a helper and a method."""
    return len(await load(file)) + await Store().keep(file)


def create_app() -> FastAPI:
    """Path operations in a factory."""
    app = FastAPI()
    app.include_router(router)

    @app.post("/nested")
    async def nested(file: UploadFile) -> int:
        return len(await file.read())  # expect: FAPI301

    return app


@router.post("/answers")
async def answer(file: UploadFile) -> dict[str, int]:
    """The word in an answer looks at nothing."""
    return {"size": len(await file.read())}  # expect: FAPI301
