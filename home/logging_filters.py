"""What is worth a line of the log."""

from logging import Filter, LogRecord


class FaultsOnly(Filter):
    """Leaves out the line of a 503 that a view gives on purpose: someone was asked to come again, nothing is broken."""

    def filter(self, record: LogRecord) -> bool:
        return getattr(record, "status_code", None) != 503 or record.exc_info is not None
