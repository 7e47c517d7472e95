"""Tool calls that ask whether a grant clears them."""

from uuid import uuid4

from domain.approvals.grants import GrantQuery


def a_call(**fields: object) -> GrantQuery:
    """An append on staging that ``test.*`` covers, of a run that rita asked for."""
    return GrantQuery.model_validate(
        {
            "task_id": "t",
            "workflow_id": "w",
            "call_id": str(uuid4()),
            "tool": "test.append_line",
            "agent": "cicd",
            "environment": "staging",
            "operation": "modify",
            "destructive": False,
            "level": "medium",
            "digest": "d",
            "requester": "rita@example.org",
            **fields,
        }
    )
