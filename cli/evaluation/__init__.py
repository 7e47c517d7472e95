"""Running evaluations against a stack, and telling what came of them."""
