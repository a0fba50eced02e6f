"""How sizes are said in French."""

_KILO = 1000


def size_in_words(size: int) -> str:
    """`size` bytes as one says it: « 12 ko », « 3,4 Mo »."""
    if size < _KILO**2:
        return f"{max(1, round(size / _KILO))} ko"
    return f"{size / _KILO**2:.1f} Mo".replace(".", ",")
