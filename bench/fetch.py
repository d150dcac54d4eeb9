"""Download and unpack the real code bases of corpora.toml, and print how large they are.

    python bench/fetch.py                     # all of them, into bench/corpora
    python bench/fetch.py khoj skypilot       # some of them
    python bench/fetch.py --kind application --folder ~/corpora
    python bench/fetch.py --table-only        # only the table, of what is there

Nothing of a corpus is run or installed: `pip download --no-deps` gets the wheel,
its checksum is compared, and its text is unpacked.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

from corpora import FOLDER_VARIABLE, KINDS, Corpus, default_corpora_folder, measure_size, read_corpora

# A linter reads code and project settings. Web pages, images and compiled
# libraries would only fill the disk: open-webui alone has 100 MB of them.
_KEPT_SUFFIXES = frozenset({".py", ".pyi", ".toml", ".cfg", ".ini", ".lock", ".typed"})
_KEPT_NAMES = frozenset({"METADATA", "RECORD", "top_level.txt", "requirements.txt"})

# One fixed target, so that every machine downloads the same file where a
# distribution has wheels for several.
_TARGET = ("--platform", "manylinux_2_28_x86_64", "--python-version", "3.12", "--only-binary", ":all:")


def download(corpus: Corpus, into: Path) -> Path:
    """Get the wheel of a corpus from the package index and check that it is the pinned one."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    command += ["--no-deps", "--ignore-requires-python", *_TARGET]
    command += ["--dest", str(into), f"{corpus.name}=={corpus.version}"]
    finished = subprocess.run(command, capture_output=True, text=True)
    if finished.returncode != 0:
        raise RuntimeError(f"pip download failed: {finished.stderr.strip()[-500:]}")
    archives = list(into.iterdir())
    if len(archives) != 1:
        raise RuntimeError(f"expected one file, pip downloaded {sorted(path.name for path in archives)}")
    digest = hashlib.sha256(archives[0].read_bytes()).hexdigest()
    if digest != corpus.sha256:
        raise RuntimeError(f"{archives[0].name} has the checksum {digest}, corpora.toml says {corpus.sha256}")
    return archives[0]


def is_kept(member: str) -> bool:
    """Whether a file of the archive is text that a linter may want to read."""
    path = PurePosixPath(member)
    return path.suffix in _KEPT_SUFFIXES or path.name in _KEPT_NAMES


def unpack(archive: Path, folder: Path) -> None:
    """Unpack the kept files; the folder appears only when all of them are written."""
    unfinished = folder.with_name(folder.name + ".unfinished")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    with zipfile.ZipFile(archive) as wheel:
        for member in wheel.namelist():
            if is_kept(member):
                wheel.extract(member, unfinished)
    unfinished.rename(folder)


def fetch(corpus: Corpus, corpora_folder: Path) -> None:
    """Make sure that the folder of a corpus is there."""
    folder = corpus.folder(corpora_folder)
    if folder.is_dir():
        return
    corpora_folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as download_folder:
        unpack(download(corpus, Path(download_folder)), folder)


def print_table(corpora: Sequence[Corpus], corpora_folder: Path) -> None:
    """One row a corpus, as a Markdown table."""
    print("| name | version | kind | Python files | lines | async defs | files that import fastapi |")
    print("|---|---|---|---:|---:|---:|---:|")
    for corpus in corpora:
        start = f"| {corpus.name} | {corpus.version} | {corpus.kind} |"
        folder = corpus.folder(corpora_folder)
        if not folder.is_dir():
            print(f"{start} not fetched | | | |")
            continue
        size = measure_size(folder)
        print(
            f"{start} {size.files:,} | {size.lines:,} | {size.async_functions:,} | {size.fastapi_files:,} |"
        )


def choose(names: Sequence[str], kind: str | None) -> list[Corpus]:
    """The entries that the command line asks for."""
    corpora = read_corpora()
    unknown = set(names) - {corpus.name for corpus in corpora}
    if unknown:
        raise SystemExit(f"not in corpora.toml: {', '.join(sorted(unknown))}")
    return [
        corpus
        for corpus in corpora
        if (not names or corpus.name in names) and (kind is None or corpus.kind == kind)
    ]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help="names of corpora.toml (default: all)")
    parser.add_argument("--kind", choices=KINDS, help="only the entries of one kind")
    parser.add_argument(
        "--folder",
        type=Path,
        default=default_corpora_folder(),
        help=f"where to unpack (default: ${FOLDER_VARIABLE}, else bench/corpora)",
    )
    parser.add_argument("--table-only", action="store_true", help="download nothing")
    options = parser.parse_args()

    corpora = choose(options.names, options.kind)
    failures = 0
    for corpus in corpora if not options.table_only else []:
        try:
            fetch(corpus, options.folder)
        except (RuntimeError, zipfile.BadZipFile) as problem:
            failures += 1
            print(f"{corpus.folder_name}: {problem}", file=sys.stderr)
    print_table(corpora, options.folder)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
