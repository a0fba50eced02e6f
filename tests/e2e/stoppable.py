"""A server that stops and starts at will, for the tests of reading without a connection."""

import json
import os
from contextlib import ExitStack
from pathlib import Path

from tests.support.server import free_port, running


class Server:
    """The demo site on one port, started and stopped at will."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.port = free_port()
        self.address = f"http://localhost:{self.port}"
        self._settings: dict[str, str] | None = None
        self._open = ExitStack()

    def start(self, **settings: str) -> None:
        """Serve with these settings; nothing happens when it is so already."""
        if self._settings == settings:
            return
        self.stop()
        self._open.enter_context(running(self.environment | settings, port=self.port))
        self._settings = settings

    def stop(self) -> None:
        self._open.close()
        self._settings = None


class RenamedStyle:
    """The style sheet under another hashed name, until the end of the block."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.root = Path(environment["DATA_DIR"]) / "static"
        self.manifest = self.root / "staticfiles.json"

    def __enter__(self) -> None:
        self.text = self.manifest.read_text(encoding="utf-8")
        manifest = json.loads(self.text)
        old = manifest["paths"]["css/site.css"]
        new = "css/site.0123456789ab.css"
        manifest["paths"]["css/site.css"] = new
        os.link(self.root / old, self.root / new)
        self.manifest.write_text(json.dumps(manifest), encoding="utf-8")

    def __exit__(self, *_: object) -> None:
        self.manifest.write_text(self.text, encoding="utf-8")
        (self.root / "css/site.0123456789ab.css").unlink()
