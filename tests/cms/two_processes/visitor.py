"""A browser that may send requests to either of two servers and keeps the same cookies."""

import http.client
import re
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode

NAME = "localhost"


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    content: bytes

    @property
    def text(self) -> str:
        return self.content.decode()


@dataclass
class Visitor:
    cookies: dict[str, str] = field(default_factory=dict)

    def get(self, port: int, path: str) -> Answer:
        return self._ask(port, "GET", path, None, {})

    def post(self, port: int, path: str, fields: dict[str, str]) -> Answer:
        """A form of the site, with its CSRF token."""
        body = urlencode(fields | {"csrfmiddlewaretoken": self.cookies.get("csrftoken", "")}).encode()
        return self._ask(port, "POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def upload(self, port: int, path: str, name: str, content: bytes) -> Answer:
        head = f'--edge\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = head.encode() + content + b"\r\n--edge--\r\n"
        return self._ask(port, "POST", path, body, {"Content-Type": "multipart/form-data; boundary=edge"})

    def log_in(self, port: int, name: str, password: str) -> Answer:
        if "csrftoken" not in self.cookies:
            self.get(port, "/administration/login/")
        return self.post(port, "/administration/login/", {"username": name, "password": password})

    def _ask(self, port: int, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        headers |= {"Host": NAME, "Sec-Fetch-Site": "same-origin"}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if method == "POST":
            headers["X-CSRFToken"] = self.cookies.get("csrftoken", "")
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            content = response.read()
        finally:
            connection.close()
        self._keep(response)
        return Answer(response.status, response.headers, content)

    def _keep(self, response: http.client.HTTPResponse) -> None:
        for line in response.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value


def pictures_of(page: str) -> list[str]:
    return re.findall(r'src="(/media/images/[^"]+)"', page)
