"""The fix of composed SQL: a statement with placeholders, and the values beside it."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING, NamedTuple

from flake8_fastapi.fixes.source_text import span_of
from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.model.local_names import mentions_of, value_of
from flake8_fastapi.model.types import Instance, class_name

if TYPE_CHECKING:
    from ast_grep_py import SgNode

    from flake8_fastapi.fixes.draft import Draft
    from flake8_fastapi.model.module import Module

TEXT = role("text-statements").names
EXECUTING = frozenset({"execute", "scalar", "scalars", "stream", "stream_scalars"})
"""The methods of SQLAlchemy that take a statement and then its parameters."""

STYLES = role("placeholders").values
"""The placeholders of drivers, by the package that their classes come from."""

DRIVERS_METHODS = {
    "$": frozenset({"execute", "fetch", "fetchrow", "fetchval"}),
    "?": frozenset({"execute", "execute_fetchall", "execute_insert"}),
    "%s": frozenset({"execute"}),
}

QUOTED_BEFORE = re.compile(r"'([^'\"{}\\]*)$")
QUOTED_AFTER = re.compile(r"^([^'\"{}\\]*)'")
VALUE_BEFORE = re.compile(r"(?:[=<>]|\b(?:LIKE|LIMIT|OFFSET)|\bVALUES\s*\((?:[^()]*,)?)\s*$", re.IGNORECASE)
VALUE_AFTER = re.compile(
    r"^\s*(?:$|[),;]|(?:AND|OR|ORDER|GROUP|LIMIT|OFFSET|RETURNING|WHERE)\b)", re.IGNORECASE
)
CLASHING = {":": re.compile(":"), "?": re.compile(r"\?"), "%s": re.compile("%"), "$": re.compile(r"\$\d")}
"""What would be taken for a placeholder where the statement has it already."""


class Pieces(NamedTuple):
    """A composed text: one literal more than there are expressions between them, all as they are written."""

    literals: list[str]
    expressions: list[str]


class Value(NamedTuple):
    """What stands in the place of an expression: the value that is handed over, and the name for it."""

    name: str
    written: str


def use_parameters(module: Module, call: ast.Call, draft: Draft) -> str:
    """Turn the text that a call composes into one with placeholders."""
    style, receiving = _style_of(module, call, draft)
    if len(call.args) != 1 or call.keywords or (receiving is not call and len(receiving.args) != 1):
        raise draft.refusal("it has other arguments already")
    composed = _where_composed(module, call, draft)
    pieces = _pieces_of(composed, draft)
    if any(CLASHING[style].search(each) for each in pieces.literals):
        raise draft.refusal("the statement has what a placeholder looks like")
    text, values = _with_placeholders(pieces, style, draft)
    draft.source.keep_comments(draft.source.span(composed))
    draft.edit(*draft.source.span(composed), text)
    if style == ":":
        given = "{" + ", ".join(f'"{each.name}": {each.written}' for each in values) + "}"
    elif style == "$":
        given = ", ".join(each.written for each in values)
    else:
        given = f"({', '.join(each.written for each in values)}{',' if len(values) == 1 else ''})"
    draft.add_positional(receiving, given)
    return "Hand the values over as parameters"


def _style_of(module: Module, call: ast.Call, draft: Draft) -> tuple[str, ast.Call]:
    """The kind of placeholder, and the call that takes the values."""
    observation, index = module.observation, module.index
    if observation.called(call) in TEXT:
        outer = index.parent(call)
        if (
            isinstance(outer, ast.Call)
            and isinstance(outer.func, ast.Attribute)
            and outer.func.attr in EXECUTING
            and outer.args == [call]
            and not outer.keywords
        ):
            return ":", outer
        raise draft.refusal("the statement is not executed right where it is made")
    if isinstance(call.func, ast.Attribute):
        of = observation.type_of(call.func.value)
        package = class_name(of.cls).partition(".")[0] if isinstance(of, Instance) else ""
        style = STYLES.get(package, "")
        if style and call.func.attr in DRIVERS_METHODS[style]:
            return style, call
    raise draft.refusal("the driver is not known")


def _where_composed(module: Module, call: ast.Call, draft: Draft) -> ast.expr:
    """The expression that makes the text: the argument, or what is assigned to it right before."""
    given = call.args[0]
    if not isinstance(given, ast.Name):
        return given
    function = module.index.function_around(given)
    value = value_of(module.index, function, given.id) if function is not None else None
    statement = module.index.statement_of(call)
    assignment = module.index.statement_of(value) if value is not None else None
    around = module.index.parent(statement) if statement is not None else None
    for field in ("body", "orelse", "finalbody"):
        block = getattr(around, field, None)
        if value is not None and isinstance(block, list) and statement in block and assignment in block:
            if block.index(assignment) + 1 == block.index(statement):
                if function is not None and len(mentions_of(module.index, function, given.id)) == 2:
                    return value
    raise draft.refusal("the text is not composed right before it is used")


def _pieces_of(node: ast.expr, draft: Draft) -> Pieces:
    """A text taken apart, with its literals as they are written between their quotes."""
    if isinstance(node, ast.JoinedStr):
        return _pieces_of_f_string(node, draft)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        values = node.right.elts if isinstance(node.right, ast.Tuple) else [node.right]
        literals = _literal(node.left, draft).replace("%%", "\0").split("%s")
        if len(literals) != len(values) + 1 or any("%" in each for each in literals):
            raise draft.refusal("it is formatted in another way than by %s")
        written = [draft.source.source_of(each) for each in values]
        return Pieces([each.replace("\0", "%") for each in literals], written)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _pieces_of_sum(node, draft)
    raise draft.refusal("the text is composed in another way")


def _pieces_of_sum(node: ast.expr, draft: Draft) -> Pieces:
    literals, expressions = [""], []
    for each in _summands(node):
        if isinstance(each, ast.Constant):
            literals[-1] += _literal(each, draft)
        elif isinstance(each, (ast.Name, ast.Attribute, ast.Subscript)):
            literals.append("")
            expressions.append(draft.source.source_of(each))
        else:
            raise draft.refusal("a summand is no plain value")
    return Pieces(literals, expressions)


def _summands(node: ast.expr) -> list[ast.expr]:
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return [*_summands(node.left), *_summands(node.right)]
    return [node]


def _literal(node: ast.expr, draft: Draft) -> str:
    """The text between the quotes of a plain literal, without escapes."""
    string = draft.source.syntax(draft.source.span(node), "string")
    parts = string.children()
    opening = parts[0].text()
    body = "".join(each.text() for each in parts[1:-1])
    if opening not in ("'", '"') or "\\" in body or '"' in body:
        raise draft.refusal("a literal has escapes, a prefix, or several lines")
    return body


def _pieces_of_f_string(node: ast.JoinedStr, draft: Draft) -> Pieces:
    string = draft.source.syntax(draft.source.span(node), "string")
    parts = string.children()
    if parts[0].text().lower() not in ('f"', "f'", 'f"""', "f'''"):
        raise draft.refusal("the text has another prefix than f")
    literals, expressions = [""], []
    for each in parts[1:-1]:
        if each.kind() == "interpolation":
            expressions.append(_interpolated(each, draft))
            literals.append("")
        else:
            literals[-1] += each.text()
    if any("{" in each or "}" in each or "\\" in each or '"' in each for each in literals):
        raise draft.refusal("a literal has brackets, escapes or quotes in it")
    return Pieces(literals, expressions)


