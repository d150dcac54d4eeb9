"""Who calls a coroutine of a script: other functions of its name, settings and keywords do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from project_files import ProjectFiles

SCRIPT = """
    import asyncio
    import fastapi
    import requests

    async def main():
        requests.get("u")

    if __name__ == "__main__":
        asyncio.run(
            main()
        )
"""
REPORTED = SCRIPT.replace('requests.get("u")', 'requests.get("u")  # expect: FAPI102')


@pytest.mark.parametrize(
    "other",
    [
        "def main():\n    pass\n\nmain()\n",
        "import typer\n\nasync def run():\n    await typer.main()\n",
        "def start(settings):\n    settings.main = 1\n    start(settings.main)\n",
        "def start(main=None):\n    return start(main=1)\n",
        "from elsewhere import main\n\nasync def run():\n    await main()\n",
    ],
)
def test_what_else_has_the_name_of_a_script_does_not_call_it(files: ProjectFiles, other: str) -> None:
    files.verify({"script.py": SCRIPT, "other.py": other})


@pytest.mark.parametrize(
    "other",
    [
        "from script import main\n\nasync def run():\n    await main()\n",
        "import script\n\nasync def run():\n    await script.main()\n",
        "async def run():\n    from script import main\n    await main()\n",
    ],
)
def test_whoever_else_calls_it_makes_it_run_on_another_loop(files: ProjectFiles, other: str) -> None:
    files.verify({"script.py": REPORTED, "other.py": other})
