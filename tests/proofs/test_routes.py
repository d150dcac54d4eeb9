"""Proofs for FAPI901 to FAPI923: what routes, parameters and responses do, seen from a client."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from fastapi.exceptions import FastAPIError
from fastapi.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

if TYPE_CHECKING:
    from types import ModuleType

    from conftest import LoadExample


def client_of(module: ModuleType) -> TestClient:
    """A client that sees the errors of an application as a browser does."""
    return TestClient(module.app, raise_server_exceptions=False, follow_redirects=False)


def test_malformed_path(load_example: LoadExample) -> None:
    """FAPI904: paths without a slash are not found, prefixes without one are refused."""
    bad, good = load_example("FAPI904", "bad"), load_example("FAPI904", "good")
    paths = ("/items", "/orders/active")
    assert [client_of(bad).get(path).status_code for path in paths] == [404, 404]
    assert [client_of(good).get(path).status_code for path in paths] == [200, 200]
    assert client_of(bad).get("/ordersactive").json() == [1]
    for create in (bad.create_admin, bad.create_shop):
        with pytest.raises(AssertionError, match="prefix"):
            create()
    assert TestClient(good.create_admin()).get("/users/3").json() == 3
    assert TestClient(good.create_shop()).get("/shop/orders/active").json() == [1]


def test_returned_http_exception(load_example: LoadExample) -> None:
    """FAPI905: a returned exception is data, and a dependency that returns it guards nothing."""
    bad, good = client_of(load_example("FAPI905", "bad")), client_of(load_example("FAPI905", "good"))
    assert bad.get("/items/7").status_code == 200
    assert bad.get("/items/7").json()["status_code"] == 404
    assert good.get("/items/7").status_code == 404
    wrong = {"token": "wrong"}
    assert bad.get("/protected", headers=wrong).json() == "secret data"
    assert good.get("/protected", headers=wrong).status_code == 401


def test_returned_status_tuple(load_example: LoadExample) -> None:
    """FAPI906: the status in a tuple is data."""
    bad, good = client_of(load_example("FAPI906", "bad")), client_of(load_example("FAPI906", "good"))
    assert (bad.get("/items/7").status_code, bad.get("/items/7").json()[1]) == (200, 404)
    assert good.get("/items/7").status_code == 404
    assert bad.post("/items?name=pear").status_code == 200
    created = good.post("/items?name=pear")
    assert (created.status_code, created.headers["Location"]) == (201, "/items/2")


@pytest.mark.parametrize("name", ["create_app", "create_other_app"])
def test_body_on_no_content(load_example: LoadExample, name: str) -> None:
    """FAPI907: the route cannot be made."""
    with pytest.raises(AssertionError, match="must not have a response body"):
        getattr(load_example("FAPI907", "bad"), name)()
    assert getattr(load_example("FAPI907", "good"), name)().routes


def test_removed_route_api(load_example: LoadExample) -> None:
    """FAPI908: the decorator is gone."""
    with pytest.raises(AttributeError, match="route"):
        load_example("FAPI908", "bad").create_app()
    starlette = load_example("FAPI908", "case_starlette")
    for create in (starlette.create_app, starlette.create_router):
        with pytest.raises(AttributeError, match="route"):
            create()
    assert TestClient(load_example("FAPI908", "good").create_app()).get("/health").text == "ok"


@pytest.mark.parametrize("name", ["create_search", "create_items", "create_profile", "create_page"])
def test_invalid_parameter_declaration(load_example: LoadExample, name: str) -> None:
    """FAPI909: FastAPI refuses the route."""
    with pytest.raises((AssertionError, FastAPIError)):
        getattr(load_example("FAPI909", "bad"), name)()
    assert getattr(load_example("FAPI909", "good"), name)().routes


def test_bypassed_response_model(load_example: LoadExample) -> None:
    """FAPI910: what the model leaves out is sent."""
    bad, good = client_of(load_example("FAPI910", "bad")), client_of(load_example("FAPI910", "good"))
    assert bad.get("/users/1").json() == {"name": "alice", "password_hash": "x1y2"}
    answer = good.get("/users/1")
    assert (answer.json(), answer.headers["Cache-Control"]) == ({"name": "alice"}, "no-store")


def test_exception_handler_status(load_example: LoadExample) -> None:
    """FAPI911: the error has the status of a success."""
    bad, good = client_of(load_example("FAPI911", "bad")), client_of(load_example("FAPI911", "good"))
    assert (bad.get("/orders/1").status_code, good.get("/orders/1").status_code) == (200, 409)


def test_swallowed_http_exception(load_example: LoadExample) -> None:
    """FAPI912: the 400 becomes a 500, and the 404 a 200."""
    bad, good = client_of(load_example("FAPI912", "bad")), client_of(load_example("FAPI912", "good"))
    paths = ("/items/-1", "/found/7")
    assert [bad.get(path).status_code for path in paths] == [500, 200]
    assert [good.get(path).status_code for path in paths] == [400, 404]


def test_swallowed_errors_that_are_made_elsewhere(load_example: LoadExample) -> None:
    """FAPI912: constants, variables and what functions make; a handler for a subclass lets others through."""
    client = client_of(load_example("FAPI912", "case_errors_made_elsewhere"))
    swallowed = {"a": 500, "b": 500, "c": 500, "d": 500, "e": 500}
    assert {path: client.get(f"/{path}?key=2").status_code for path in swallowed} == swallowed
    assert client.get("/e?key=3").status_code == 404
    assert [client.get(f"/f?key={key}").status_code for key in (2, 3)] == [404, 200]
    assert (client.get("/g?key=3").status_code, client.get("/h?key=3").status_code) == (404, 404)
    assert client.get("/i?key=2").status_code == 403


def test_invalid_websocket(load_example: LoadExample) -> None:
    """FAPI914: the connection is refused, or breaks."""
    bad, good = client_of(load_example("FAPI914", "bad")), client_of(load_example("FAPI914", "good"))
    with pytest.raises(WebSocketDisconnect), bad.websocket_connect("/echo"):
        pass
    with pytest.raises(RuntimeError, match="accept"), bad.websocket_connect("/greeting"):
        pass
    for path in ("/echo", "/greeting"):
        with good.websocket_connect(path) as websocket:
            assert websocket.receive_text() == "hello"


def test_lost_signature(load_example: LoadExample) -> None:
    """FAPI915: args and kwargs are demanded in the query."""
    bad, good = client_of(load_example("FAPI915", "bad")), client_of(load_example("FAPI915", "good"))
    refused = bad.get("/items/3")
    assert refused.status_code == 422
    assert {error["loc"][-1] for error in refused.json()["detail"]} == {"args", "kwargs"}
    assert good.get("/items/3").json() == 3


@pytest.mark.parametrize("path", ["/items/7", "/users/7"])
def test_positional_http_exception(load_example: LoadExample, path: str) -> None:
    """FAPI916: a text is no status."""
    assert client_of(load_example("FAPI916", "bad")).get(path).status_code == 500
    assert client_of(load_example("FAPI916", "good")).get(path).status_code == 404


def test_ignored_response_status(load_example: LoadExample) -> None:
    """FAPI917: the returned response has its own status."""
    bad, good = client_of(load_example("FAPI917", "bad")), client_of(load_example("FAPI917", "good"))
    assert bad.put("/items/1?name=apple").status_code == 200
    assert [good.put("/items/1?name=apple").status_code for _ in range(2)] == [201, 203]


def test_redundant_response_model(load_example: LoadExample) -> None:
    """FAPI918: the annotation alone makes the same schema."""
    bad, good = load_example("FAPI918", "bad").app, load_example("FAPI918", "good").app
    assert [each.path for each in bad.routes] == [each.path for each in good.routes]
    schemas = [app.openapi()["paths"]["/items"]["get"]["responses"]["200"]["content"] for app in (bad, good)]
    assert schemas[0] == schemas[1]


def test_required_optional(load_example: LoadExample) -> None:
    """FAPI921: a parameter that may be None must be given."""
    bad, good = client_of(load_example("FAPI921", "bad")), client_of(load_example("FAPI921", "good"))
    assert (bad.get("/items").status_code, good.get("/items").status_code) == (422, 200)


def test_redirect_after_post(load_example: LoadExample) -> None:
    """FAPI922: 307 repeats the POST, 303 goes on with a GET."""
    bad, good = client_of(load_example("FAPI922", "bad")), client_of(load_example("FAPI922", "good"))
    assert bad.post("/orders?item=apple").status_code == 307
    assert bad.post("/orders?item=apple", follow_redirects=True).status_code == 422
    assert good.post("/orders?item=apple").status_code == 303
    assert good.post("/orders?item=pear", follow_redirects=True).json() == ["apple", "pear"]


def test_undeclared_path_parameter(load_example: LoadExample) -> None:
    """FAPI901: the value in the path is lost, or demanded in the query."""
    bad, good = client_of(load_example("FAPI901", "bad")), client_of(load_example("FAPI901", "good"))
    assert bad.get("/users/3").status_code == 422
    assert good.get("/users/3").json() == 3
    assert [bad.get(f"/shops/{shop}/items").json() for shop in (1, 2)] == [["apple"], ["apple"]]
    assert [good.get(f"/shops/{shop}/items").json() for shop in (1, 2)] == [["apple"], []]


def test_shadowed_route(load_example: LoadExample) -> None:
    """FAPI902: the first route that matches is taken."""
    bad, good = client_of(load_example("FAPI902", "bad")), client_of(load_example("FAPI902", "good"))
    assert bad.get("/items/newest").status_code == 422
    assert good.get("/items/newest").json() == "newest"
    assert bad.get("/admin/status").json() == "admin: status"
    assert good.get("/admin/status").json() == "all is well"
    assert (bad.get("/tiles/1/2.jpg").json(), good.get("/tiles/1/2.jpg").json()) == ("png", "jpg")


def test_shadowed_route_in_other_files(load_example: LoadExample) -> None:
    """FAPI902: the order of inclusions in a loop is the order of the routes."""
    client = client_of(load_example("FAPI902", "case_other_files", "main"))
    assert client.put("/users/7").json() == client.get("/users/7").json() == 7
    assert client.get("/storage/3/files").json() == "3/files"
    assert client.get("/users/me").json() == "me"


def test_shadowed_route_of_own_router_classes(load_example: LoadExample) -> None:
    """FAPI902: a class that adds each route twice shadows both of the specific one."""
    client = client_of(load_example("FAPI902", "case_own_router_class"))
    for router in ("both", "other"):
        answers = [client.get(f"/{router}/items/newest{slash}").json() for slash in ("", "/")]
        assert answers == ["item newest"] * 2
    assert client.get("/both/items/newest/parts/").json() == []
    assert client.get("/some/items/newest").json() == "the newest"


def test_duplicate_route(load_example: LoadExample) -> None:
    """FAPI903: the second of two equal routes is never reached."""
    bad, good = client_of(load_example("FAPI903", "bad")), client_of(load_example("FAPI903", "good"))
    assert bad.get("/users/3").json() == "user 3"
    assert good.get("/users/3/again").json() == "another answer for 3"
    prefixed = client_of(load_example("FAPI903", "case_prefixes", "main"))
    assert prefixed.get("/api/items/").json() == ["apple"]


def test_body_on_get(load_example: LoadExample) -> None:
    """FAPI913: what stands in the query is not taken."""
    bad, good = client_of(load_example("FAPI913", "bad")), client_of(load_example("FAPI913", "good"))
    for path in ("/predictions?size=3&colour=red", "/items?ids=1&ids=2"):
        assert (bad.get(path).status_code, good.get(path).status_code) == (422, 200)


def test_undocumented_http_exception(load_example: LoadExample) -> None:
    """FAPI919: the schema does not have the status that is answered."""
    bad, good = load_example("FAPI919", "bad"), load_example("FAPI919", "good")
    for module, documented in ((bad, False), (good, True)):
        assert client_of(module).get("/items/7").status_code == 404
        responses = module.app.openapi()["paths"]["/items/{item_id}"]["get"]["responses"]
        assert ("404" in responses) is documented


def test_undocumented_errors_that_are_made_elsewhere(load_example: LoadExample) -> None:
    """FAPI919: a dependency's 401 from a variable, a 409 that a function makes, a subclass's 404."""
    module = load_example("FAPI919", "case_errors_made_elsewhere")
    client, paths = client_of(module), module.app.openapi()["paths"]
    answers = {"/a?key=1&token=": 401, "/b?key=2": 409, "/b?key=3": 404, "/c?key=2": 409, "/c?key=3": 404}
    assert {url: client.get(url).status_code for url in answers} == answers
    documented = {path: set(paths[path]["get"]["responses"]) - {"200", "422"} for path in paths}
    assert documented == {"/a": {"404"}, "/b": {"404"}, "/c": {"404", "409"}}


def test_router_prefix_at_include(load_example: LoadExample) -> None:
    """FAPI920: both places of the prefix make the same path."""
    for name in ("bad", "good"):
        assert client_of(load_example("FAPI920", name, "main")).get("/items/3").json() == 3


def test_leaked_orm_object(load_example: LoadExample) -> None:
    """FAPI923: the hash is part of the answer."""
    bad, good = client_of(load_example("FAPI923", "bad")), client_of(load_example("FAPI923", "good"))
    for path in ("/users/1", "/protected?user_id=1"):
        assert "x1y2" in bad.get(path).text
        assert "x1y2" not in good.get(path).text
        assert "alice" in good.get(path).text
