"""No-break spaces are added to the plain text of templates, so that no punctuation mark begins or ends a line
alone.
"""

from pathlib import Path

from django.template import Engine

from tests.home.test_site_frame import NO_BREAK

LOADER = "home.text.typography.TemplateLoader"
SOURCE = """{% load i18n %}<p title="a : b">Appuyez sur « {{ words }} » : c’est tout !</p>{# a : b #}
{% trans "Choose : " %}{% blocktranslate %}Choose : {% endblocktranslate %}"""
SHOWN = f"""<p title="a : b">Appuyez sur «{NO_BREAK}OK{NO_BREAK}»{NO_BREAK}: c’est tout{NO_BREAK}!</p>
Choose : Choose : """


def test_the_words_of_a_template_are_tightened_and_nothing_else_is(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(SOURCE, encoding="utf-8")
    libraries = {"i18n": "django.templatetags.i18n"}
    engine = Engine(dirs=[str(tmp_path)], loaders=[LOADER], libraries=libraries)
    assert engine.render_to_string("page.html", {"words": "OK"}) == SHOWN
    (tmp_path / "mail.txt").write_text("À relire : un guide", encoding="utf-8")
    assert engine.render_to_string("mail.txt") == "À relire : un guide"
