"""The commands of ``devtools``: each module has ``register(app)``."""
