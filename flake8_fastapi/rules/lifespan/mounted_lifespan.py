"""FAPI209: a mounted app whose lifespan never runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule
from flake8_fastapi.rules.lifespan.base import GUIDE_SECTION

if TYPE_CHECKING:
    from flake8_fastapi.model.mounted_lifespans import MountedLifespan as Mounted


class MountedLifespan(Rule):
    """An app with a lifespan, or with handlers of its start, is mounted in another app: they never run.

    Why: the server tells only the outermost app that it starts and stops. What the lifespan of the mounted
    app opens is missing when its first request comes.

    Cure: enter it in the lifespan of the outer app: ``async with sub.router.lifespan_context(sub): yield``;
    or open the resources there.

    Exempt: projects that enter the lifespan of another app somewhere (``lifespan_context``,
    ``LifespanManager``, a call of the function); both apps having the same lifespan; static files and
    other apps that are not FastAPI's or Starlette's.

    Cannot see: ``Mount(...)`` in a list of routes; mounted apps that a function outside of the project makes;
    handlers that are added to the mounted app by ``on_event`` in another file, or in a function.

    Source: beyond the guide's section 3, which passes the lifespan to the app that is served. Tried on
    FastAPI 0.165.
    """

    code = "FAPI209"
    name = "mounted-lifespan"
    message = (
        "the lifespan of the mounted {name} never runs: enter it in the lifespan of the app that is served"
    )
    guide = GUIDE_SECTION
    gate = (".mount(", ".host(")

    def visit_MountedLifespan(self, mounted: Mounted) -> None:
        """Report a mount that leaves a lifespan out."""
        self.report(mounted, name=mounted.name)
