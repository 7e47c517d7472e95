"""What an operator edits, and the only code that reads files or the environment."""
