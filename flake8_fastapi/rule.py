"""What a rule is, and what it reports.

A rule is one class in one file below ``flake8_fastapi/rules``. It registers by being
defined, and what it says about itself is checked at that moment: a rule that is not whole
is a ``TypeError`` with a sentence that says what is missing.
"""

from __future__ import annotations

import ast
import string
import sys
from typing import TYPE_CHECKING, ClassVar, Literal, NamedTuple

from flake8_fastapi.versions import check_specifier

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Protocol

    from flake8_fastapi.fixes.draft import Draft
    from flake8_fastapi.fixes.edit import Fix
    from flake8_fastapi.model.effects import Step
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.settings import Settings

INTERNAL_ERROR = "FAPI000"
"""The code of a finding that says that a rule failed; no rule may have it."""

HEADINGS = ("Why", "Cure", "Exempt", "Cannot see", "Source")
"""What a rule's docstring says after its first paragraph, which says what is wrong, in this order."""

_NEWER_SYNTAX = frozenset(
    {"TypeAlias", "TypeVar", "ParamSpec", "TypeVarTuple", "TemplateStr", "Interpolation"}
)
"""Nodes that only newer Pythons than the oldest supported one have; rules may name them everywhere."""

_SMALL_LETTERS = frozenset(
    {"alias", "arg", "arguments", "comprehension", "keyword", "match_case", "withitem"}
)
"""The nodes that ``ast`` writes in small letters; its other such names are bases that no node has."""

_RETIRED_SYNTAX = frozenset(
    {"Num", "Str", "Bytes", "NameConstant", "Ellipsis", "Index", "ExtSlice", "Suite", "Param"}
    | {"AugLoad", "AugStore"}
)
"""Names that older Pythons still define and no parser makes."""


class Finding(NamedTuple):
    """One thing to report.

    ``line`` is 1-based and ``column`` 0-based, in characters. ``message`` is without the code.
    ``chain`` holds the calls that lead from there to the cause. ``fix`` is there only where
    fixes were asked for, the rule has one, and it can be made at this place.
    """

    code: str
    line: int
    column: int
    message: str
    chain: tuple[Step, ...] = ()
    fix: Fix | None = None


if TYPE_CHECKING:

    class Located(Protocol):
        """Anything that has a place in the file: a node of Python's or of the model's."""

        @property
        def lineno(self) -> int: ...

        @property
        def col_offset(self) -> int: ...

    MakeFix = Callable[[Draft], str]
    """Writes a fix into a draft and returns what it does: an order in one line, as in ``Add x=1``."""

    AddFinding = Callable[[type["Rule"], Located, str, tuple[Step, ...], MakeFix | None], None]
    """Takes the rule, the place, the message, the chain, and what makes the fix."""


class Rule:
    """Base of all rules; made anew for each file that passes the rule's gate.

    A rule subscribes to nodes with methods named ``visit_`` and the name of a node class,
    of Python's ``ast`` or of the model (``flake8_fastapi.model.nodes``). It asks the model
    and reports; it never walks a tree, opens a file, or keeps state between nodes.
    """

    code: ClassVar[str]
    name: ClassVar[str]
    message: ClassVar[str]
    """A template for ``str.format`` with named fields, one line."""
    opt_in: ClassVar[bool] = False
    versions: ClassVar[str] = ""
    """The FastAPI versions for which it is true, as in ``>=0.106,<0.118``; empty for all."""
    fix: ClassVar[Literal["safe", "unsafe"] | None] = None
    """Whether its findings can have fixes; where these are safe, a single one may still be unsafe."""
    guide: ClassVar[str]
    """The heading of the guide's section, or empty when the rule goes beyond the guide."""
    gate: ClassVar[tuple[str, ...]]
    """The rule runs only on files whose text contains one of these; empty for all files."""

    visitors: ClassVar[dict[str, str]] = {}
    """The subscribed nodes and the methods that take them; filled in when the class is made."""
    message_fields: ClassVar[frozenset[str]] = frozenset()

    def __init_subclass__(cls, *, abstract: bool = False, **keywords: object) -> None:
        """Check the class and, unless it is only a base for others, register it."""
        super().__init_subclass__(**keywords)
        cls.visitors = _visitors(cls)
        if not abstract:
            _check(cls)
            _REGISTRY[cls.code] = cls

    def __init__(self, module: Module, settings: Settings, add_finding: AddFinding) -> None:
        """Make the rule ready for one file."""
        self.module = module
        self.settings = settings
        self._add_finding = add_finding

    def report(
        self,
        node: Located,
        /,
        *,
        chain: tuple[Step, ...] = (),
        fix: MakeFix | None = None,
        **fields: object,
    ) -> None:
        """Report a finding where the node begins; ``fields`` fill the message's template.

        ``fix`` writes the cure into a draft. It is called at once where fixes are wanted, else never.
        """
        missing = self.message_fields - fields.keys()
        if missing:
            raise TypeError(f"{self.code}: its message needs {sorted(missing)} too")
        message = " ".join(self.message.format(**fields).split())  # one line, whatever the fields hold
        if fix is not None and self.fix is None:
            raise TypeError(f"{self.code}: it gives a fix, so it must declare fix = 'safe' or 'unsafe'")
        self._add_finding(type(self), node, message, chain, fix)


_REGISTRY: dict[str, type[Rule]] = {}


def registered_rules() -> tuple[type[Rule], ...]:
    """The rules defined so far, sorted by code; ``flake8_fastapi.rules.load_rules`` gives all."""
    return tuple(_REGISTRY[code] for code in sorted(_REGISTRY))


