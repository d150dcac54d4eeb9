"""Functions whose result depends on their arguments in ways that a table cannot say."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from flake8_fastapi.knowledge.roles import role
from flake8_fastapi.model import consuming, injection, iteration
from flake8_fastapi.model.chosen_attributes import chosen
from flake8_fastapi.model.effects import Effect
from flake8_fastapi.model.scope import path_of
from flake8_fastapi.model.types import (
    NEVER,
    UNKNOWN,
    Alias,
    ClassObject,
    Constant,
    Coroutine,
    Dependency,
    Entries,
    External,
    FunctionObject,
    Generator,
    Instance,
    Items,
    Manager,
    Partial,
    Super,
    TupleOf,
    Type,
    union,
)

if TYPE_CHECKING:
    from flake8_fastapi.model.arguments import Arguments
    from flake8_fastapi.model.evaluation import Evaluation

RUN_BY_LOOP = role("called-later-on-loop").values
"""What hands a function to the event loop, each with the position of the function."""

Handler = Callable[["Evaluation", ast.expr, "Arguments"], Type]


def _depends(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    given = arguments.given(0, "dependency")
    if isinstance(given, Dependency):
        return given  # `Depends(Provide[Container.service])`
    return Dependency(given if given is not None else UNKNOWN)


def _partial(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    if not arguments.positional:
        return UNKNOWN
    target, *positional = arguments.positional
    return Partial(target, tuple(positional), tuple(sorted(arguments.keywords.items())))


def _cast(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    if isinstance(node, ast.Call) and node.args:
        declared = evaluation.interpreter.annotations.value_type(evaluation, node.args[0])
        return declared if declared is not UNKNOWN else arguments.at(1)
    return UNKNOWN


def _super(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    definition = evaluation.definition
    owner = definition.owner if definition is not None else None
    if owner is None:
        return UNKNOWN
    return Super(evaluation.receiver, owner)


def _getattr(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    name = arguments.at(1)
    if isinstance(name, Constant) and isinstance(name.value, str):
        return evaluation.interpreter.attributes.find(arguments.at(0), name.value)
    if isinstance(node, ast.Call) and len(node.args) > 1:
        return chosen(evaluation, arguments.at(0), node.args[1])
    return UNKNOWN


def _run_by_loop(position: int, evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    """``loop.call_later(5, check, host)``: the loop itself runs the function, and waits for it."""
    from flake8_fastapi.model import calls

    calls.dispatch(evaluation, node, arguments.at(position), arguments.after(position), False)
    return UNKNOWN


def _type(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    of = arguments.at(0)
    if isinstance(of, Instance):
        return External(of.cls) if isinstance(of.cls, str) else ClassObject(of.cls)
    return UNKNOWN


def _next(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    source = arguments.at(0)
    if isinstance(source, Generator) and source.first_yield:
        # Only what stands before the first `yield` runs.
        before = [
            each for each in source.effects if not each.chain or each.chain[0].line <= source.first_yield
        ]
        source = replace(source, effects=tuple(before))
    return iteration.item_of_loop(evaluation, _first_node(node), source, False)


def _iterator(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    """``iter(items)``; ``iter(read, b"")`` calls ``read`` each time that somebody asks for the next."""
    if len(arguments.positional) < 2:
        return arguments.at(0)
    from flake8_fastapi.model.arguments import Arguments as Call

    return _called_later(evaluation, node, arguments.at(0), Call())


def _first(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    return arguments.at(0)


def _consumed(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    """``list``, ``sorted`` …: a container of what iterating the argument gives."""
    if not arguments.positional:
        return Items(UNKNOWN)
    items = iteration.items_of(evaluation, _first_node(node), arguments.at(0))
    _call_key(evaluation, node, arguments, items)
    return items


def _reduced(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    """``sum``, ``max``, ``any`` …: iterates, and mostly gives one of the items."""
    items = [
        iteration.item_of_loop(evaluation, _first_node(node), each, False)
        for each in arguments.positional[:1]
        if isinstance(each, (Generator, Items, TupleOf, Entries, Instance))
    ]
    _call_key(evaluation, node, arguments, Items(union(items) if items else UNKNOWN))
    return union(items) if items else UNKNOWN


def _call_key(evaluation: Evaluation, node: ast.expr, arguments: Arguments, items: Type) -> None:
    """``sorted(…, key=f)`` calls ``f`` at once, for each item."""
    key = arguments.given(None, "key")
    if key is not None and isinstance(items, Items):
        from flake8_fastapi.model import calls
        from flake8_fastapi.model.arguments import Arguments as Call

        calls.dispatch(evaluation, node, key, Call([items.item]), False)


def _exit(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    return NEVER


def _future_result(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    """``future.result()``: waits, unless ``future.done()`` has been asked."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        path = path_of(node.func.value)
        if path is not None and f"{path}.done()" in evaluation.env:
            return UNKNOWN
    evaluation.emit(
        Effect(node.lineno, node.col_offset, "wait", "Future.result", "Future.result", "asyncio.wrap_future")
    )
    return UNKNOWN


