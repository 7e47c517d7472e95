"""One router for each noun: it parses, calls and returns."""
