"""Changes of a program's layout, and of what its names mean, that a fix must cope with or leave alone."""

from __future__ import annotations

import ast
import io
import random
import re
import tokenize

from flake8_fastapi.fixes.rounds import split_lines

TAKEN = (
    "asyncio", "run_in_threadpool", "Annotated", "Iterator", "AsyncIterator", "asynccontextmanager",
    "lifespan", "partial", "ASGITransport", "HTTPException", "ConfigDict", "SettingsConfigDict",
)  # fmt: skip
"""Names that fixes import."""


def mutated(text: str, chance: random.Random) -> str:
    """The text after one to four changes; those that do not parse are not made."""
    for _ in range(chance.randint(1, 4)):
        changed = chance.choice(MUTATIONS)(text, chance)
        try:
            compile(changed, "mutated.py", "exec", dont_inherit=True)
        except (SyntaxError, ValueError):
            continue
        text = changed
    return text


def _statements(text: str) -> list[ast.stmt]:
    """The statements without a body that have their lines for themselves."""
    lines = split_lines(text)
    return [
        each
        for each in ast.walk(ast.parse(text))
        if isinstance(each, ast.stmt)
        and not hasattr(each, "body")
        and each.end_lineno is not None
        and not lines[each.lineno - 1].encode()[: each.col_offset].strip()
        and not lines[each.end_lineno - 1].encode()[each.end_col_offset :].strip()
    ]


def add_comments(text: str, chance: random.Random) -> str:
    """Comments and line ends behind opening brackets and commas."""
    tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    lines = split_lines(text)
    for token in reversed(tokens):
        if token.type == tokenize.OP and token.string in ("(", ",", "[") and chance.random() < 0.15:
            row, column = token.end
            line = lines[row - 1]
            if line[column:].strip():
                lines[row - 1] = f"{line[:column]}  # note {row}.{column}\n{line[column:]}"
    return "".join(lines)


def join_statements(text: str, chance: random.Random) -> str:
    """Two statements in one line, parted by a semicolon."""
    lines = split_lines(text)
    pairs = [
        (one, other)
        for one in _statements(text)
        for other in _statements(text)
        if one.end_lineno is not None
        and one.end_lineno + 1 == other.lineno
        and one.col_offset == other.col_offset
    ]
    if not pairs:
        return text
    one, other = chance.choice(pairs)
    assert one.end_lineno is not None
    lines[one.end_lineno - 1] = lines[one.end_lineno - 1].rstrip("\n") + "; "
    lines[other.lineno - 1] = lines[other.lineno - 1].lstrip()
    return "".join(lines)


def put_text_before(text: str, chance: random.Random) -> str:
    """A statement with letters of several bytes before another one in its line."""
    found = _statements(text)
    if not found:
        return text
    lines = split_lines(text)
    statement = chance.choice(found)
    line = lines[statement.lineno - 1]
    lines[statement.lineno - 1] = f'{line[: statement.col_offset]}"é😀"; {line[statement.col_offset :]}'
    return "".join(lines)


def use_tabs(text: str, chance: random.Random) -> str:
    """Tabs for indentation."""
    return re.sub(r"^(?: {4})+", lambda match: "\t" * (len(match.group()) // 4), text, flags=re.MULTILINE)


def use_two_spaces(text: str, chance: random.Random) -> str:
    """Half as many spaces for indentation."""
    return re.sub(r"^(?: {4})+", lambda match: " " * (len(match.group()) // 2), text, flags=re.MULTILINE)


def delete_statement(text: str, chance: random.Random) -> str:
    """A program that lacks something."""
    found = _statements(text)
    if not found:
        return text
    statement = chance.choice(found)
    assert statement.end_lineno is not None
    lines = split_lines(text)
    del lines[statement.lineno - 1 : statement.end_lineno]
    return "".join(lines)


def repeat_statement(text: str, chance: random.Random) -> str:
    """A statement that stands there twice."""
    found = _statements(text)
    if not found:
        return text
    statement = chance.choice(found)
    assert statement.end_lineno is not None
    lines = split_lines(text)
    lines[statement.end_lineno : statement.end_lineno] = lines[statement.lineno - 1 : statement.end_lineno]
    return "".join(lines)


def take_name(text: str, chance: random.Random) -> str:
    """A variable of the module or of a function that has the name of what fixes import."""
    found = _statements(text)
    name = chance.choice(TAKEN)
    if not found or re.search(rf"\b{name}\b", text):
        return text
    statement = chance.choice(found)
    lines = split_lines(text)
    lines.insert(statement.lineno - 1, f"{' ' * statement.col_offset}{name} = print\n")
    return "".join(lines)


def explode_call(text: str, chance: random.Random) -> str:
    """A call with one argument a line."""
    calls = [
        each
        for each in ast.walk(ast.parse(text))
        if isinstance(each, ast.Call)
        and each.args
        and each.lineno == each.end_lineno
        and split_lines(text)[each.lineno - 1].isascii()
    ]
    if not calls:
        return text
    call = chance.choice(calls)
    lines = split_lines(text)
    line = lines[call.lineno - 1]
    first, last = call.args[0], max([*call.args, *(each.value for each in call.keywords)],
                                    key=lambda each: each.end_col_offset or 0)  # fmt: skip
    indent = " " * (len(line) - len(line.lstrip()))
    inner = line[first.col_offset : last.end_col_offset]
    lines[call.lineno - 1] = (
        f"{line[: first.col_offset]}\n{indent}    {inner},\n{indent}{line[last.end_col_offset :].lstrip(',')}"
    )
    return "".join(lines)


MUTATIONS = (
    add_comments, join_statements, put_text_before, use_tabs, use_two_spaces, delete_statement,
    repeat_statement, take_name, explode_call,
)  # fmt: skip
