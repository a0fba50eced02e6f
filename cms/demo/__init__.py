"""Holds the demo content and the code that makes its pictures. Owns cms/demo/guides; knows no model and no request."""
