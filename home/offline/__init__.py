"""Reading without a connection. Owns the service worker, its version and its page; knows no guide."""
