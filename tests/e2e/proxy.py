"""The demo site behind a proxy, to show a browser a server that is stopped or replaced."""

import asyncio
import socket
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager, suppress
from threading import Thread
from typing import Any, Self

HOST = "127.0.0.1"
CHUNK = 65_536


class Proxy:
    """Forwards requests to the server at a port of this machine. Once stopped, it refuses connections."""

    def __init__(self, port_behind: int) -> None:
        self._port_behind = port_behind
        # This socket never listens: it reserves the port once the proxy is stopped.
        self._kept = socket.socket()
        self._kept.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._kept.bind((HOST, 0))
        self.port: int = self._kept.getsockname()[1]
        self.address = f"http://localhost:{self.port}"
        self._open: set[asyncio.StreamWriter] = set()
        self._listening: asyncio.Server | None = None
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever)

    def __enter__(self) -> Self:
        self._thread.start()
        self._do(self._start())
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
        self._kept.close()

    def stop(self) -> None:
        """Refuse connections and close open ones; do nothing if it is already stopped."""
        self._do(self._stop())

    def lead_to(self, port_behind: int) -> None:
        """Forward to another server from now on; browsers reuse open connections for further requests."""
        self.stop()
        self._port_behind = port_behind
        self._do(self._start())

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        asyncio.run_coroutine_threadsafe(work, self._loop).result()

    async def _start(self) -> None:
        self._listening = await asyncio.start_server(self._connect, HOST, self.port, reuse_address=True)

    async def _stop(self) -> None:
        if self._listening is None:
            return
        self._listening.close()
        self._listening = None
        for side in self._open:
            side.transport.abort()
        connections = asyncio.all_tasks() - {asyncio.current_task()}
        await asyncio.gather(*connections, return_exceptions=True)

    async def _connect(self, question: asyncio.StreamReader, asker: asyncio.StreamWriter) -> None:
        """Browsers open connections that they may never use, and each would occupy a worker of the server."""
        async with self._side(asker):
            with suppress(OSError):  # The browser or the server has closed the connection.
                if begun := await question.read(CHUNK):
                    await self._answer(begun, question, asker)

    async def _answer(
        self, begun: bytes, question: asyncio.StreamReader, asker: asyncio.StreamWriter
    ) -> None:
        answer, server = await asyncio.open_connection(HOST, self._port_behind)
        async with self._side(server):
            if self._listening:
                server.write(begun)
                await asyncio.gather(_copy(question, server), _copy(answer, asker))

    @asynccontextmanager
    async def _side(self, writer: asyncio.StreamWriter) -> AsyncIterator[None]:
        """One side of a connection, open until the end of the block unless it is closed before."""
        self._open.add(writer)
        try:
            yield
        finally:
            writer.close()
            with suppress(OSError):
                await writer.wait_closed()
            self._open.discard(writer)


async def _copy(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
    """Forward bytes until one side ends, then end the other."""
    try:
        while data := await source.read(CHUNK):
            target.write(data)
            await target.drain()
    finally:
        target.close()
