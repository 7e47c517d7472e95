"""How a list of words is written down in this package."""


def words(table: str) -> frozenset[str]:
    """The words of ``table``, which stand apart by blanks."""
    return frozenset(table.split())
