"""The rules and the words: pure, typed, deterministic, safe in the workflow sandbox."""
