"""Rows of ``tool_tickets``: each ticket is used once, whichever copy of the gateway sees it."""

from domain.tool_tickets import ToolTicket
from integrations.postgres.pool import Pool, session, storable


class PostgresToolTickets:
    """Implements :class:`domain.tool_tickets.TicketStore`."""

    def __init__(self, pool: Pool) -> None:
        self._pool = pool

    async def use(self, ticket: ToolTicket) -> bool:
        async with session(self._pool) as connection:
            used = await connection.fetchval(
                "INSERT INTO tool_tickets (ticket_id, call_id, task_id, tool, expires_at) "
                "VALUES ($1, $2, $3, $4, $5) ON CONFLICT (ticket_id) DO NOTHING RETURNING true",
                ticket.ticket_id,
                storable(ticket.call_id),
                storable(ticket.task_id),
                storable(ticket.tool),
                ticket.expires_at,
            )
        return bool(used)

    async def forget_expired(self) -> int:
        async with session(self._pool) as connection:
            done = await connection.execute(
                "DELETE FROM tool_tickets WHERE expires_at < clock_timestamp() - interval '1 hour'"
            )
        return int(done.rsplit(" ", 1)[1])
