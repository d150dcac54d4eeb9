"""Literal secrets that sign or verify tokens and sessions, wherever in the project they are used.

A secret is written in one file and used in another. So all uses of a project are looked up once,
each is followed back to its literal, and every file reports what is written in it.
"""

from __future__ import annotations

import ast
import re
import weakref
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.tokens import token_table
from flake8_fastapi.model.configuration.given_values import calls_outside_functions, values_given
from flake8_fastapi.model.configuration.mapping import keywords_of
from flake8_fastapi.model.configuration.places import Place, place_in
from flake8_fastapi.model.configuration.resolver import ConfiguredValues
from flake8_fastapi.model.configuration.secret_fields import secrets_in_fields
from flake8_fastapi.model.configuration.tokens import FUNCTIONS
from flake8_fastapi.model.configuration.values import Members, Value, Values
from flake8_fastapi.model.framework_names import MIDDLEWARE_ENTRIES
from flake8_fastapi.model.observation import argument
from flake8_fastapi.model.source import parse
from flake8_fastapi.model.spelling import last_name
from flake8_fastapi.model.survey import is_test_file
from flake8_fastapi.model.types import ClassObject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flake8_fastapi.model.definitions import FunctionDefinition
    from flake8_fastapi.model.interpreter import Interpreter
    from flake8_fastapi.model.module import Module
    from flake8_fastapi.model.project import Project

SESSIONS = frozenset({"starlette.middleware.sessions.SessionMiddleware"})
TAKES_SECRET = token_table().secrets

USE_WORDS = (
    b"jwt", b"jose", b"joserfc", b"itsdangerous", b"SessionMiddleware", b"JWTStrategy", b"LoginManager",
    b"fastapi_users", b"authx", b"sqladmin",
)  # fmt: skip
"""One of these is in a text that has a ``USE``: to look for them first takes a tenth of the time."""
USE = re.compile(rb"\b(?:%s|\w*fastapi_(?:another_)?jwt_auth)\b" % b"|".join(USE_WORDS))
LAST_NAMES = (
    {"add_middleware", "Middleware", "SessionMiddleware"}
    | {name.rpartition(".")[2] for name in TAKES_SECRET}
    | {name.rpartition(".")[2] for name, each in FUNCTIONS.items() if each.kind in ("encode", "decode")}
)

CANDIDATE = re.compile(
    r"^[ \t]*(?:self\.)?\w*(?:secret|key|token|jwt|salt)\w*[ \t]*(?::[^=\n]+)?=", re.IGNORECASE | re.MULTILINE
)
"""An assignment that may be of a secret; a file without one, and without a use, has none to report."""

ASYMMETRIC = ("RS", "ES", "PS", "Ed")
PUBLIC = ("PUBLIC KEY", "CERTIFICATE", "ssh-")
ASKED = re.compile(r"^[ \t]*(?:if|elif|assert|while)\b|validator\(|==|!=|\bnot in\b")
ANSWERED = re.compile(r"\braise\b|\bexit\(|secrets\.|urandom|uuid4|\bassert\b|token_(?:hex|urlsafe|bytes)")
MOST_CALLERS = 3
"""Functions that hand a secret on, from one parameter to another, before it is used."""

FOLLOWING = 8
"""Lines after a question in which an answer to it may stand."""


@dataclass(frozen=True)
class HardCodedSecret:
    """A literal that signs or verifies tokens or sessions.

    ``whence`` is the literal's origin: code, settings, environment or parameter; ``use`` what is
    done with it.
    """

    lineno: int
    col_offset: int
    name: str
    use: str
    whence: str


_known: weakref.WeakKeyDictionary[Interpreter, dict[str, list[HardCodedSecret]]] = weakref.WeakKeyDictionary()


def hard_coded_secrets(module: Module) -> Iterator[HardCodedSecret]:
    """The literal secrets of a file, outside of tests."""
    if is_test_file(module.display_path):
        return
    interpreter = module.project.interpreter
    found = _known.get(interpreter)
    if found is None:
        if not _may_report(module.given_text or ""):
            return
        found = _known[interpreter] = _Search(module.project).run()
    yield from found.get(module.path, ())


def _may_report(text: str) -> bool:
    return _has_use(text.encode("utf-8", "replace")) or CANDIDATE.search(text) is not None


def _has_use(content: bytes) -> bool:
    return any(word in content for word in USE_WORDS) and USE.search(content) is not None


