"""No-break spaces are added to the plain text of templates, so that no punctuation mark begins or ends a line
alone.
"""

from pathlib import Path

from django.template import Engine
from django.utils.translation import gettext_lazy

from home.text.html import trusted_html
from tests.home.test_site_frame import NO_BREAK

LOADER = "home.text.typography.TemplateLoader"
BUILT_IN = "home.templatetags.french_text"
SOURCE = """{% load i18n %}<p title="a : b" class="a : b{% if number > 9 %}a : b{% endif %}">Appuyez sur « {{ words }} » : c’est tout !</p>{# a : b #}
{% trans "Choose : " %}{% blocktranslate %}Choose : {% endblocktranslate %}{% trans "a : b" as kept %}.
<p aria-label="Mot : {{ words }}">{{ help }}{{ field }}{{ number }}</p><textarea>{{ help }}</textarea>"""
SHOWN = """<p title="a_: b" class="a : b">Appuyez sur «_OK_»_: c’est tout_!</p>
Choose_: Choose_: .
<p aria-label="Mot_: OK">Qui_? &lt;&amp;&gt;<input value="a : b">3</p><textarea>Qui ? &lt;&amp;&gt;</textarea>"""


def test_all_words_that_a_template_shows_are_tightened_and_nothing_else_is(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(SOURCE, encoding="utf-8")
    libraries = {"i18n": "django.templatetags.i18n"}
    engine = Engine(dirs=[str(tmp_path)], loaders=[LOADER], libraries=libraries, builtins=[BUILT_IN])
    values = {
        "words": "OK",
        "help": gettext_lazy("Qui ? <&>"),
        "field": trusted_html('<input value="a : b">'),
        "number": 3,
    }
    assert engine.render_to_string("page.html", values) == SHOWN.replace("_", NO_BREAK)
    (tmp_path / "mail.txt").write_text("À relire : un guide", encoding="utf-8")
    assert engine.render_to_string("mail.txt") == "À relire : un guide"


def test_lines_lose_their_indentation_and_text_fields_keep_theirs(tmp_path: Path) -> None:
    source = (
        "<ul>\n  {% if True %}\n    <li>Un\n      mot</li>\n  {% endif %}\n</ul><textarea>\n  a\n</textarea>"
    )
    (tmp_path / "page.html").write_text(source, encoding="utf-8")
    shown = Engine(dirs=[str(tmp_path)], loaders=[LOADER], builtins=[BUILT_IN]).render_to_string("page.html")
    assert shown == "<ul>\n\n<li>Un\nmot</li>\n\n</ul><textarea>\n  a\n</textarea>"
