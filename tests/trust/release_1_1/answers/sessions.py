"""The responses to a helper whose browser kept the cookie of a session."""

from bs4 import BeautifulSoup
from django.test import Client

from tests.trust.release_1_1.held import ClientState

ADDRESSES = ("/seance/dossier/", "/seance/plan.docx", "/seance/agenda.ics", "/seance/projection/1/")
PROPERTIES = ("PRODID", "UID", "SEQUENCE", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "URL")


def browser() -> Client:
    """A browser that declares, as all do, that its posts come from this site."""
    return Client(headers={"sec-fetch-site": "same-origin"})


def helper(held: ClientState) -> Client:
    """The browser that kept the session."""
    client = browser()
    client.cookies.load(held.session_cookie)
    return client


def words_on(address: str, client: Client) -> str:
    """All the text of a page, including the values of its fields."""
    main = BeautifulSoup(client.get(address).content, "html.parser").find("main")
    fields = [str(field["value"]) for field in main.select("input[value]:not([type=hidden])")]
    return "\n".join([*main.stripped_strings, *fields])


def calendar_event(held: ClientState) -> dict[str, str]:
    """The identity of a session in a calendar, and its displayed values."""
    lines = helper(held).get("/seance/agenda.ics").content.decode().replace("\r\n ", "").splitlines()
    pairs = (line.partition(":") for line in lines)
    return {name: value for name, _colon, value in pairs if name in PROPERTIES}
