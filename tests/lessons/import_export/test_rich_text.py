"""Rich text of guide files: the Markdown form and the HTML form have the same meaning."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lessons.import_export.rich_text import UnknownMarkupError, clean_html, to_html, to_text

texts = st.text(
    alphabet=st.one_of(
        st.sampled_from("ab é*_`[]()\\<>&-1.#+«»’\n "), st.characters(exclude_categories=["C"])
    ),
    min_size=1,
)
escaped = texts.map(lambda text: text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"))
marks = st.tuples(st.sampled_from(["b", "i", "code"]), escaped).map(
    lambda pair: f"<{pair[0]}>{pair[1]}</{pair[0]}>"
)
inlines = st.lists(st.one_of(escaped, marks, st.just("<br/>")), min_size=1, max_size=4).map("".join)
blocks = st.one_of(
    inlines.map(lambda inside: f"<p>{inside}</p>"),
    st.lists(inlines, min_size=1, max_size=3).map(
        lambda items: f"<ul>{''.join(f'<li>{i}</li>' for i in items)}</ul>"
    ),
)


@given(st.lists(blocks, max_size=4).map("".join))
def test_any_rich_text_is_read_back_as_it_was(html: str) -> None:
    assert to_html(to_text(html)) == clean_html(html)


@given(st.text().filter(lambda text: not text.lstrip().startswith("<")))
def test_any_text_is_read_without_becoming_markup(text: str) -> None:
    assert clean_html(to_html(text)) == to_html(text).strip()


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Écrivez **ici**.", "<p>Écrivez <b>ici</b>.</p>"),
        ("Cliquez sur `Valider`.", "<p>Cliquez sur <code>Valider</code>.</p>"),
        ("Un\n\nDeux", "<p>Un</p><p>Deux</p>"),
        ("Une ligne\ncoupée", "<p>Une ligne coupée</p>"),
        ("- un\n- deux", "<ul><li>un</li><li>deux</li></ul>"),
        ("1. un\n\n2. deux", "<ol><li>un</li><li>deux</li></ol>"),
        ("[site](https://a.fr/?b=1&c=2)", '<p><a href="https://a.fr/?b=1&amp;c=2">site</a></p>'),
        ("[non](javascript:alert)", "<p>[non](javascript:alert)</p>"),
        (r"\*étoile\*", "<p>*étoile*</p>"),
        ("<p><strong>fort</strong></p>", "<p><b>fort</b></p>"),
    ],
)
def test_the_short_form_says_what_authors_expect(text: str, html: str) -> None:
    assert to_html(text) == html


@pytest.mark.parametrize(
    "html", ["<script>x</script>", "<p onclick='x'><img src=x></p>", '<a href="data:x">y</a>']
)
def test_html_outside_the_format_is_refused(html: str) -> None:
    with pytest.raises(UnknownMarkupError):
        to_html(html)
