"""Everything is declared in other files."""

from fastapi import APIRouter

from gallery import deps
from gallery.deps import Caption, Image
from gallery.models import Picture

router = APIRouter()


@router.post("/pictures")
def create(image: Image, picture: Picture) -> None:  # expect: FAPI307
    """A file and a model."""


@router.post("/captions")
def create_caption(caption: Caption, picture: deps.Picture) -> None:  # expect: FAPI307
    """Two dependencies."""


@router.post("/images")
def create_image(image: Image, caption: Caption) -> None:
    """A form only."""
