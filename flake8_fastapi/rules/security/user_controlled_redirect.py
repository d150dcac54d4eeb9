"""FAPI511: a redirect, page, file or request whose target a client chooses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.taint.sinks import ControlledTarget

HARMS = {
    "redirect": "decides where {name} sends the browser: allow only known targets, or paths of this site",
    "page": "becomes part of the page of {name} as it is: escape it, or use a template",
    "file": "decides which file {name} sends: take its last part only, and check that it is in the folder",
    "request": "decides where {name}() sends this server: allow only known hosts",
}


class UserControlledRedirect(Rule):
    """A client's text decides where a redirect leads, what a page holds, which file is sent, or
    where the server itself sends a request.

    Why: a link to your own site then leads to a stranger's, shows a stranger's script, gives away files
    beside those that were meant, or makes the server ask hosts that only it can reach. What authlib's
    ``OAuthError`` tells is such a text too: it is the query parameter of the login's callback.

    Cure: look the target up in a list of allowed ones; for a redirect to a page of this site use a
    fixed path (``f"/users/{name}"``) or check the host; escape what goes into HTML; for files take
    ``Path(name).name`` and check ``is_relative_to``; for requests compare the host with a list.

    Exempt: values behind a fixed host or path; values that are checked in any way but for their scheme
    (``url.startswith("http")``), and of files but for their ending; headers and cookies as targets of
    redirects and in pages, since a link cannot set them; plain path parameters behind a folder, since they
    hold no slash; requests of the server in path operations that ask for credentials, where an address of
    the user's own (a webhook, a connection to be tested) is mostly what they are for.

    Cannot see: credentials that are asked for without a security scheme; checks in other places than the
    function and those that it calls; targets that were stored before; texts put into a page by templates
    with escaping turned off.

    Source: beyond the guide.
    """

    code = "FAPI511"
    name = "user-controlled-redirect"
    message = "{source} {harm}"
    guide = ""
    gate = (
        "RedirectResponse", "HTMLResponse", "FileResponse", "httpx", "requests", "aiohttp", "urlopen",
        "urllib",
    )  # fmt: skip

    def visit_ControlledTarget(self, target: ControlledTarget) -> None:
        """Report the call that takes the target."""
        where = f" of {target.source.where}()" if target.source.where else ""
        harm = HARMS[target.kind].format(name=target.name)
        self.report(target, source=f"{target.source}{where}", harm=harm)
