"""FAPI303: a path made with the file name that a client sends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flake8_fastapi.rule import Rule

if TYPE_CHECKING:
    from flake8_fastapi.model.taint.sinks import ClientFileName


class ClientFilenameInPath(Rule):
    """The file name of an upload becomes part of a path or of a storage key.

    Why: the name is whatever the client sends. ``../../app/main.py`` or ``/etc/cron.d/x`` arrive as
    they are, and ``os.path.join`` and ``/`` of paths follow both: the upload is written outside of
    its folder. Behind a prefix such as ``{uuid}_`` it is a status 500 on POSIX systems, and still
    leaves the folder on Windows. Two uploads with the same name overwrite each other.

    Cure: a name of your own (``uuid.uuid4().hex`` and perhaps the suffix from a list of allowed
    ones), with the client's name in the database if it matters. ``Path(name).name`` takes the last part.

    Exempt: ``Path(name).name``, ``.suffix`` and ``.stem``, ``os.path.basename``, what stands behind the
    last dot of it, ``secure_filename`` and other functions of libraries; names that the function checks,
    also after the join (``is_relative_to``). A look at the ending checks nothing but the ending.

    Cannot see: names that are kept and read back later; archives whose members' names leave the folder.

    Source: the guide joins the upload folder, a UUID and ``file.filename``, and uses a client's file name
    in an S3 key; neither belongs there. For ``generate_presigned_post`` any text of a request counts, since
    nothing but the key says what will be uploaded.
    """

    code = "FAPI303"
    name = "client-filename-in-path"
    message = "{source} becomes part of {what}: it may hold '../' or be absolute; make a name of your own"
    guide = "4. File Upload Patterns"
    gate = ("name", "generate_presigned_post")

    def visit_ClientFileName(self, found: ClientFileName) -> None:
        """Report the call or operator that takes the name."""
        what = "a storage key" if found.kind == "store" else "a path"
        where = f" of {found.source.where}()" if found.source.where else ""
        self.report(found, source=f"{found.source}{where}", what=what)
