"""Signals, decoded by hand: a bad body is noted and dropped, and never harms the run.

A typed signal handler would drop it unrecorded, and one argument too many would fail the workflow task
for ever (measured on SDK 1.35).
"""

from collections.abc import Sequence

from pydantic import ValidationError
from temporalio import workflow
from temporalio.common import RawValue

from domain.approvals.decisions import DecisionMessage
from domain.models import Value


class MalformedMessageError(ValueError):
    """What is wrong with a message, in words for its sender."""


class InfoMessage(Value):
    """The body of ``provide_info``: ``{"text": "..."}`` or the bare text."""

    text: str


def decode_decision(args: Sequence[RawValue]) -> DecisionMessage:
    body = _only_json(args)
    if not isinstance(body, dict):
        raise MalformedMessageError("the body is not a JSON object")
    try:
        return DecisionMessage.model_validate(body)
    except ValidationError as error:
        raise MalformedMessageError(_first_fault(error)) from error


def decode_info(args: Sequence[RawValue]) -> InfoMessage:
    body = _only_json(args)
    try:
        return InfoMessage.model_validate({"text": body} if isinstance(body, str) else body)
    except ValidationError as error:
        raise MalformedMessageError(_first_fault(error)) from error


def _only_json(args: Sequence[RawValue]) -> object:
    if len(args) != 1:
        raise MalformedMessageError(f"one argument is expected, {len(args)} came")
    try:
        value: object = workflow.payload_converter().from_payload(args[0].payload)
    except Exception as error:  # whatever a converter raises on a stranger's bytes is the stranger's fault
        raise MalformedMessageError("the body cannot be decoded") from error
    return value


def _first_fault(error: ValidationError) -> str:
    first = error.errors()[0]
    return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg']}"
