"""What path operations depend on."""

from typing import Annotated

from fastapi import Depends, File, Form, UploadFile

from . import models

Image = Annotated[UploadFile, File(description="the image itself")]


def caption(text: Annotated[str, Form()]) -> str:
    """A field of a form."""
    return text


def picture(given: models.Picture) -> models.Picture:
    """The body."""
    return given


Caption = Annotated[str, Depends(caption)]
Picture = Annotated[models.Picture, Depends(picture)]
