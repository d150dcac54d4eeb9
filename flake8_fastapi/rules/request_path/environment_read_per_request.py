"""FAPI806: environment read per request."""

from __future__ import annotations

from flake8_fastapi.rules.request_path.base import SERVING, MadePerRequestRule


class EnvironmentReadPerRequest(MadePerRequestRule):
    """A path operation, dependency or middleware reads environment variables, itself or through a
    helper of its file.

    Why: a missing or misspelt variable shows when the first request fails and not at
    start-up, values are not validated, and tests have to change the process.

    Cure: declare the value in a ``BaseSettings`` class that is made once, and depend on that.

    Exempt: module level, functions that remember what they read, start-up code and tests; reads in
    helpers of other files, which are mended there and would be told again at every function that leads
    to them.

    Cannot see: reads more than eight calls away.

    Source: the guide, "Production Deployment", environment configuration.
    """

    code = "FAPI806"
    name = "environment-read-per-request"
    message = (
        "{name} reads the environment for each request in {function}(){chain_text}; "
        "read it once, into settings"
    )
    guide = "Production Deployment"
    gate = (*SERVING, "environ", "getenv", "decouple")
    kind = "environment"
