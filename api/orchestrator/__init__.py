"""The orchestrate API, port 8001."""
