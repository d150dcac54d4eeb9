"""Hold knowledge tables against the real libraries, each in a virtual environment of its own.

    python tools/check_libraries.py                 # every table
    python tools/check_libraries.py requests boto3  # only these
    python tools/check_libraries.py --uv google     # where pip searches for versions without an end

For each table: make an environment, install the table's `distribution` into it, check every
name there, and write the version that was found into the table's `version` key. The
environment is deleted afterwards. Exits with 1 when a name is wrong.

What no inspection can see, a table says in a table `[check]`, which only the check reads:

    [check]
    awaitable = ["pkg.connect"]                    # must be awaited, though nothing shows it
    dynamic = ["pkg.Client.get_item"]              # made at run time, by `__getattr__` or so
    stands_for = { "pkg.Lock" = "pkg._real.Lock" } # a factory that people use like a class
    python = { "pathlib.Path.walk" = ">=3.12" }    # a name that only some Pythons have

A mark that is not needed is an error too.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIBRARIES = ROOT / "flake8_fastapi" / "knowledge" / "libraries"
CHECK = ROOT / "tests" / "knowledge_check.py"


def main() -> int:
    """Check the tables that the command line names."""
    parser = argparse.ArgumentParser(description="Check knowledge tables against the libraries.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="tables, such as: requests")
    parser.add_argument(
        "--environment",
        type=Path,
        help="a virtual environment to use and keep: quick when a table is being written",
    )
    parser.add_argument("--uv", action="store_true", help="install with uv, which must be on the PATH")
    parser.add_argument("--dry-run", action="store_true", help="do not write versions back")
    options = parser.parse_args()
    if options.uv and shutil.which("uv") is None:
        parser.error("uv is not on the PATH")
    paths = [LIBRARIES / f"{name.removesuffix('.toml')}.toml" for name in options.names]
    absent = [path.name for path in paths if not path.is_file()]
    if absent:
        parser.error(f"no such table: {', '.join(absent)}")
    failed = []
    for path in paths or sorted(LIBRARIES.glob("*.toml")):
        if not check(path, options.environment, with_uv=options.uv, write=not options.dry_run):
            failed.append(path.stem)
    if failed:
        print(f"failed: {' '.join(failed)}")
    return 1 if failed else 0


def check(path: Path, kept_environment: Path | None, *, with_uv: bool, write: bool) -> bool:
    """Whether the table agrees with its library; says so on standard output."""
    try:
        library = tomllib.loads(path.read_text(encoding="utf-8"))["library"]
    except (tomllib.TOMLDecodeError, KeyError) as error:
        print(f"{path.name}: not a table: {error}")
        return False
    if library.get("unchecked"):
        print(f"{path.name}: not checked: {library['unchecked']}")
        return True
    environment = kept_environment or Path(tempfile.mkdtemp(prefix=f"check-{path.stem}-"))
    try:
        distribution = library.get("distribution", "")
        return check_in(environment, path, distribution, with_uv=with_uv, write=write)
    finally:
        if kept_environment is None:
            shutil.rmtree(environment)


def check_in(environment: Path, path: Path, distribution: str, *, with_uv: bool, write: bool) -> bool:
    """Install the distribution into an environment and check the table there."""
    python = environment / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not python.exists():
        venv.create(environment, with_pip=False)
    if distribution:
        install = ["uv", "pip", "install", "--python", str(python), "--quiet"]
        if not with_uv:
            install = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet"]
            install += ["--disable-pip-version-check", "--prefer-binary"]
        # Older libraries import pkg_resources, which newer setuptools no longer bring along.
        if subprocess.run([*install, "setuptools<81", *distribution.split()], check=False).returncode:
            print(f"{path.name}: {distribution} could not be installed")
            return False
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.json"
        # The folder is also the current one: an import may write files where it runs.
        command = [str(python), str(CHECK), str(path), str(result)]
        run = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        if not result.exists():
            print(f"{path.name}: the check itself failed:\n{run.stdout}{run.stderr}")
            return False
        outcome = json.loads(result.read_text(encoding="utf-8"))
    for problem in outcome["problems"]:
        print(f"{path.name}: {problem}")
    if not outcome["problems"]:
        print(f"{path.name}: every name is right for {outcome['version']}")
        if write:
            write_version(path, outcome["version"])
    return not outcome["problems"]


def write_version(path: Path, version: str) -> None:
    """Put the version into the table's text, leaving everything else as it is."""
    text = path.read_text(encoding="utf-8")
    line = f'version = "{version}"'
    changed, found = re.subn(r"^version\s*=.*$", line, text, count=1, flags=re.MULTILINE)
    if found and changed != text:
        path.write_text(changed, encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