def docstring_sections(docstring: str) -> list[tuple[str, str]]:
    """A rule's docstring as headings and their texts; what is wrong comes first, under ``""``.

    The docstring must have been cleaned with ``inspect.cleandoc``.
    """
    sections: list[tuple[str, list[str]]] = [("", [])]
    for line in docstring.splitlines():
        heading, colon, rest = line.partition(":")
        if colon and heading in HEADINGS:
            sections.append((heading, [rest.strip()]))
        else:
            sections[-1][1].append(line)
    return [(heading, "\n".join(lines).strip()) for heading, lines in sections]


def is_code(text: str, *, shortest: int = 3) -> bool:
    """Whether a text is ``FAPI`` and three digits, or at least as many as the shortest form needs."""
    digits = text.removeprefix("FAPI")
    return (
        text.startswith("FAPI")
        and shortest <= len(digits) <= 3
        and (not digits or (digits.isascii() and digits.isdigit()))
    )


def _is_name(text: str) -> bool:
    """Whether a text is words of small letters and digits joined by single hyphens."""
    return text == text.lower() and text.isascii() and all(word.isalnum() for word in text.split("-"))


def _visitors(cls: type[Rule]) -> dict[str, str]:
    """The nodes that a class subscribes to, inherited ones too; ``TypeError`` for a name of no node."""
    found = {}
    for method in dir(cls):
        if not method.startswith("visit_"):
            continue
        node = method.removeprefix("visit_")
        if not _is_node(node):
            raise TypeError(
                f"{cls.__qualname__}.{method}: neither Python's ast nor the model has a node {node!r}"
            )
        found[node] = method
    return found


def _is_node(name: str) -> bool:
    """Whether nodes of exactly this class are handed over; a base such as ``expr`` is none."""
    if name in _RETIRED_SYNTAX:
        return False
    if name in _NEWER_SYNTAX or name in _SMALL_LETTERS:
        return True
    candidate = getattr(ast, name, None)
    if isinstance(candidate, type) and issubclass(candidate, ast.AST):
        return name[0].isupper() and candidate is not ast.AST and not issubclass(candidate, ast.expr_context)
    from flake8_fastapi.model.nodes import NODE_NAMES

    return name in NODE_NAMES


def _check(cls: type[Rule]) -> None:
    """Raise ``TypeError`` unless all that a rule says about itself is there and well formed."""

    def demand(condition: object, complaint: str) -> None:
        if not condition:
            raise TypeError(f"rule {cls.__qualname__}: {complaint}")

    for attribute in ("code", "name", "message", "guide", "versions"):
        value = getattr(cls, attribute, None)
        demand(isinstance(value, str), f"{attribute} must be a string, it is {value!r}")
    demand(is_code(cls.code), f"code {cls.code!r} is not FAPI and three digits")
    demand(cls.code != INTERNAL_ERROR, f"code {INTERNAL_ERROR} is reserved for internal errors")
    demand(_is_name(cls.name), f"name {cls.name!r} is not words in small letters joined by '-'")
    for other in _REGISTRY.values():
        demand(other.code != cls.code, f"code {cls.code} belongs to {other.__qualname__} already")
        demand(other.name != cls.name, f"name {cls.name!r} belongs to {other.code} already")
    demand(isinstance(cls.opt_in, bool), f"opt_in must be True or False, it is {cls.opt_in!r}")
    demand(cls.fix in (None, "safe", "unsafe"), f"fix must be None, 'safe' or 'unsafe', it is {cls.fix!r}")
    gate = getattr(cls, "gate", None)
    demand(
        isinstance(gate, tuple) and all(isinstance(word, str) and word for word in gate),
        f"gate must be a tuple of texts, () for every file, it is {gate!r}",
    )
    demand(cls.visitors, "it has no visit_ method, so it would never run")
    try:
        check_specifier(cls.versions)
    except ValueError as error:
        raise TypeError(f"rule {cls.__qualname__}: versions: {error}") from None
    _check_message(cls, demand)
    if sys.flags.optimize < 2:  # "python -OO" strips the docstrings
        _check_docstring(cls, demand)


def _check_message(cls: type[Rule], demand: Callable[[object, str], None]) -> None:
    demand(cls.message.strip() == cls.message != "", "message must be text without blanks around it")
    demand(len(cls.message.splitlines()) == 1, "message must be one line")
    try:
        fields = [field for _, field, _, _ in string.Formatter().parse(cls.message) if field is not None]
    except ValueError as error:
        raise TypeError(f"rule {cls.__qualname__}: message: {error}") from None
    for field in fields:
        demand(field.isidentifier(), f"message field {{{field}}} must be a plain name")
    cls.message_fields = frozenset(fields)


def _check_docstring(cls: type[Rule], demand: Callable[[object, str], None]) -> None:
    demand(cls.__dict__.get("__doc__"), "it has no docstring")
    lines = (cls.__doc__ or "").expandtabs().split("\n")
    unindented = "\n".join([lines[0].lstrip(), *(line.strip() for line in lines[1:])])
    sections = docstring_sections(unindented)
    demand(sections[0][1], "its docstring must begin with what is wrong")
    demand(
        tuple(heading for heading, _ in sections[1:]) == HEADINGS,
        f"its docstring must have the headings {', '.join(HEADINGS)}, in this order",
    )
    for heading, text in sections:
        demand(text, f"its docstring says nothing under {heading!r}")
