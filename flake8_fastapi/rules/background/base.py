"""What the rules on background work share."""

from __future__ import annotations

GUIDE_SECTION = "5. Background Task Decision Matrix"
ADDING = ("add_task", "BackgroundTask")
"""A file that hands a function to background tasks says one of these."""
