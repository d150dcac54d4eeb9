"""FAPI807: settings per request."""

from __future__ import annotations

from flake8_fastapi.rules.request_path.base import SERVING, MadePerRequestRule


class SettingsPerRequest(MadePerRequestRule):
    """A path operation, dependency or middleware makes an object of a settings class.

    Why: each time pydantic reads the environment and the ``.env`` file and validates all
    fields; on the event loop that is blocking file access.

    Cure: put ``@lru_cache`` on the function that makes the settings and depend on that.

    Exempt: functions that remember the settings, module level, start-up code and tests.

    Cannot see: settings made more than four calls away.

    Source: the guide, "Production Deployment", environment configuration.
    """

    code = "FAPI807"
    name = "settings-per-request"
    message = (
        "{name} reads the settings anew for each request in {function}(){chain_text}; "
        "make them once, in a function under functools.lru_cache"
    )
    guide = "Production Deployment"
    gate = (*SERVING, "ettings", "onfig")
    kind = "settings"
