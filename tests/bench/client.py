"""A client that requests one page again and again over loopback, each time on a new connection."""

import socket
import threading
import time

CONNECTIONS = 4
TIMEOUT = 30.0


def ask(port: int, path: str, headers: str = "Accept-Encoding: gzip\r\n", source: str = "127.0.0.1") -> bytes:
    """The whole response to one GET, with its headers. The server closes the connection, as gunicorn does.

    `source` is the loopback address that the server sees.
    """
    with socket.create_connection(("127.0.0.1", port), TIMEOUT, (source, 0)) as connection:
        request = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{headers}Connection: close\r\n\r\n"
        connection.sendall(request.encode())
        parts = []
        while part := connection.recv(1 << 18):
            parts.append(part)
    return b"".join(parts)


def rate(
    port: int, path: str, seconds: float, headers: str = "Accept-Encoding: gzip\r\n", status: int = 200
) -> float:
    """Responses of `status` per second to `CONNECTIONS` connections during `seconds`. RuntimeError for any
    other.
    """
    counts = [0] * CONNECTIONS
    wrong: list[bytes] = []
    expected = f"HTTP/1.1 {status} ".encode()
    stop_at = time.monotonic() + seconds

    def insist(index: int) -> None:
        while time.monotonic() < stop_at and not wrong:
            answer = ask(port, path, headers)
            if not answer.startswith(expected):
                wrong.append(answer[:200])
            counts[index] += 1

    threads = [threading.Thread(target=insist, args=(index,)) for index in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if wrong:
        raise RuntimeError(f"{path} answered {wrong[0]!r}")
    return sum(counts) / seconds
