"""Hosts workflows and activities; builds every pool and client once."""
