"""The local stack: what it is made of, and the supervisor that keeps it up."""
