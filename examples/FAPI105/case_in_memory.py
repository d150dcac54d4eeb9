"""Archives: those in memory do no input or output but where they reach for other files, those on the disk do."""

import io
import tarfile
import zipfile
from pathlib import Path

from dotenv import dotenv_values
from fastapi import FastAPI
from fastapi.responses import Response

app = FastAPI()
PACKED = Path("packed.zip")


def write_names(archive: zipfile.ZipFile, names: list[str]) -> None:
    """Write into an archive, wherever that is."""
    archive.writestr("names.txt", "\n".join(names))


@app.post("/download")
async def download(names: list[str]) -> Response:
    """Make an archive in memory; its own entries are written there, too."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, name)
        write_names(archive, names)
        archive.write("licence.txt")  # expect: FAPI105
    return Response(buffer.getvalue(), media_type="application/zip")


@app.post("/unpack")
async def unpack(content: str) -> list[str]:
    """Read an archive in memory, then unpack it to the disk."""
    with tarfile.open(fileobj=io.BytesIO(content.encode())) as archive:
        names = archive.getnames()
        for member in archive:
            if part := archive.extractfile(member):
                part.read()
        archive.extractall("unpacked", filter="data")  # expect: FAPI105
    return names


@app.post("/append")
async def append(names: list[str]) -> None:
    """Write to an archive on the disk."""
    with zipfile.ZipFile(PACKED, "a") as archive:  # expect: FAPI105
        archive.writestr("a.txt", "a")  # expect: FAPI105
        write_names(archive, names)  # expect: FAPI109


@app.post("/variables")
async def variables(content: str) -> int:
    """Read variables from a text, and from a file."""
    given = dotenv_values(stream=io.StringIO(content))
    known = dotenv_values(".env")  # expect: FAPI105
    return len(given) + len(known)


@app.get("/memory")
async def memory() -> int:
    """Read what the kernel answers from memory, and then a file of the same shape."""
    with open("/proc/self/statm") as statistics:
        pages = int(statistics.read().split()[1])
    with open("pages.txt") as known:  # expect: FAPI105
        return pages - int(known.read())  # expect: FAPI105
