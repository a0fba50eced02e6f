"""Django's cache, as far as this site has one: kept while nothing public changes, then forgotten in every process.

Wagtail keeps in it where sites begin and which sizes a picture has. A process that kept them for an hour by itself
would go on telling the old address of a site that was changed through another process.
"""

from copy import deepcopy
from typing import Any

from django.core.cache.backends.dummy import DummyCache

from home.caching.memoize import shared_cache, store_fact


class GenerationCache(DummyCache):
    """Keeps things with what is remembered (home.caching.memoize): in requests that only read. Elsewhere it keeps nothing.

    What is given is a copy: whoever gets it may change it.
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
