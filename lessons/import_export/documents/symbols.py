"""Converts characters of symbol fonts, which Word and LibreOffice store as codes of the font, to Unicode.

Source: the mapping from Wingdings to Unicode of Unicode 7.0 (L2/12-368), for symbols used in guides.
"""

UNKNOWN = "�"
PRIVATE = 0xF000


def _table(signs: str) -> dict[int, str]:
    """Parse a table of symbols, each written after its code in hexadecimal."""
    return {int(sign[:2], 16): sign[2:] for sign in signs.split()}


_TABLES = {
    "wingdings": _table(
        "21✏ 22✂ 23✁ 26📖 28☎ 29✆ 2A✉ 2C📪 30📁 31📂 32📄 34🗄 36⌛ 37⌨ 38🖰 3A🖳 3C💾 3F✍ 41✌ 43👍 44👎 45☜ 46☞ 47☝ "
        "48☟ 49✋ 4A☺ 4B😐 4C☹ 4D💣 52☼ 53💧 54❄ 6C● 6D❍ 6E■ 6F□ 70□ 71❑ 72❒ 73◆ 74◆ 75◆ 76❖ 77◆ 78⌧ 7A⌘ 80⓪ "
        "81① 82② 83③ 84④ 85⑤ 86⑥ 87⑦ 88⑧ 89⑨ 8A⑩ 8B⓿ 8C❶ 8D❷ 8E❸ 8F❹ 90❺ 91❻ 92❼ 93❽ 94❾ 95❿ 9E· 9F• A0▪ "
        "A1○ A4◉ A5◎ A7▪ A8☐ AB★ B2⟡ D5⌫ D6⌦ D8➢ DC➲ DF← E0→ E1↑ E2↓ E3↖ E4↗ E5↙ E6↘ E7← E8→ E9↑ EA↓ EB↖ "
        "EC↗ ED↙ EE↘ EF⇦ F0⇨ F1⇧ F2⇩ F3⬄ F4⇳ FB✗ FC✓ FD☒ FE☑"
    ),
    "wingdings 2": _table("4F✗ 50✓ 51☒ 52☑ 53☒ 54☒ A3☐ 97● A2■"),
    "wingdings 3": _table("66← 67→ 68↑ 69↓ 70▲ 71▼ 74◀ 75▶ 7D▶ CA⏎"),
    "symbol": _table("A3≤ A7♣ AB↔ AC← AD↑ AE→ AF↓ B0° B1± B3≥ B4× B7• B8÷ B9≠ BB≈ BC… DB⇔ DE⇒ 2D−"),
    "webdings": _table("33◀ 34▶ 35▲ 36▼ 61✔ 63☐ 67■ 69ⓘ 72✖ C8🛈 CF🔒 D0🔓 D1🔑 4C🔍 9A✉"),
}


def symbol_character(font: str, number: int) -> str:
    """Return the symbol that `font` draws for `number`, or `�` when it is not in the table."""
    table = _TABLES.get(font.lower().strip(), _TABLES["wingdings"])
    code = number - PRIVATE if number >= PRIVATE else number
    return table.get(code) or (chr(code) if font.lower() == "symbol" and 0x20 <= code < 0x7F else UNKNOWN)


def in_unicode(text: str, font: str = "") -> str:
    """Return `text` with characters of symbol fonts replaced by standard Unicode characters."""
    is_symbol_font = font.lower().strip() in _TABLES
    return "".join(_sign_of(letter, font, is_symbol_font) for letter in text)


def _sign_of(letter: str, font: str, is_symbol_font: bool) -> str:
    number = ord(letter)
    if PRIVATE <= number <= PRIVATE + 0xFF or (is_symbol_font and 0x20 < number <= 0xFF):
        return symbol_character(font, number)
    return letter
