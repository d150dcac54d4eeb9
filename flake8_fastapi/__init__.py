"""A flake8 plugin pack that makes a guide of FastAPI patterns enforceable.

It follows calls and types across functions and files; see ``docs/design.md``.
"""

__version__ = "0.1.0"
