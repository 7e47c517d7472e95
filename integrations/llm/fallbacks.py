"""The models of one agent as one: priced, and followed by the fallbacks where the first cannot answer."""

from collections.abc import Sequence

from domain.agents import ChatModel, Message, ModelReply
from domain.errors import ModelError
from domain.model_choice import ModelChoice
from domain.tools import ToolSpec
from domain.usage import TokenUsage

Line = Sequence[tuple[ModelChoice, ChatModel]]


class ModelLine:
    """Implements :class:`~domain.agents.ChatModel`; ``label`` is that of the first model.

    ``last_try``: nobody asks the first model again, so that after it each fallback is asked once. So it is
    after a failure that another try cannot mend, and where the circuit of the first model's endpoint is open.
    """

    def __init__(self, line: Line, *, config_version: str, last_try: bool) -> None:
        self._line = line
        self._version = config_version
        self._last_try = last_try

    @property
    def label(self) -> str:
        return self._line[0][0].label

    async def reply(self, messages: Sequence[Message], tools: Sequence[ToolSpec]) -> ModelReply:
        """Usage with its cost and the version of the configuration, also of answers that were no use.

        Raises a :class:`~domain.errors.ModelError` where none of them answers: the first that another try may
        mend, of those that were asked if any was; else that of the first model.
        """
        wasted: list[TokenUsage] = []
        failures: list[ModelError] = []
        for choice, model in self._line:
            try:
                reply = await model.reply(messages, tools)
            except ModelError as error:
                wasted += [self._priced(usage, choice) for usage in error.spent]
                failures.append(error)
                if not (failures[0].permanent or failures[0].shut or self._last_try):
                    break
            else:
                usage = self._priced(reply.usage, choice)
                return reply.model_copy(update={"usage": usage, "wasted": tuple(wasted)})
        failure = _most_telling(failures)
        failure.spent = tuple(wasted)
        failure.unasked = all(error.unasked for error in failures)
        raise failure

    def _priced(self, usage: TokenUsage, choice: ModelChoice) -> TokenUsage:
        cost = choice.cost(prompt_tokens=usage.prompt_tokens, completion_tokens=usage.completion_tokens)
        return usage.model_copy(update={"cost": cost, "model": choice.label, "config_version": self._version})


def _most_telling(failures: Sequence[ModelError]) -> ModelError:
    """Where nobody was asked at all, the one that ends first."""
    mendable = [error for error in failures if not error.permanent]
    asked = [error for error in mendable if not error.unasked]
    return asked[0] if asked else min(mendable, key=lambda error: error.retry_after or 0, default=failures[0])
