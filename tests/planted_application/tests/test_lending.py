"""It lends books."""

from fastapi.testclient import TestClient


def test_books_are_found_and_lent(client: TestClient) -> None:
    assert client.get("/books/").json() == [{"id": 1, "title": "Emma", "lent_to": None}]
    assert client.get("/books/search", params={"title": "mm"}).json()[0]["title"] == "Emma"
    assert client.post("/books/1/loan").json()["lent_to"] == 1
    assert client.post("/books/1/loan").status_code == 409
    assert client.get("/books/2").status_code == 404


def test_covers_are_pictures(client: TestClient) -> None:
    answer = client.post("/covers/", files={"file": ("../cover.txt", b"text", "text/plain")})
    assert answer.status_code == 415
    assert client.post("/covers/thumbnails", files={"file": ("cover", b"12345")}).json() == {"size": 5}


def test_reminders_say_that_they_listen(client: TestClient) -> None:
    with client.websocket_connect("/reminders/live") as websocket:
        assert websocket.receive_text() == "listening"
