"""The redactor of a process: it knows the secrets that the process was given, and the operator's token."""

import logging

from config.secret_values import secret_values
from config.settings import Settings
from domain.redaction import SHORTEST, Redactor
from integrations.keys.tokens import operator_token

logger = logging.getLogger(__name__)


def build_redactor(settings: Settings) -> Redactor:
    """As things stand now; a secret that is set or changed later wants a restart."""
    token = operator_token(settings.state_dir)
    redactor = Redactor({*secret_values(settings), *([token] if token else [])})
    if redactor.ignored:
        logger.warning(
            "%d secrets have less than %d characters or are plain words: they are redacted only where their "
            "form or a name gives them away",
            redactor.ignored,
            SHORTEST,
        )
    return redactor
