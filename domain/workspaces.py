"""What a task has changed, offered as a branch of the workspace's repository."""

import re

from domain.models import Value

OFFERED = "workspace.offered"
"""The event that tells it; its payload is an :class:`OfferedBranch`."""
_TASK_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,99}")


class OfferedBranch(Value):
    """``commit`` is the branch's tip, ``base`` what the task began with; counts are from one to the other.

    Lines of binary files are not counted.
    """

    branch: str
    commit: str
    base: str
    files_changed: int
    insertions: int
    deletions: int


def names_a_folder(task_id: str) -> bool:
    """The id can be the name of a folder and of a branch, as it stands."""
    return _TASK_ID.fullmatch(task_id) is not None
