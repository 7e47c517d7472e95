"""Who calls: a person of approvers.yaml, or a service."""

from typing import Literal

from domain.models import Value


class Principal(Value):
    """``name`` is a casefolded email address or a service's name."""

    name: str
    kind: Literal["person", "service", "anonymous"]
