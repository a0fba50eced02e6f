"""The input of the drawing surface for markers."""

from wagtail.admin.telepath import JSContext

from lessons.blocks import ScreenshotBlock, ScreenshotBlockAdapter


def test_the_form_of_a_screenshot_brings_its_drawing_and_its_words() -> None:
    block = ScreenshotBlock()
    block.set_name("screenshot")
    context = JSContext()
    packed = context.pack(block)
    assert packed["_type"] == "lessons.blocks.Screenshot"
    drawing = ScreenshotBlockAdapter().js_args(block)[2]["drawing"]
    assert drawing["most"] == 9
    assert drawing["dialog"] == "/administration/captures/0/dialogue/"
    assert all(isinstance(words, str) and words for words in drawing["words"].values())
    media = str(context.media)
    assert 'js/admin/markers.js" type="module"' in media
    assert "css/components/screenshot.css" in media
