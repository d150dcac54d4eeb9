"""What users write becomes settings, or one clear line."""

from __future__ import annotations

import pytest

from flake8_fastapi.settings import InvalidSettingError, Settings


def test_the_order_of_what_was_written_does_not_matter() -> None:
    one = Settings.from_text(ignore=["FAPI2", "FAPI101"], offloaders=["a.b", "c.d", "a.b"])
    other = Settings.from_text(ignore=["FAPI101", "FAPI2"], offloaders=["c.d", "a.b"])
    assert one == other
    assert hash(one) == hash(other)
    assert one.ignore == ("FAPI101", "FAPI2")


def test_nothing_written_is_the_default() -> None:
    assert Settings.from_text() == Settings()


def test_a_version_is_its_numbers() -> None:
    assert Settings.from_text(target_version="0.115.3").target_version == (0, 115, 3)


@pytest.mark.parametrize("code", ["FAPI1011", "FAPI1O1", "fapi101", "E501", "FAP", "FAPI-101", ""])
def test_an_unknown_form_of_code(code: str) -> None:
    with pytest.raises(InvalidSettingError, match=f"fapi-ignore: {code!r}"):
        Settings.from_text(ignore=["FAPI1", code])


@pytest.mark.parametrize("name", ["fetch", "fetch()", "package..fetch", ".fetch", "package.fetch-all", ""])
def test_what_is_no_dotted_name(name: str) -> None:
    with pytest.raises(InvalidSettingError) as caught:
        Settings.from_text(blocking_calls=[name])
    assert str(caught.value).startswith(f"fapi-blocking-calls: {name!r}")
    with pytest.raises(InvalidSettingError) as caught:
        Settings.from_text(offloaders=[name])
    assert str(caught.value).startswith(f"fapi-offloaders: {name!r}")
