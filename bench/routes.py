"""Compare the model's table of routes with FastAPI's own, on real applications that are imported.

Makes a virtualenv for each entry of routes.toml, installs the corpus's version there, imports the application
in a process of its own and compares. Prints one line of figures for each application, and with
--details every route that is not equal.

    python bench/routes.py --environments FOLDER [--details] [NAME ...]
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from compare_routes import Comparison, compare, imported
from corpora import BENCH_FOLDER, Corpus, default_corpora_folder, read_corpora
from environments import make_environment

FIGURES = ("equal", "unsure", "unseen", "missing", "wrong", "undocumented")


def main() -> None:
    """Compare the applications that are asked for, or all."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", help="names of corpora; all of routes.toml by default")
    parser.add_argument("--corpora", type=Path, default=default_corpora_folder())
    parser.add_argument("--environments", type=Path, required=True, help="where the virtualenvs are kept")
    parser.add_argument("--details", action="store_true", help="print every route that is not equal")
    arguments = parser.parse_args()
    corpora = {each.name: each for each in read_corpora()}
    entries = tomllib.loads((BENCH_FOLDER / "routes.toml").read_text("utf-8"))["application"]
    for entry in entries:
        if arguments.names and entry["corpus"] not in arguments.names:
            continue
        corpus = corpora[entry["corpus"]]
        found = measure(entry, corpus, arguments.corpora, arguments.environments)
        figures = " ".join(f"{name} {len(getattr(found, name))}" for name in FIGURES)
        kinds = len(found.other_kind) + len(found.other_response_model)
        trees = f"trees known {found.known_trees}, other {len(found.other_dependencies)}"
        print(f"{corpus.folder_name}: {figures}; {trees}; other kind or response model {kinds}", flush=True)
        if arguments.details:
            print("\n".join(f"    {line}" for line in details(found)))


def measure(entry: dict[str, Any], corpus: Corpus, corpora: Path, environments: Path) -> Comparison:
    """Both tables of one application."""
    extras = f"[{entry['extras']}]" if "extras" in entry else ""
    python = make_environment(environments / corpus.name, [f"{corpus.name}{extras}=={corpus.version}"])
    if "requirements" in entry:  # afterwards: some of them contradict what the application says that it needs
        make_environment(environments / corpus.name, entry["requirements"])
    folder = corpus.folder(corpora)
    is_started = entry.get("started", False)
    real = imported(str(python), folder, entry["statements"], is_started, is_installed=True)
    return compare(folder, folder / entry["file"], entry["application"], real)


def details(found: Comparison) -> Iterator[str]:
    """Every route that is not equal, and how the equal ones differ in details."""
    for name, value in vars(found).items():
        if name not in ("equal", "known_trees"):
            for each in value:
                text = " ".join(map(str, each)) if isinstance(each, tuple) else str(each)
                yield f"{name}: {text}"


if __name__ == "__main__":
    main()
