"""The table of tokens agrees with the token libraries."""

from __future__ import annotations

import importlib
import inspect
from typing import Any

import pytest
from knowledge_inspection import MISSING, dotted, is_installed

from flake8_fastapi.knowledge.reader import Knowledge
from flake8_fastapi.knowledge.table_files import read_table
from flake8_fastapi.knowledge.tokens import token_table

ROWS: dict[str, Any] = read_table("tokens")
KNOWN = token_table()
NAMES_OF_ARGUMENTS = {
    "token": {"jwt", "token", "s", "value", "payload", "claims"},
    "key": {"key"},
    "algorithms": {"algorithm", "algorithms"},
    "options": {"options"},
}
NOT_IN_THIS_RELEASE = {"jwt.exceptions": {"Base64DecodeError"}}


def arguments(name: str) -> list[str]:
    """The parameters of a function or class, without the object itself."""
    return [each for each in inspect.signature(dotted(name)).parameters if each not in ("self", "cls")]


def test_rows_have_known_keys() -> None:
    assert ROWS.keys() == {"libraries", "exceptions", "functions", "secrets"}
    for row in ROWS["functions"]:
        assert row.keys() <= {"library", "kind", "names", *NAMES_OF_ARGUMENTS}
        assert row["library"] in ROWS["libraries"]
        assert row["kind"] in ("encode", "decode", "unverified claims", "unverified header")
    for row in ROWS["exceptions"].values():
        assert row.keys() == {"library", "names", "base"}
        assert row["library"] in KNOWN.bases
    listed = [name for row in ROWS["functions"] for name in row["names"]]
    assert len(listed) == len(set(listed))


@pytest.mark.parametrize("name", [*KNOWN.functions, *KNOWN.secrets])
def test_names_are_canonical(name: str) -> None:
    assert Knowledge().canonical(name) == name


@pytest.mark.libraries
@pytest.mark.parametrize("name", KNOWN.functions)
def test_functions_take_their_arguments_at_these_positions(name: str) -> None:
    function = KNOWN.functions[name]
    taken = arguments(name)
    assert taken[function.token] in NAMES_OF_ARGUMENTS["token"]
    if function.kind in ("encode", "decode"):
        assert taken[function.key] in NAMES_OF_ARGUMENTS["key"]
    for key, position in (("algorithms", function.algorithms), ("options", function.options)):
        has = [place for place, each in enumerate(taken) if each in NAMES_OF_ARGUMENTS[key]]
        if position is not None:
            assert taken[position] in NAMES_OF_ARGUMENTS[key]
        elif function.library != "joserfc" and function.kind == "decode":
            assert not has


@pytest.mark.libraries
@pytest.mark.parametrize("module", KNOWN.exceptions)
def test_modules_have_just_these_exceptions(module: str) -> None:
    """All that they have, since any other is reported as missing; and those that are listed exist."""
    here = vars(importlib.import_module(module))
    found = {name for name, each in here.items() if isinstance(each, type) and issubclass(each, Exception)}
    assert found <= KNOWN.exceptions[module].names
    assert KNOWN.exceptions[module].names - found <= NOT_IN_THIS_RELEASE.get(module, set())


@pytest.mark.libraries
@pytest.mark.parametrize("library", KNOWN.bases)
def test_bases_are_those_of_what_decoding_raises(library: str) -> None:
    base = dotted(KNOWN.bases[library])
    assert isinstance(base, type)
    assert issubclass(base, Exception)
    with pytest.raises(base):
        dotted(f"{KNOWN.packages[library]}.jwt.decode" if library == "python-jose" else "jwt.decode")(
            "no token", "key", algorithms=["HS256"]
        )


@pytest.mark.libraries
@pytest.mark.parametrize("name", KNOWN.secrets)
def test_secrets_are_taken_under_this_name(name: str) -> None:
    if not is_installed(name):
        pytest.skip("the library is not installed here")
    assert dotted(name) is not MISSING
    argument, position = KNOWN.secrets[name]
    assert arguments(name)[position] == argument
