"""Files that people and attackers send, made in memory."""

import io
import struct
import zlib
from typing import Any

import pillow_heif
from PIL import Image, ImageCms, PngImagePlugin

SECRET = b"GPS-CANARI-48.85"


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, kind, **options)
    return file.getvalue()


def picture(
    kind: str = "PNG",
    size: tuple[int, int] = (60, 40),
    mode: str = "RGB",
    color: Any = None,
    **options: Any,
) -> bytes:
    file = io.BytesIO()
    Image.new(mode, size, {"RGB": "#3366cc"}.get(mode, 0) if color is None else color).save(
        file, kind, **options
    )
    return file.getvalue()


def exif(orientation: int = 1) -> Image.Exif:
    """EXIF with a place, a comment and a camera maker."""
    data = Image.Exif()
    data[0x0112] = orientation
    data[0x010F] = SECRET.decode()
    data.get_ifd(0x8825)[1] = "N"
    data.get_ifd(0x8825)[2] = (48.0, 51.0, 30.0)
    data.get_ifd(0x8769)[0x9286] = SECRET
    return data


def jpeg_with_everything(orientation: int = 1) -> bytes:
    """A JPEG with EXIF, XMP, IPTC, a comment and a colour profile."""
    xmp = b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>" + SECRET + b"</x:xmpmeta>"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    content = picture("JPEG", exif=exif(orientation), xmp=xmp, comment=SECRET, icc_profile=profile)
    iptc = b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + SECRET
    segment = b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc
    return content[:2] + segment + content[2:]


def png_with_everything() -> bytes:
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", SECRET.decode())
    words.add_itxt("XML:com.adobe.xmp", SECRET.decode())
    words.add_text("Comment", SECRET.decode(), zip=True)
    return picture("PNG", pnginfo=words, exif=exif(6))


def webp_with_everything() -> bytes:
    return picture("WEBP", exif=exif(), xmp=b"<x>" + SECRET + b"</x>")


def heic(orientation: int = 1) -> bytes:
    file = io.BytesIO()
    image = Image.new("RGB", (64, 48), "#3366cc")
    pillow_heif.from_pillow(image).save(file, exif=exif(orientation).tobytes())
    return file.getvalue()


def animated(kind: str) -> bytes:
    frames = [Image.new("RGB", (30, 20), color) for color in ("#ff0000", "#00ff00", "#0000ff")]
    file = io.BytesIO()
    frames[0].save(file, kind, save_all=True, append_images=frames[1:], duration=50)
    return file.getvalue()


def webp_that_says(width: int, height: int) -> bytes:
    """A small WebP whose header declares another size."""
    content = bytearray(picture("WEBP"))
    content[26:30] = struct.pack("<HH", width, height)
    return bytes(content)


def png_bomb(width: int, height: int) -> bytes:
    """A PNG of a few kilobytes with huge dimensions."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
        )

    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    packer = zlib.compressobj(9)
    row = b"\x00" * (1 + (width + 7) // 8)
    rows = b"".join(packer.compress(row) for _ in range(min(height, 200))) + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">'
    b"<script>alert(1)</script><rect width='9' height='9'/></svg>"
)
HTML = b"<!doctype html><script>alert(document.domain)</script>"
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
