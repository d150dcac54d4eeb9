"""Handing work over is quick, unless the call itself waits: for the results, or for the queue's server."""

from __future__ import annotations

import pytest
from project_files import ProjectFiles


@pytest.mark.parametrize(
    ("call", "code"),
    [
        ("queue.enqueue(work, 1)", "FAPI107"),
        ("queue.enqueue(work, 1).get_status()", "FAPI107"),
        ("pool.map(work, [1])", "FAPI111"),
        ("list(pool.imap(work, [1]))", "FAPI111"),
        ("list(executor.map(work, [1]))", "FAPI111"),
        ("pool.imap(work, [1])", ""),
        ("executor.map(work, [1])", ""),
        ("executor.submit(work, 1)", ""),
        ("pool.apply_async(work, (1,))", ""),
        ("await asyncio.to_thread(work, 1)", ""),
        ("await asyncio.to_thread(lambda: list(executor.map(work, [1])))", ""),
    ],
)
def test_a_call_that_hands_work_over_waits_where_its_library_does(
    files: ProjectFiles, call: str, code: str
) -> None:
    expected = f"  # expect: {code}" if code else ""
    files.verify(
        {
            "main.py": f"""
            import asyncio
            import time
            from concurrent.futures import ThreadPoolExecutor
            from multiprocessing.pool import ThreadPool

            import redis
            from rq import Queue

            queue = Queue(connection=redis.Redis())
            pool = ThreadPool(2)
            executor = ThreadPoolExecutor()


            def work(seconds):
                time.sleep(seconds)


            async def handler():
                {call}{expected}
            """
        }
    )


def test_classes_in_functions_are_seen_by_all_who_look(files: ProjectFiles) -> None:
    """Whoever evaluates a function second finds the methods of the classes in it as well."""
    files.write(
        {
            "main.py": """
                import time

                def make():
                    class Handlers:
                        async def read(self):
                            time.sleep(1)

                    return Handlers()
            """
        }
    )
    module = files.open("main.py")
    [function] = module.skeleton.functions
    for interpreter in (module.project.types, module.project.interpreter):
        nested = interpreter.summary_of(function).nested
        assert [each.definition.name for each in nested] == ["read"]
