"""The models of one agent as one: priced, and on the last try followed by the fallbacks."""

from collections.abc import Sequence

from domain.agents import ChatModel, Message, ModelReply
from domain.errors import ModelError
from domain.model_choice import ModelChoice
from domain.tools import ToolSpec
from domain.usage import TokenUsage

Line = Sequence[tuple[ModelChoice, ChatModel]]


class ModelLine:
    """Implements :class:`~domain.agents.ChatModel`; ``label`` is that of the first model.

    ``last_try``: nobody asks the first model again, so that after it each fallback is asked once. A failure
    that another try cannot mend is the last try anyway.
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

        Raises the :class:`~domain.errors.ModelError` of the first model where no fallback answers either,
        or that of the first whose failure is worth another try.
        """
        wasted: list[TokenUsage] = []
        failures: list[ModelError] = []
        for choice, model in self._line:
            try:
                reply = await model.reply(messages, tools)
            except ModelError as error:
                wasted += [self._priced(usage, choice) for usage in error.spent]
                failures.append(error)
                if not (failures[0].permanent or self._last_try):
                    break
            else:
                usage = self._priced(reply.usage, choice)
                return reply.model_copy(update={"usage": usage, "wasted": tuple(wasted)})
        # one that another try may mend, if there is any
        failure = next((error for error in failures if not error.permanent), failures[0])
        failure.spent = tuple(wasted)
        raise failure

    def _priced(self, usage: TokenUsage, choice: ModelChoice) -> TokenUsage:
        cost = choice.cost(prompt_tokens=usage.prompt_tokens, completion_tokens=usage.completion_tokens)
        return usage.model_copy(update={"cost": cost, "model": choice.label, "config_version": self._version})
