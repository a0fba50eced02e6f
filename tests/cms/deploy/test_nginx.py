"""The example for nginx: originals stay private, the visitor's own headers are dropped, static files are
found.
"""

import re
from dataclasses import dataclass, field

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from wagtail.documents.models import Document

from lessons.import_export.documents.importer import MAX_BYTES
from tests.conventions.project import DOCS
from tests.factories import SiteImageFactory, make_site

TEXT = (DOCS / "deploy" / "nginx.conf").read_text(encoding="utf-8")
TOKEN = re.compile(r"""'[^']*'|"[^"]*"|[{};]|[^\s{};]+""")


OF_EVERY_PAGE = (
    "Content-Security-Policy",
    "Cross-Origin-Opener-Policy",
    "Permissions-Policy",
    "Referrer-Policy",
    "X-Content-Type-Options",
    "X-Frame-Options",
)


@dataclass
class Block:
    """A block of the file: its words, its simple directives, its inner blocks."""

    words: list[str] = field(default_factory=list)
    lines: list[list[str]] = field(default_factory=list)
    blocks: list["Block"] = field(default_factory=list)

    def values(self, name: str) -> list[list[str]]:
        return [line[1:] for line in self.lines if line[0] == name]

    def named(self, *words: str) -> "Block":
        [found] = [block for block in self.blocks if block.words == list(words)]
        return found


def parse(text: str) -> Block:
    stack, words = [Block()], []
    for mark in TOKEN.findall(re.sub(r"#.*", "", text)):
        if mark == "{":
            stack.append(Block(words))
            stack[-2].blocks.append(stack[-1])
        elif mark == "}":
            stack.pop()
        elif mark == ";":
            stack[-1].lines.append(words)
        else:
            words.append(mark)
            continue
        words = []
    assert len(stack) == 1, "A brace is missing."
    return stack[0]


WHOLE = parse(TEXT)
SITE = WHOLE.blocks[-1]
PROXY = SITE.named("location", "@site")


def location_of(address: str) -> Block:
    """The block that nginx selects: the longest prefix. All ours use `^~`, which skips regular
    expressions.
    """
    prefixes = {block.words[-1]: block for block in SITE.blocks if not block.words[-1].startswith("@")}
    assert all(block.words[1] == "^~" or name == "/" for name, block in prefixes.items())
    return prefixes[max((name for name in prefixes if address.startswith(name)), key=len)]


@pytest.mark.django_db
def test_only_resized_pictures_have_an_address() -> None:
    picture = SiteImageFactory()
    rendition = picture.get_rendition("width-40")
    document = Document.objects.create(title="Affiche", file=ContentFile(b"%PDF-1.4", "affiche.pdf"))
    assert location_of(rendition.url).values("root") == [["/var/lib/pas-a-pas"]]
    for name in (picture.file.name, document.file.name, "wagtail_uploads/image.jpg", "image", ""):
        denied = location_of(f"{settings.MEDIA_URL}{name}")
        assert (denied.lines, denied.blocks) == ([["return", "404"]], []), name


def test_it_finds_media_and_static_files_where_the_settings_put_them() -> None:
    data = "/var/lib/pas-a-pas"
    assert settings.MEDIA_URL == "/media/", "root + address must be DATA_DIR/media/images"
    assert SITE.named("location", "^~", settings.STATIC_URL).values("alias") == [[f"{data}/static/"]]
    service = (DOCS / "deploy" / "systemd" / "pas-a-pas.service").read_text(encoding="utf-8")
    assert f"DATA_DIR={data} " in service


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Forwarded-Proto", "$scheme"),
        ("X-Forwarded-For", "$remote_addr"),
        ("X-Forwarded-Host", '""'),
        ("Forwarded", '""'),
        ("Host", "$host"),
    ],
)
def test_what_the_site_believes_comes_from_nginx_alone(header: str, value: str) -> None:
    assert [header, value] in PROXY.values("proxy_set_header")


def test_what_reaches_the_site_goes_through_those_headers() -> None:
    everything = [block for server in WHOLE.blocks for block in [server, *server.blocks]]
    assert [block for block in everything if block.values("proxy_pass")] == [PROXY]


def test_the_heaviest_upload_passes() -> None:
    [[size]] = SITE.values("client_max_body_size")
    assert MAX_BYTES < int(size.removesuffix("m")) * 1024**2 < 2 * MAX_BYTES


@pytest.mark.parametrize("address", ["/static/", "/media/images/"])
def test_what_is_compressed_already_is_left_alone(address: str) -> None:
    assert location_of(address).values("gzip") == [["off"]]


