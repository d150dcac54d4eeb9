"""Runs the examples: what makes the event loop wait is marked, and what is marked makes it wait.

So the markers say what is true, and not what is easy to find.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from fastapi import FastAPI
from proof_kit import EXAMPLES
from replaced_services import picture, replace_services, watch_what_blocks
from run_cases import Observation, marked_lines, request_everything

if TYPE_CHECKING:
    from types import ModuleType

    from conftest import LoadExample
    from proof_kit import Record

CASES: dict[str, tuple[str, ...]] = {
    "FAPI101/case_event_handlers": (),
    "FAPI101/case_names": (),
    "FAPI101/case_startup": (),
    "FAPI101/case_threads": (),
    "FAPI101/case_unreachable": (),
    "FAPI101/case_where_the_loop_runs": (),
    "FAPI102/bad": (),
    "FAPI102/case_forms": (),
    "FAPI102/case_silent": (),
    "FAPI102/good": (),
    "FAPI103/case_redis": (),
    "FAPI103/case_sqlite": (),
    "FAPI104/case_aliases/api.main": (),
    "FAPI104/case_annotations": (),
    "FAPI104/case_async_session": (),
    "FAPI104/case_class_dependencies": (),
    "FAPI104/case_places": (),
    "FAPI104/case_session_forms": ("with engine.connect() as connection:",),
    "FAPI104/case_untyped_depends": ("connection.rollback()", "db.commit()"),
    "FAPI104/case_without_io": (),
    "FAPI106/bad": (),
    "FAPI106/case_forms": ("waited = os.waitpid(pid, 0)",),
    "FAPI106/good": (),
    "FAPI108/bad": (),
    "FAPI105/case_silent": (),
    "FAPI107/case_cloud": (),
    "FAPI107/case_language_models": (),
    "FAPI107/case_queues": (),
    "FAPI108/case_media": (),
    "FAPI108/case_passwords": (),
    "FAPI108/good": (),
    "FAPI109/case_abstract_base": (),
    "FAPI109/case_arguments": (),
    "FAPI109/case_callbacks": (),
    "FAPI109/case_deep_chain": (),
    "FAPI109/case_generators": (),
    "FAPI109/case_hidden_calls": (),
    "FAPI109/case_import_cycle/club.main": (),
    "FAPI109/case_memoised": (),
    "FAPI109/case_nested_functions": (),
    "FAPI109/case_reexports/catalogue.main": (),
    "FAPI109/case_self_clients": (),
    "FAPI109/case_service_classes/bank.main": (),
    "FAPI109/case_src_layout/src/weather.main": (),
    "FAPI109/case_switches": (),
    "FAPI109/case_unannotated_coroutines/library.main": (),
}
"""Examples whose path operations can be requested as they are, with the marked lines that cannot be seen:
a connection that is in the pool is not made again, without rows there is nothing to commit or undo, and
nobody waits for a process that is not there."""


def prepare(module: ModuleType) -> FastAPI:
    """Create the tables and files of an example; an example that only has a router gets an application."""
    for name in ("a", "b", "c", "d", "banner", "template", "settings", "terms"):
        Path(f"{name}.txt").write_text("text\nmore")
    Path("documents").mkdir()
    Path("documents/1").write_text("text")
    base = getattr(module, "Base", None) or getattr(module, "SQLModel", None)
    engine: Any = getattr(module, "engine", None)
    if base is not None and engine is not None and not engine.dialect.is_async:
        base.metadata.create_all(engine)
    if hasattr(module, "app"):
        return module.app
    app = FastAPI()
    app.include_router(module.router)
    return app


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore:Task name .* is already registered")
@pytest.mark.parametrize("case", CASES)
def test_markers(
    case: str, load_example: LoadExample, record: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the loop waits for is marked; what is marked, it waits for."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "unset")
    code, example, *module = case.split("/")
    place = EXAMPLES / code / example
    observation = Observation(marked_lines(place))
    replace_services(record)
    watch_what_blocks(record)
    loaded = load_example(code, "/".join([example, *module[:-1]]), module[-1] if module else "")
    request_everything(prepare(loaded), record, observation, picture())
    assert observation.unmarked == {}
    assert observation.not_seen() == list(CASES[case])
