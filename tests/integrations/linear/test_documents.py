"""Every GraphQL document that we send is valid for Linear's schema."""

import pytest
from graphql import GraphQLSchema, parse, validate

from integrations.linear.documents import document, names
from tests.support.linear.executing import loopback_schema
from tests.support.linear.sdk import NEEDS_NODE
from tests.support.linear.sdl import full_schema


def faults(schema: GraphQLSchema, name: str) -> list[str]:
    return [str(error) for error in validate(schema, parse(document(name)))]


def test_there_are_some() -> None:
    assert len(names()) >= 12


@NEEDS_NODE
@pytest.mark.parametrize("name", names())
def test_for_the_schema_that_is_rebuilt_from_the_sdk(name: str) -> None:
    assert faults(full_schema(), name) == []


@pytest.mark.parametrize("name", names())
def test_for_the_part_that_is_checked_in(name: str) -> None:
    assert faults(loopback_schema(), name) == []
