"""Requests as bytes on a socket, as no HTTP library would send them."""

import socket
from random import Random
from urllib.parse import quote

from tests.trust.fuzz.values import hostile_text

TIMEOUT = 20.0  # Seconds, for a busy machine: a response takes some milliseconds.
METHODS = (
    [b"GET"] * 12 + [b"POST"] * 8 + [b"HEAD", b"OPTIONS", b"get", b"G\x00T", b"", b"X$!%", b"CONNECT", b"PRI"]
)
PATHS = [
    b"/",
    b"/sante/",
    b"/seance/",
    b"/seance/ouvrir/",
    b"/robots.txt",
    b"/administration/login/",
    b"/a/b",
]
TARGETS = [
    b"*",
    b"x",
    b"//x/y",
    b"//[x/y",
    b"http://evil.example/x",
    b"http://[bad/x",
    b"/#x",
    b"/\xff\xfe",
    b"/%ff%00",
    b"",
]
TARGETS += [b"/" + b"a" * 9_000, b"/../../etc/passwd", b"/%2e%2e/%2e%2e/", b"/;a=b", b"/\t", b"evil:443"]
VERSIONS = [b" HTTP/1.1"] * 16 + [
    b" HTTP/1.0",
    b" HTTP/9.9",
    b" HTTP/2.0",
    b" HTTPS/1.1",
    b"",
    b" HTTP/1.1 x",
    b" http/1.1",
]
CHARSETS = [
    "rot13",
    "hex",
    "idna",
    "undefined",
    "utf-16",
    "utf-7",
    "\x00",
    "é",
    "x" * 300,
    "unicode_escape",
    "utf-8",
    '"',
    "mbcs",
]
TYPES = [f"text/plain; charset={charset}" for charset in CHARSETS]
TYPES += [f"application/x-www-form-urlencoded; charset*=utf-8''{charset}" for charset in CHARSETS]
TYPES += [f"multipart/form-data; boundary*={charset}''%ff; charset={charset}" for charset in CHARSETS]
TYPES += [
    "multipart/form-data",
    "multipart/form-data; boundary=\xe9\xff",
    "multipart/form-data; boundary=" + "b" * 300,
]
TYPES += [
    ";;;=;",
    "a" * 4_000,
    "text/plain; a*0*=x; a*1=y; a*0=z",
    'text/plain; charset="',
    "application/json",
]
HEADERS = {
    "Content-Type": TYPES,
    "Content-Length": ["-1", "1_0", "٣", "99999999", "3", "+3", "3, 4", "0x3", "9" * 5_000, ""],
    "Transfer-Encoding": ["chunked", "chunked, chunked", "identity", "bogus", "gzip, chunked", "\x0bchunked"],
    "Host": ["evil.example", "", "a@b", "[::1", "localhost:port", "localhost\x00", "\xe9"],
    "Cookie": ["a=\x00", "sessionid=" + "a" * 6_000, "a=b; " * 1_600, "=;;=;\"'", "seance=\xff"],
    "SCRIPT_NAME": ["/a", "/x", "/\xff"],
    "PATH_INFO": ["/x", "/\xff"],
    "X-Forwarded-Proto": ["https", "https, http", "\x01"],
    "X-Forwarded-For": ["1.2.3.4, x", "'" * 99],
    "Expect": ["100-continue", "200-magic"],
    "Upgrade": ["h2c", "websocket"],
    "Range": ["bytes=" + "0-," * 400, "bytes=9-1"],
    "If-None-Match": ['"' * 999],
    "Accept-Language": [",".join(f"x{n};q=0.{n}" for n in range(500))],
    "Foo Bar": ["x"],
    "": ["x"],
    "X" * 9_000: ["x"],
}
BODIES = [
    b"",
    b"a=b",
    b"0\r\n\r\n",
    b"5\r\na=bcd\r\n0\r\n\r\n",
    b"ZZ\r\na=b\r\n",
    b"FFFFFFFFFFFFFFFFF\r\nx",
    b"--x--",
    b"\x00" * 99,
]


def raw_request(seed: str, number: int) -> bytes:
    """The bytes of the request numbered `number`: always the same."""
    random = Random(f"{seed}/socket/{number}")  # noqa: S311  Told again by its seed, not a secret.
    path = random.choice(PATHS)
    if random.random() < 0.6:
        path += b"?q=" + quote(hostile_text(random)[:300].encode("utf-8", "surrogatepass")).encode()
    target = random.choice(TARGETS) if random.random() < 0.3 else path
    lines = [random.choice(METHODS) + b" " + target + random.choice(VERSIONS)]
    lines += [] if random.random() < 0.1 else [b"Host: localhost"]
    body = random.choice(BODIES)
    if random.random() < 0.6:
        lines.append(b"Content-Length: %d" % len(body))
    for name in random.choices(list(HEADERS), k=random.randint(0, 3)):
        lines.append(f"{name}: {random.choice(HEADERS[name])}".encode("latin-1", "replace"))
    whole = b"\r\n".join([*lines, b"Connection: close", b"", body])
    return _damaged(random, whole) if random.random() < 0.25 else whole


def _damaged(random: Random, whole: bytes) -> bytes:
    """Truncated, or with some bytes replaced."""
    place = random.randrange(len(whole))
    if random.random() < 0.4:
        return whole[:place]
    return whole[:place] + random.randbytes(random.randint(0, 3)) + whole[place + 1 :]


def answer_to(port: int, request: bytes) -> bytes:
    """All that the server on `port` sends before it closes the connection; nothing if it closes
    it at once.
    """
    with socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT) as connection:
        answer = b""
        try:
            connection.sendall(request)
            connection.shutdown(socket.SHUT_WR)
            while received := connection.recv(65_536):
                answer += received
        except (BrokenPipeError, ConnectionResetError):
            pass  # It does not read a refused request to its end.
        return answer
