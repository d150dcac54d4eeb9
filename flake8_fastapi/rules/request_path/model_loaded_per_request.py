"""FAPI208: model loaded per request."""

from __future__ import annotations

from flake8_fastapi.rules.request_path.base import SERVING, MadePerRequestRule


class ModelLoadedPerRequest(MadePerRequestRule):
    """A path operation, dependency or middleware loads a machine-learning model.

    Why: loading takes seconds and hundreds of megabytes; done for each request it blocks the
    process and may exhaust its memory.

    Cure: load the model in the lifespan (in a thread) and keep it on ``app.state``, or in a
    function under ``functools.cache``.

    Exempt: functions that remember what they loaded, start-up code, scripts and tests.

    Cannot see: loaders of libraries that the table does not list, and those more than four calls away.

    Source: the guide, "3. Lifespan Management".
    """

    code = "FAPI208"
    name = "model-loaded-per-request"
    message = (
        "{name} loads a model for each request in {function}(){chain_text}; load it once in the lifespan"
    )
    guide = "3. Lifespan Management"
    gate = (*SERVING, "load", "pipeline", "from_pretrained", "Model", "Session(")
    kind = "model"
