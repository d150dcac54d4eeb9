"""Names that other files define: every way to import them leads to the same function."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles

HELPER = """
    import time

    def pause():
        time.sleep(1)
"""


@pytest.mark.parametrize(
    ("statement", "call"),
    [
        ("import helpers", "helpers.pause()"),
        ("import helpers as h", "h.pause()"),
        ("from helpers import pause", "pause()"),
        ("from helpers import pause as wait", "wait()"),
        ("from helpers import (\n    pause,\n)", "pause()"),
        ("from helpers import *", "pause()"),
    ],
)
def test_a_function_is_followed_through_every_form_of_import(
    files: ProjectFiles, statement: str, call: str
) -> None:
    main = f"{statement}\n\n\nasync def handler():\n    {call}  # expect: FAPI109\n"
    files.verify({"helpers.py": HELPER, "main.py": main})


@pytest.mark.parametrize(
    ("statement", "call"),
    [
        ("import app.deep.helpers", "app.deep.helpers.pause()"),
        ("import app.deep.helpers as h", "h.pause()"),
        ("import app", "app.deep.helpers.pause()"),
        ("from app import deep", "deep.helpers.pause()"),
        ("from app.deep import helpers", "helpers.pause()"),
        ("from app.deep.helpers import pause", "pause()"),
    ],
)
def test_a_function_is_followed_through_dotted_imports(
    files: ProjectFiles, statement: str, call: str
) -> None:
    main = f"{statement}\n\n\nasync def handler():\n    {call}  # expect: FAPI109\n"
    files.verify(
        {"app/__init__.py": "", "app/deep/__init__.py": "", "app/deep/helpers.py": HELPER, "main.py": main}
    )


@pytest.mark.parametrize(
    ("statement", "call"),
    [
        ("from .helpers import pause", "pause()"),
        ("from . import helpers", "helpers.pause()"),
        ("from ..inner.helpers import pause", "pause()"),
        ("from .. import inner", "inner.helpers.pause()"),
        ("from ... import common", "common.pause()"),
        ("from ...common import pause", "pause()"),
        ("from .sub.leaf import pause", "pause()"),
    ],
)
def test_relative_imports_start_from_the_files_own_package(
    files: ProjectFiles, statement: str, call: str
) -> None:
    main = f"{statement}\n\n\nasync def handler():\n    {call}  # expect: FAPI109\n"
    files.verify(
        {
            "app/__init__.py": "",
            "app/common.py": HELPER,
            "app/outer/__init__.py": "",
            "app/outer/inner/__init__.py": "",
            "app/outer/inner/helpers.py": HELPER,
            "app/outer/inner/sub/__init__.py": "",
            "app/outer/inner/sub/leaf.py": HELPER,
            "app/outer/inner/main.py": main,
        }
    )


def test_a_relative_import_in_init_starts_from_that_package(files: ProjectFiles) -> None:
    files.verify(
        {
            "helpers.py": "def pause(): ...\n",
            "app/helpers.py": HELPER,
            "app/__init__.py": """
                from .helpers import pause
                from . import helpers

                async def handler():
                    pause()  # expect: FAPI109
                    helpers.pause()  # expect: FAPI109
            """,
        }
    )


def test_a_relative_import_above_the_project_means_nothing(files: ProjectFiles) -> None:
    files.verify(
        {
            "helpers.py": HELPER,
            "main.py": """
                from ......helpers import pause
                from ........ import helpers

                async def handler():
                    pause()
                    helpers.pause()
            """,
        }
    )


def test_imports_inside_functions_bind_there_only(files: ProjectFiles) -> None:
    files.verify(
        {
            "app/__init__.py": "",
            "app/helpers.py": HELPER,
            "app/main.py": """
                async def absolute():
                    from app.helpers import pause
                    pause()  # expect: FAPI109

                async def relative():
                    from . import helpers as h
                    h.pause()  # expect: FAPI109

                async def dotted():
                    import app.helpers
                    app.helpers.pause()  # expect: FAPI109

                async def elsewhere():
                    pause()
                    h.pause()
            """,
        }
    )


def test_an_import_that_falls_back_means_one_or_the_other(files: ProjectFiles) -> None:
    files.verify(
        {
            "helpers.py": HELPER,
            "main.py": """
                try:
                    from not_installed import pause
                except ImportError:
                    from helpers import pause

                async def handler():
                    pause()  # expect: FAPI109
            """,
        }
    )


def test_type_checking_imports_tell_types(files: ProjectFiles) -> None:
    files.verify(
        {
            "service.py": "import time\n\nclass Service:\n    def work(self):\n        time.sleep(1)\n",
            "main.py": """
                from __future__ import annotations
                import typing
                from typing import TYPE_CHECKING

                if TYPE_CHECKING:
                    from service import Service
                if typing.TYPE_CHECKING:
                    import service

                async def handler(first: Service, second: "service.Service"):
                    first.work()  # expect: FAPI109
                    second.work()  # expect: FAPI109
            """,
        }
    )


def test_a_local_name_hides_an_imported_one(files: ProjectFiles) -> None:
    files.verify(
        {
            "helpers.py": HELPER,
            "main.py": """
                import time
                from helpers import pause

                async def parameter(pause, time):
                    pause()
                    time.sleep(1)

                async def assigned():
                    pause = print
                    pause()

                async def nested():
                    def pause():
                        return 1
                    pause()

                async def imported():
                    pause()  # expect: FAPI109
            """,
        }
    )


def test_modules_that_import_each_other_are_followed_both_ways(files: ProjectFiles) -> None:
    files.verify(
        {
            "first.py": """
                import time
                import second

                def pause(): time.sleep(1)

                async def handler():
                    second.relay()  # expect: FAPI109
            """,
            "second.py": """
                import first
                from first import pause

                def relay(): first.pause()

                async def handler():
                    pause()  # expect: FAPI109
            """,
        }
    )


def test_names_that_import_each_other_in_a_ring_mean_nothing(files: ProjectFiles) -> None:
    files.verify(
        {
            "first.py": "from second import name\nfrom second import *\n",
            "second.py": "from third import name\nfrom third import *\n",
            "third.py": """
                from first import name
                from first import *

                async def handler():
                    name()
                    other()
            """,
        }
    )
