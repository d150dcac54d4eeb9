"""Names that a file passes on: through ``__init__`` files and star imports."""

from __future__ import annotations

from project_files import ProjectFiles

HELPER = """
    import time

    def pause():
        time.sleep(1)
"""


def test_names_re_exported_by_init_files_lead_to_their_definition(files: ProjectFiles) -> None:
    files.verify(
        {
            "app/__init__.py": "from .services import pause as public_pause\n",
            "app/services/__init__.py": "from .impl import *\n",
            "app/services/impl/__init__.py": "from .waiting import pause\n__all__ = ['pause']\n",
            "app/services/impl/waiting.py": HELPER,
            "main.py": """
                import app
                from app import public_pause

                async def handler():
                    public_pause()  # expect: FAPI109
                    app.public_pause()  # expect: FAPI109
            """,
        }
    )


def test_a_star_import_takes_what_all_lists_and_nothing_else(files: ProjectFiles) -> None:
    files.verify(
        {
            "helpers.py": """
                import time

                __all__ = ["listed"]
                __all__ += ["_added"]

                def listed(): time.sleep(1)
                def _added(): time.sleep(1)
                def unlisted(): time.sleep(1)
            """,
            "main.py": """
                from helpers import *

                async def handler():
                    listed()  # expect: FAPI109
                    _added()  # expect: FAPI109
                    unlisted()
            """,
        }
    )


def test_a_star_import_without_all_leaves_private_names(files: ProjectFiles) -> None:
    files.verify(
        {
            "helpers.py": "import time\ndef pause(): time.sleep(1)\ndef _private(): time.sleep(1)\n",
            "main.py": """
                from helpers import *

                async def handler():
                    pause()  # expect: FAPI109
                    _private()
                    time.sleep(1)  # expect: FAPI101
            """,
        }
    )


def test_an_import_behind_a_star_import_hides_its_name(files: ProjectFiles) -> None:
    files.verify(
        {
            "slow.py": HELPER,
            "quick.py": "def pause(): return 1\n",
            "main.py": """
                from slow import *
                from quick import pause

                async def handler():
                    pause()
            """,
            "later.py": """
                from slow import *
                from quick import *

                async def handler():
                    pause()
            """,
        }
    )