def _dict(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    of = arguments.at(0)
    if isinstance(of, Entries):
        return of
    item = iteration.item_of_loop(evaluation, _first_node(node), of, False)
    if isinstance(item, TupleOf) and len(item.members) == 2:
        return Entries(*item.members)
    return Entries(UNKNOWN, union(arguments.keywords.values()) if arguments.keywords else UNKNOWN)


def _enumerate(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    of = arguments.at(0)
    pair = TupleOf((Instance("builtins.int"), iteration.item_later(evaluation, node, of)))
    return Generator(pair, of.effects if isinstance(of, Generator) else ())


def _zip(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    members = tuple(iteration.item_later(evaluation, node, each) for each in arguments.positional)
    effects = tuple(
        effect for each in arguments.positional if isinstance(each, Generator) for effect in each.effects
    )
    return Generator(TupleOf(members), effects)


def _map(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    """``map(f, items)``: calls ``f`` when somebody iterates."""
    from flake8_fastapi.model.arguments import Arguments as Call

    items = [iteration.item_later(evaluation, node, each) for each in arguments.positional[1:]]
    made = _called_later(evaluation, node, arguments.at(0), Call(items))
    sources = [e for each in arguments.positional[1:] if isinstance(each, Generator) for e in each.effects]
    return replace(made, effects=(*sources, *made.effects))


def _called_later(evaluation: Evaluation, node: ast.expr, target: Type, given: Arguments) -> Generator:
    """What gives the results of calling ``target``, which is called while somebody iterates."""
    from flake8_fastapi.model import calls

    kept, evaluation.effects = evaluation.effects, []
    result = calls.dispatch(evaluation, node, target, given, False)
    effects, evaluation.effects = evaluation.effects, kept
    return Generator(result, tuple(effects))


def _filter(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    return consuming.passed_on_second(evaluation, node, arguments)


def _closing(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    return Manager(arguments.at(0))


def _async_closing(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    return Manager(arguments.at(0), is_async=True)


def _factory_field(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    """``field(default_factory=…)``: what the factory makes."""
    factory = arguments.given(None, "default_factory")
    if factory is not None:
        return _made_silently(evaluation, node, factory)
    given = arguments.given(0, "default")
    return given if given is not None and not isinstance(given, Constant) else UNKNOWN


def _made_silently(evaluation: Evaluation, node: ast.expr, factory: Type) -> Type:
    """What a factory makes when it is called by others, later: what it does then is not done here."""
    from flake8_fastapi.model import calls
    from flake8_fastapi.model.arguments import Arguments as Call

    was_silent, evaluation.is_silent = evaluation.is_silent, True
    try:
        return calls.dispatch(evaluation, node, factory, Call(), False)
    finally:
        evaluation.is_silent = was_silent


def _default_dictionary(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    """``defaultdict(list)``: a dictionary of what the factory makes."""
    return Entries(UNKNOWN, _made_silently(evaluation, node, arguments.at(0)))


def _enter_context(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    return iteration.entered(evaluation, node, _left_later(arguments.at(0)), False)


def _enter_async_context(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    return Coroutine(iteration.entered(evaluation, node, _left_later(arguments.at(0)), True), False)


def _left_later(of: Type) -> Type:
    """A context manager without what it does behind its ``yield``, when the stack is left."""
    if not isinstance(of, Manager) or not of.first_yield:
        return of
    before = [each for each in of.effects if not each.chain or each.chain[0].line <= of.first_yield]
    return replace(of, effects=tuple(before))


def _preserved(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    """``functools.wraps(f)``: a decorator that leaves what it decorates as it is."""
    return UNKNOWN


def _declarative_base(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    """SQLAlchemy's base class made by a function, with the class that it is to extend."""
    extended = arguments.given(None, "cls")
    kept = (("cls", extended),) if isinstance(extended, ClassObject) else ()
    return Instance("sqlalchemy.orm.DeclarativeBase", True, kept)


def _type_alias(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    return Alias(UNKNOWN)


def _boolean(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
    return Instance("builtins.bool")


def _manager_function(is_async: bool) -> Handler:
    def handler(evaluation: Evaluation, node: ast.expr, arguments: Arguments) -> Type:
        """``contextmanager(f)`` called as a plain function."""
        of = arguments.at(0)
        if isinstance(of, FunctionObject):
            return replace(of, manager=True)
        return UNKNOWN

    return handler


def _first_node(node: ast.expr) -> ast.expr:
    return node.args[0] if isinstance(node, ast.Call) and node.args else node


FUNCTIONS: dict[str, Handler] = {
    "fastapi.Depends": _depends,
    "fastapi.Security": _depends,
    "fastapi.params.Depends": _depends,
    "fastapi.params.Security": _depends,
    "fastapi.param_functions.Depends": _depends,
    "fastapi.param_functions.Security": _depends,
    "contextvars.ContextVar": consuming.context_variable,
    "functools.partial": _partial,
    "functools.reduce": consuming.folded,
    **dict.fromkeys(injection.MAKERS, injection.provider),
    **dict.fromkeys(injection.CONTAINERS, injection.container),
    **dict.fromkeys(injection.CHOICES, injection.choice),
    "functools.wraps": _preserved,
    "typing.cast": _cast,
    "typing.TypeVar": _type_alias,
    "typing_extensions.TypeVar": _type_alias,
    "sqlalchemy.orm.declarative_base": _declarative_base,
    "sqlalchemy.ext.declarative.declarative_base": _declarative_base,
    "builtins.super": _super,
    "builtins.getattr": _getattr,
    "builtins.type": _type,
    "builtins.isinstance": _boolean,
    "builtins.len": consuming.length,
    "builtins.hasattr": _boolean,
    "builtins.next": _next,
    "builtins.iter": _iterator,
    "builtins.list": _consumed,
    "builtins.tuple": _consumed,
    "builtins.set": _consumed,
    "builtins.frozenset": _consumed,
    "builtins.sorted": _consumed,
    "builtins.reversed": _consumed,
    "collections.deque": _consumed,
    "collections.Counter": consuming.counted,
    **consuming.LAZY_TOOLS,
    "builtins.sum": _reduced,
    "builtins.max": _reduced,
    "builtins.min": _reduced,
    "builtins.any": _reduced,
    "builtins.all": _reduced,
    "builtins.dict": _dict,
    "collections.OrderedDict": _dict,
    "collections.defaultdict": _default_dictionary,
    "builtins.enumerate": _enumerate,
    "builtins.zip": _zip,
    "builtins.map": _map,
    "builtins.filter": _filter,
    "sys.exit": _exit,
    "os._exit": _exit,
    "builtins.exit": _exit,
    "builtins.quit": _exit,
    "copy.copy": _first,
    "copy.deepcopy": _first,
    "contextlib.closing": _closing,
    "contextlib.nullcontext": _closing,
    "contextlib.aclosing": _async_closing,
    "contextlib.contextmanager": _manager_function(False),
    "contextlib.asynccontextmanager": _manager_function(True),
    "dataclasses.field": _factory_field,
    "pydantic.Field": _factory_field,
    "pydantic.PrivateAttr": _factory_field,
    "attr.ib": _factory_field,
    "attrs.field": _factory_field,
}
"""What is called, by its canonical name, and how its result follows from the arguments."""

METHODS: dict[str, Handler] = {
    **{name: partial(_run_by_loop, position) for name, position in RUN_BY_LOOP.items()},
    "builtins.bytes.join": consuming.joined_bytes,
    "builtins.str.join": consuming.joined,
    "concurrent.futures.Future.result": _future_result,
    "concurrent.futures.Future.exception": _future_result,
    "contextlib.ExitStack.enter_context": _enter_context,
    "contextlib.AsyncExitStack.enter_context": _enter_context,
    "contextlib.AsyncExitStack.enter_async_context": _enter_async_context,
}
"""The same for methods, by class and name."""
