"""Activity definitions: methods of small classes whose fields are Protocols of the domain.

Workflows import them for their names and types; no client comes along.
"""
