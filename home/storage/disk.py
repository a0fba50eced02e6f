"""Storage of media files on the local disk."""

import os
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.files.storage import FileSystemStorage


class DiskStorage(FileSystemStorage):
    """Django's file storage with atomic saves: a full disk leaves no partial file behind."""

    def save(self, name: str | None, content: Any, max_length: int | None = None) -> str:
        wanted = self.get_available_name(name or content.name, max_length)
        draft = f"{wanted}.{uuid4().hex}.part"
        try:
            super().save(draft, content)
            wanted = self._reserved(wanted)
            Path(self.path(draft)).replace(self.path(wanted))
        except OSError:
            self.delete(draft)
            raise
        return wanted

    def _reserved(self, name: str) -> str:
        """Return a free name like `name`, and reserve it."""
        while True:
            try:
                os.close(os.open(self.path(name), os.O_CREAT | os.O_EXCL))
            except FileExistsError:
                name = self.get_available_name(name)
            else:
                return name
