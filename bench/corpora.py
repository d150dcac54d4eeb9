"""Which real code bases there are to measure on, where they lie, and how large they are.

The other scripts of this folder import it; it does nothing on its own.
"""

from __future__ import annotations

import argparse
import dataclasses
import os
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

BENCH_FOLDER = Path(__file__).resolve().parent
FOLDER_VARIABLE = "FAPI_CORPORA"
KINDS = ("application", "framework", "unrelated")

# Lines rather than a parse: a corpus may hold templates or files for another
# Python version that do not parse here, and they are to be counted all the same.
_ASYNC_DEF = re.compile(rb"^[ \t]*async[ \t]+def[ \t]", re.MULTILINE)
_FASTAPI_IMPORT = re.compile(rb"^[ \t]*(?:from[ \t]+fastapi[. \t]|import[ \t]+fastapi\b)", re.MULTILINE)


@dataclasses.dataclass(frozen=True)
class Corpus:
    """One entry of corpora.toml: a code base at one version."""

    name: str
    version: str
    kind: str
    archive: str
    sha256: str
    why: str

    @property
    def folder_name(self) -> str:
        return f"{self.name}-{self.version}"

    def folder(self, corpora_folder: Path) -> Path:
        return corpora_folder / self.folder_name


@dataclasses.dataclass(frozen=True)
class Size:
    """How much Python a folder holds, and how much of it concerns FastAPI."""

    files: int
    lines: int
    async_functions: int
    fastapi_files: int


def default_corpora_folder() -> Path:
    """Where the corpora lie when no option says otherwise."""
    from_environment = os.environ.get(FOLDER_VARIABLE)
    return Path(from_environment) if from_environment else BENCH_FOLDER / "corpora"


def add_corpora_option(parser: argparse.ArgumentParser) -> None:
    """Let a script take the folder of the corpora as ``--corpora``."""
    parser.add_argument(
        "--corpora",
        type=Path,
        default=default_corpora_folder(),
        help=f"where the corpora lie (default: ${FOLDER_VARIABLE}, else bench/corpora)",
    )


def read_corpora(path: Path = BENCH_FOLDER / "corpora.toml") -> list[Corpus]:
    """All entries of corpora.toml, in the order of the file."""
    entries = tomllib.loads(path.read_text(encoding="utf-8"))["corpus"]
    corpora = [Corpus(**entry) for entry in entries]
    for corpus in corpora:
        if corpus.kind not in KINDS:
            raise SystemExit(f"{path.name}: {corpus.name} has the unknown kind {corpus.kind!r}")
    return corpora


def find_folder(name: str, corpora_folder: Path) -> Path:
    """The folder that a user means by a corpus name, by name-version, or by a path."""
    for corpus in read_corpora():
        if name in (corpus.name, corpus.folder_name):
            folder = corpus.folder(corpora_folder)
            if not folder.is_dir():
                raise SystemExit(f"{folder} is not there: run fetch.py {corpus.name} first")
            return folder
    folder = Path(name)
    if not folder.exists():
        raise SystemExit(f"{name} is neither a name of corpora.toml nor a folder")
    return folder.resolve()


def fetched_folders(corpora_folder: Path) -> list[Path]:
    """The folders of all corpora that are there already."""
    folders = (corpus.folder(corpora_folder) for corpus in read_corpora())
    return [folder for folder in folders if folder.is_dir()]


def python_files(folder: Path) -> Iterator[Path]:
    """Every Python file below a folder, in a fixed order."""
    return iter(sorted(path for path in folder.rglob("*.py") if path.is_file()))


def measure_size(folder: Path) -> Size:
    """Count the files, lines, async functions and FastAPI importers of a folder."""
    files = lines = async_functions = fastapi_files = 0
    for path in python_files(folder):
        content = path.read_bytes()
        files += 1
        lines += content.count(b"\n")
        async_functions += len(_ASYNC_DEF.findall(content))
        fastapi_files += bool(_FASTAPI_IMPORT.search(content))
    return Size(files, lines, async_functions, fastapi_files)
