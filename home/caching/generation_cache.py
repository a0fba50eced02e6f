"""Django's cache backend: entries last until public content changes, then expire in every process at once.

Wagtail caches site root paths and rendition data in it. With an ordinary in-process cache, a process would go
on using the old address of a site for an hour after another process had changed it.
"""

from copy import deepcopy
from typing import Any

from django.core.cache.backends.dummy import DummyCache

from home.caching.memoize import shared_cache, store_fact


class GenerationCache(DummyCache):
    """Stores entries with the memoized values (home.caching.memoize), during read-only requests only.

    Elsewhere it stores nothing. It copies values on the way in and out, so callers may modify them.
    """

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        name, facts = self._name(key, version), shared_cache()
        return deepcopy(facts[name]) if name in facts else default

    def set(self, key: Any, value: Any, timeout: Any = None, version: int | None = None) -> None:
        store_fact(shared_cache(), self._name(key, version), deepcopy(value))

    def add(self, key: Any, value: Any, timeout: Any = None, version: int | None = None) -> bool:
        if self.has_key(key, version):
            return False
        self.set(key, value, timeout, version)
        return True

    def delete(self, key: Any, version: int | None = None) -> bool:
        return shared_cache().pop(self._name(key, version), None) is not None

    def has_key(self, key: Any, version: int | None = None) -> bool:
        return self._name(key, version) in shared_cache()

    def _name(self, key: Any, version: int | None) -> tuple[type, str]:
        return type(self), self.make_and_validate_key(key, version=version)
