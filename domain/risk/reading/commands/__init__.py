"""Commands and SQL statements that stand in a text."""
