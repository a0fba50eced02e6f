"""Text tools: French typography and formats, case folding, personal data. Knows no page and no request."""