def _interpolated(node: SgNode, draft: Draft) -> str:
    inner = [each for each in node.children() if each.kind() not in ("{", "}")]
    if len(inner) != 1 or inner[0].kind() not in ("identifier", "attribute", "subscript"):
        raise draft.refusal("a value is converted or computed in the text")
    return draft.source.slice(span_of(inner[0]))


def _with_placeholders(pieces: Pieces, style: str, draft: Draft) -> tuple[str, list[Value]]:
    """The literal of the statement, and the values in their order."""
    literals = list(pieces.literals)
    values: list[Value] = []
    body = ""
    for number, expression in enumerate(pieces.expressions):
        before, after = literals[number], literals[number + 1]
        opening, closing = QUOTED_BEFORE.search(before), QUOTED_AFTER.search(after)
        written = expression
        if opening is not None and closing is not None and before.count("'") % 2:
            before, literals[number + 1] = before[: opening.start()], after[closing.end() :]
            if opening.group(1) or closing.group(1):
                written = f'f"{opening.group(1)}{{{expression}}}{closing.group(1)}"'
                if '"' in expression:
                    raise draft.refusal("the value has quotes in it")
        if not VALUE_BEFORE.search(body + before) or not VALUE_AFTER.search(literals[number + 1]):
            raise draft.refusal("it stands where SQL has a name, or more than one value")
        value = _value(expression, written, values)
        if style != ":" or value not in values:
            values.append(value)
        placeholder = {":": f":{value.name}", "$": f"${len(values)}"}.get(style, style)
        body += before + placeholder
    body += literals[-1]
    quotes = '"""' if "\n" in body else '"'
    if body.endswith('"') or body.count("'") % 2:
        raise draft.refusal("quotes are left over")
    return f"{quotes}{body}{quotes}", values


def _value(expression: str, written: str, known: list[Value]) -> Value:
    """The value with a name of its own, the same name for the same value."""
    words = re.findall(r"[^\W\d]\w*", expression)
    name = words[-1] if words else "value"
    taken = {each.name: each.written for each in known}
    number = 1
    wanted = name
    while taken.get(wanted, written) != written:
        number += 1
        wanted = f"{name}_{number}"
    return Value(wanted, written)