class _Search:
    """Looks for the uses of secrets in all files of a project."""

    def __init__(self, project: Project) -> None:
        self.project = project
        self.resolver = ConfiguredValues(project)
        self.found: dict[str, dict[tuple[int, int], HardCodedSecret]] = {}

    def run(self) -> dict[str, list[HardCodedSecret]]:
        """The secrets by the paths of their files."""
        for module, _ in self.project.survey.files(_has_use):
            self._look_at(module)
        return {path: sorted(each.values(), key=lambda one: one.lineno) for path, each in self.found.items()}

    def _look_at(self, module: Module) -> None:
        tree = parse("\n".join(self.project.bodies.lines_of(module)))
        if tree is None:
            return
        for key, place in secrets_in_fields(self.resolver, module, tree):
            for value in self._texts(self.resolver.of(key, place)):
                self._add(value, "signs the tokens", key, module)
        for call in calls_outside_functions(tree):
            self._check(call, Place(module), module, None)
        for function in module.skeleton.functions:
            text = self.project.bodies.text_of(function)
            if any(f"{name}(" in text for name in LAST_NAMES):
                place = place_in(function)
                for call in place.body.calls() if place.body is not None else ():
                    self._check(call, place, module, function)

    def _check(
        self, call: ast.Call, place: Place, module: Module, function: FunctionDefinition | None
    ) -> None:
        last = last_name(call.func)
        if last not in LAST_NAMES and not any(each.arg == "secret_key" for each in call.keywords):
            return
        found = self._secret(call, place, last)
        if found is None:
            return
        key, use = found
        values = [*self._texts(self.resolver.of(key, place))]
        if not values:
            values = [*self._given(key, function, 0)]
        for value in values:
            self._add(value, use, call, module)

    def _given(self, key: ast.expr, function: FunctionDefinition | None, depth: int) -> Iterator[Value]:
        """What callers give for a parameter, and theirs for one of their own."""
        for node, place in values_given(self.project, key, function):
            texts = [*self._texts(self.resolver.of(node, place))]
            yield from texts
            if not texts and depth < MOST_CALLERS and place.body is not None:
                yield from self._given(node, place.body.definition, depth + 1)

    def _texts(self, values: Values) -> Iterator[Value]:
        for each in values.options:
            if isinstance(each.content, Members):
                yield from self._texts(each.content.values)
            elif each.text and not any(word in each.text for word in PUBLIC):
                yield each

    def _secret(self, call: ast.Call, place: Place, last: str) -> tuple[ast.expr, str] | None:
        """The expression of the secret that a call uses, and what for."""
        name = self.resolver.name_called(call.func, place)
        given = keywords_of(self.resolver, call, place).found
        if last == "add_middleware" or name in MIDDLEWARE_ENTRIES:
            is_session = bool(call.args) and self.resolver.name_called(call.args[0], place) in SESSIONS
            key = given.get("secret_key") if is_session else None
            return (key[0], "signs the sessions") if key is not None else None
        api = FUNCTIONS.get(name)
        if api is not None:
            if api.kind not in ("encode", "decode") or self._is_asymmetric(call, place, api.kind):
                return None
            if "verify_signature" in ast.unparse(call):
                return None
            key_node = argument(call, "key", api.key)
            doing = "signs the tokens" if api.kind == "encode" else "verifies the tokens"
            return (key_node, doing) if key_node is not None else None
        if name in SESSIONS:
            key_node = argument(call, "secret_key", 1)
            return (key_node, "signs the sessions") if key_node is not None else None
        parameter = TAKES_SECRET.get(name) or self._of_derived(call, place)
        if parameter is None:
            return None
        key_node = argument(call, *parameter)
        return (key_node, "signs the tokens") if key_node is not None else None

    def _of_derived(self, call: ast.Call, place: Place) -> tuple[str, int] | None:
        """The parameter of the secret where the project derives a class from one that takes it."""
        of = place.type_of(call.func)
        if not isinstance(of, ClassObject) or of.definition.methods.get("__init__"):
            return None
        names = place.module.observation.lineage_names(of.definition)
        return next((TAKES_SECRET[each] for each in sorted(names) if each in TAKES_SECRET), None)

    def _is_asymmetric(self, call: ast.Call, place: Place, kind: str) -> bool:
        """Whether tokens are verified with a public key, which is no secret."""
        if kind == "encode":
            return False
        given = argument(call, "algorithms", 2)
        if given is None:
            return False
        for each in self.resolver.of(given, place).options:
            members = each.content.values.options if isinstance(each.content, Members) else (each,)
            if any((member.text or "").startswith(ASYMMETRIC) for member in members):
                return True
        return False

    def _add(self, value: Value, use: str, call: ast.expr, module: Module) -> None:
        home, node = value.module, value.node
        text = "\n".join(self.project.bodies.lines_of(home))
        if is_test_file(home.display_path):
            return
        if not _may_report(text):
            home, node = module, call
        if self._is_refused(value, (home, module)):
            return
        places = self.found.setdefault(home.path, {})
        place = (node.lineno, node.col_offset)
        if place not in places:
            places[place] = HardCodedSecret(*place, value.name, use, value.origin)

    def _is_refused(self, value: Value, modules: tuple[Module, ...]) -> bool:
        """Whether the project asks for the literal, or for the name, and does not go on with it."""
        literals = {repr(value.content), f'"{value.text}"'}
        for module in dict.fromkeys(modules):
            if _refuses(self.project.bodies.lines_of(module), literals, value.name):
                return True
        if not value.name:
            return False
        needle = value.name.encode()
        for path, content in self.project.survey.contents():
            if needle in content and path not in {each.path for each in modules}:
                lines = content.decode("utf-8", "replace").split("\n")
                if _refuses(lines, literals, value.name):
                    return True
        return False


def _refuses(lines: list[str], literals: set[str], name: str) -> bool:
    word = re.compile(rf"\b{re.escape(name)}\b") if name else None
    for number, line in enumerate(lines):
        if not ASKED.search(line):
            continue
        if any(literal in line for literal in literals) or (word is not None and word.search(line)):
            if any(ANSWERED.search(each) for each in lines[number : number + FOLLOWING]):
                return True
    return False
