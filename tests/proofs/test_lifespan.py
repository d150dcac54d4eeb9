"""Proofs for FAPI201 to FAPI205, FAPI209 and FAPI210: what starts, how often, and what never does."""

from __future__ import annotations

import re
import sys
import types
import warnings
from typing import TYPE_CHECKING, Any

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.testclient import TestClient
from proof_kit import EXAMPLES
from starlette.applications import Starlette

if TYPE_CHECKING:
    from types import ModuleType

    from conftest import LoadExample

pytestmark = [
    pytest.mark.filterwarnings("ignore:(?s).*on_event is deprecated:DeprecationWarning"),
    pytest.mark.filterwarnings("ignore:(?s).*generator function lifespans"),
    pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning"),
]

INVALID = "FAPI205"


def apps_of(module: ModuleType) -> dict[str, FastAPI]:
    """The apps at the top level of an example, and those in its lists, by name."""
    found: dict[str, Any] = {}
    for name, value in vars(module).items():
        if isinstance(value, Starlette):
            found[name] = value
        elif isinstance(value, list) and value and all(isinstance(each, Starlette) for each in value):
            found |= {f"{name}[{number}]": each for number, each in enumerate(value)}
    return found


def starts(app: Any) -> bool:
    """Whether an application starts and stops; what its lifespan raises otherwise is a TypeError."""
    try:
        with TestClient(app):
            return True
    except TypeError:
        return False


def test_event_handlers_are_deprecated(load_example: LoadExample) -> None:
    """FAPI201: they work, and FastAPI warns of them; a lifespan does the same without a warning."""
    with pytest.warns(DeprecationWarning, match="use lifespan event handlers"):
        bad = load_example("FAPI201", "bad")
    with warnings.catch_warnings():
        warnings.simplefilter("error", DeprecationWarning)
        good = load_example("FAPI201", "good")
    for module in (bad, good):
        with TestClient(module.app) as client:
            assert client.get("/predict").json() == "pool"
        assert module.resources == {}


def test_handlers_beside_a_lifespan_never_run(load_example: LoadExample) -> None:
    """FAPI202: neither argument, decorator nor method, in no file."""
    bad = load_example("FAPI202", "bad", "shop.main")
    __import__("shop.queue")
    with TestClient(bad.app) as client:
        assert client.get("/predict").json() == ["db_pool"]

    good = load_example("FAPI202", "good", "shop.main")
    with TestClient(good.app) as client:
        assert client.get("/predict").json() == ["cache", "db_pool", "ml_model", "queue"]


def test_other_ignored_handlers(load_example: LoadExample) -> None:
    """FAPI202: no app of the cases runs a handler."""
    module = load_example("FAPI202", "case_forms")
    for name, app in {**apps_of(module), "server.app": module.server.app}.items():
        with TestClient(app):
            assert "never" not in module.log, name


def test_handlers_that_run_beside_a_lifespan(load_example: LoadExample) -> None:
    """FAPI202: those that are said to be only deprecated do run."""
    module = load_example("FAPI202", "case_runs")
    with TestClient(module.app):
        assert module.log == ["router"]
    module.log.clear()
    with TestClient(module.without):
        assert module.log.count("start") == 2  # its own, and that of configure()
        assert module.log.count("other") == 1


@pytest.mark.parametrize("name", ["create_app", "create_plain_app", "create_decorated_app"])
def test_removed_api(load_example: LoadExample, name: str) -> None:
    """FAPI203: each raises."""
    with pytest.raises((AttributeError, TypeError), match=r"add_event_handler|on_startup|on_event"):
        getattr(load_example("FAPI203", "bad"), name)()


@pytest.mark.parametrize("name", ["create_app", "create_plain_app"])
def test_what_replaces_the_removed_api(load_example: LoadExample, name: str) -> None:
    """FAPI203: a lifespan works for apps of both kinds."""
    good = load_example("FAPI203", "good")
    with TestClient(getattr(good, name)()):
        assert good.resources == {"db_pool": "pool"}
    assert good.resources == {}


def test_what_is_left_of_the_api(load_example: LoadExample) -> None:
    """FAPI203: FastAPI keeps some ways, and all the others of the case raise."""
    module = load_example("FAPI203", "case_forms")
    with TestClient(module.left):
        assert module.log == ["start", "start"]
    with pytest.raises(AttributeError):
        module.gone()


