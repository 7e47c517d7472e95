"""A catalogue of tools without servers behind it."""

from domain.errors import ToolError, ToolFault, UnavailableError
from domain.tools import ToolSpec


class KnownTools:
    """Implements :class:`domain.tools.ToolCatalogue`; ``away``: it is out of reach."""

    def __init__(self, *names: str, held_back: tuple[str, ...] = (), away: bool = False) -> None:
        self._names = names
        self._held_back = held_back
        self._away = away

    async def spec(self, name: str) -> ToolSpec:
        if self._away:
            raise UnavailableError("the gateway is out of reach")
        if name in self._held_back:
            raise ToolError(f"{name} is held back", fault=ToolFault.QUARANTINED)
        if name not in self._names:
            raise ToolError(f"there is no tool {name}", fault=ToolFault.UNKNOWN)
        server, _, tool = name.partition(".")
        return ToolSpec(server=server, tool=tool)