def test_it_speaks_no_old_tls_and_leads_to_its_own_name_whatever_is_asked() -> None:
    assert SITE.values("ssl_protocols") == [["TLSv1.2", "TLSv1.3"]]
    plain = WHOLE.blocks[-2]
    assert plain.named("location", "/").lines == [["return", "301", "https://$server_name$request_uri"]]


def patterns_of(name: str) -> list[tuple[re.Pattern[str], str]]:
    """The patterns of a map and the value of each, in order, with nginx's groups in Python syntax."""
    [block] = [block for block in WHOLE.blocks if block.words[0] == "map" and block.words[-1] == name]
    return [
        (re.compile(line[0].removeprefix("~").replace("(?<", "(?P<")), line[1])
        for line in block.lines
        if line[0].startswith("~")
    ]


def logged(name: str, value: str, default: str) -> str:
    """The result of the map called `name` for `value`."""
    for pattern, result in patterns_of(name):
        if found := pattern.match(value):
            [(group, text)] = found.groupdict().items()
            return result.replace(f"${group}", text)
    return default


@pytest.mark.parametrize(
    ("address", "network"),
    [("192.0.2.77", "192.0.2.0/24"), ("2001:db8:7:1::5", "2001:db8:7::/48"), ("unix:", "-")],
)
def test_a_visit_is_logged_with_its_network_and_not_its_address(address: str, network: str) -> None:
    assert logged("$pas_a_pas_network", address, "-") == network


SECRETS = (
    ("open_session", "a" * 32),
    ("shared_session", "citron-velo-matin-lampe"),
    ("wagtailadmin_password_reset_confirm", "MQ", "c8xyz-0123456789abcdef"),
)


def test_no_log_holds_what_was_typed_nor_the_secret_of_a_session() -> None:
    [[_name, line]] = WHOLE.values("log_format")
    assert set(re.findall(r"\$(\w+)", line)) == {
        "pas_a_pas_network",
        "time_local",
        "request_method",
        "pas_a_pas_place",
        "status",
        "body_bytes_sent",
        "request_time",
    }
    for view, *secrets in SECRETS:
        place = logged("$pas_a_pas_place", reverse(view, args=secrets), "default")
        assert place.endswith("/...")
        assert not [secret for secret in secrets if secret in place]
    assert logged("$pas_a_pas_place", "/guides/", "/guides/") == "/guides/"
    for server in WHOLE.blocks[-2:]:
        assert [words[-1] for words in server.values("error_log")] == ["crit"]
    assert [words[-1] for words in SITE.values("access_log")] == ["pas_a_pas"]
    assert WHOLE.blocks[-2].values("access_log") == [["off"]]


def test_a_flood_is_slowed_and_a_silent_visitor_gives_up_the_place() -> None:
    [[zone, burst, *_more]] = PROXY.values("limit_req")
    assert any(words[1].startswith(f"{zone}:") for words in WHOLE.values("limit_req_zone"))
    assert int(burst.removeprefix("burst=")) >= 100, "A room of people opens the same guide at once."
    assert all(SITE.values(name) for name in ("client_header_timeout", "client_body_timeout", "send_timeout"))


def test_when_the_site_is_down_the_copy_of_last_night_is_served() -> None:
    assert ["502", "504", "=", "@copy"] in PROXY.values("error_page")
    copy = SITE.named("location", "@copy")
    assert ["X-Offline", "copy"] in copy.values("add_header"), "Else browsers drop the guides they keep."
    [[folder]] = copy.values("root")
    settings_file = (DOCS / "deploy" / "pas-a-pas.env").read_text(encoding="utf-8")
    assert f"\nCOPY_DIR={folder}\n" in settings_file


@pytest.mark.django_db
def test_the_copy_is_sent_with_the_headers_of_the_site(client: Client) -> None:
    make_site()
    sent = client.get("/").headers
    written = {name: value.strip('"') for name, value in SITE.named("location", "@copy").values("add_header")}
    caddy = (DOCS / "deploy" / "Caddyfile").read_text(encoding="utf-8")
    for name in OF_EVERY_PAGE:
        assert parts(written[name]) == parts(sent[name]), name
        [said] = re.findall(rf"^\t+{name} \"?(.*?)\"?$", caddy, flags=re.MULTILINE)
        assert parts(said) == parts(sent[name]), name
    assert written["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"


def parts(value: str) -> set[str]:
    """The directives of a header, in any order."""
    return {part.strip() for part in value.split(";")}