@pytest.mark.parametrize(
    ("example", "app_module", "runs"),
    [("bad", "shop.main", 2), ("good", "shop.main", 1)],
)
def test_handlers_of_a_router(load_example: LoadExample, example: str, app_module: str, runs: int) -> None:
    """FAPI204: a handler of an included router runs twice, its lifespan once."""
    module = load_example("FAPI204", example, app_module)
    with TestClient(module.app) as client:
        assert client.get("/items").json() == runs


def test_handlers_of_nested_routers(load_example: LoadExample) -> None:
    """FAPI204: one run for each level, also for handlers that are given in two ways."""
    module = load_example("FAPI204", "case_nested", "shop.main")
    with TestClient(module.app):
        assert module.items.log == ["start"] * 6


def test_handlers_of_routers_under_a_lifespan(load_example: LoadExample) -> None:
    """FAPI204: the app's lifespan takes away a run: one is left for the direct router, two for the other."""
    module = load_example("FAPI204", "case_with_lifespan", "shop.main")
    with TestClient(module.app):
        assert sys.modules["shop.items"].log == ["start"] * 3


def test_invalid_lifespans_do_not_start(load_example: LoadExample) -> None:
    """FAPI205: as many applications as lines are marked, and none of them starts."""
    bad = load_example(INVALID, "bad")
    apps = apps_of(bad)
    marked = len(re.findall("# expect: FAPI205", (EXAMPLES / INVALID / "bad.py").read_text()))
    assert len(apps) == marked
    assert {name: starts(app) for name, app in apps.items()} == dict.fromkeys(apps, False)

    with TestClient(load_example(INVALID, "good").app) as client:
        assert client.get("/predict").json() == "pool"


def test_other_forms_of_lifespans(load_example: LoadExample) -> None:
    """FAPI205: what is reported does not start, what is not reported does."""
    forms = load_example(INVALID, "case_forms")
    wrong = apps_of(forms) | {"made": forms.Server().make(), "created": forms.create_app()}
    wrong["application"] = forms.Application()
    with_router = FastAPI()
    with_router.include_router(forms.router)
    wrong["router"] = with_router
    assert {name: starts(app) for name, app in wrong.items()} == dict.fromkeys(wrong, False)

    silent = load_example(INVALID, "case_silent")
    right = apps_of(silent)
    assert {name: starts(app) for name, app in right.items()} == dict.fromkeys(right, True)


def test_lifespan_of_a_mounted_app(load_example: LoadExample) -> None:
    """FAPI209: the mounted app lacks what its lifespan opens, until the outer one enters it."""
    with TestClient(load_example("FAPI209", "bad", "shop.main").app) as client, pytest.raises(KeyError):
        client.get("/admin/predict")
    with TestClient(load_example("FAPI209", "good", "shop.main").app) as client:
        assert client.get("/admin/predict").json() == "pool"


def test_other_mounted_apps(load_example: LoadExample) -> None:
    """FAPI209: no start-up of a mounted app runs in any form; entered ones and shared ones do."""
    forms = load_example("FAPI209", "case_forms")
    for app in (forms.app, forms.server.app):
        with TestClient(app):
            assert forms.log == []
    for case in ("case_entered", "case_same_lifespan"):
        module = load_example("FAPI209", case, "main")
        with TestClient(module.app):
            assert module.log == ["up"], case


def test_functions_of_aioredis_are_gone(load_example: LoadExample) -> None:
    """FAPI210: the new client has neither the old functions nor the old method; the good example works."""
    module = load_example("FAPI210", "case_forms")
    with TestClient(module.app) as client:
        for method in ("post", "delete"):
            with pytest.raises(AttributeError, match=r"create_redis_pool|wait_closed"):
                client.request(method, "/pools")

    good = load_example("FAPI210", "good")
    with TestClient(good.app) as client:
        assert client.get("/predict").json() == 1
    assert good.clients == {}


@pytest.mark.skipif(sys.version_info < (3, 11), reason="it could be imported until Python 3.10")
def test_why_aioredis_cannot_be_imported() -> None:
    """FAPI210: it derives an exception from two classes that are the same one since Python 3.11."""
    import asyncio
    import builtins

    with pytest.raises(TypeError, match="duplicate base class"):
        types.new_class("TimeoutError", (asyncio.TimeoutError, builtins.TimeoutError))


def test_what_breaks_measuring_included_routers() -> None:
    """FAPI210: ``starlette-prometheus`` reads the ``path`` of all routes; an included router has none."""
    app = FastAPI()
    app.include_router(APIRouter())
    assert [route for route in app.routes if not hasattr(route, "path")]
