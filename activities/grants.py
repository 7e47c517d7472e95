"""Grants: may a call that needs approval go ahead, because people approved its like in advance?"""

from datetime import datetime

from temporalio import activity

from activities.failures import temporal_failures
from domain.approvals.grants import Grant, GrantQuery, GrantStore, GrantUse, refusal_of
from domain.approvals.standing import grant_refusal
from domain.policies import Policies


class GrantActivities:
    def __init__(self, *, policies: Policies, grants: GrantStore) -> None:
        self._policies = policies
        self._grants = grants

    @activity.defn
    async def use_grant(self, call: GrantQuery) -> GrantUse | None:
        """Clear the call by a grant in force, which puts it in the ledger; None where people must be asked.

        Judged by the policies and people of now. Asked again, the answer is the same as long as the grant is
        in force and nothing is halted.
        """
        with temporal_failures():
            policies, approvers = self._policies.approvals(), self._policies.approvers()

            def refuses(grant: Grant, now: datetime) -> str | None:
                return refusal_of(grant, call, now) or grant_refusal(
                    grant, call, now, policies=policies, approvers=approvers
                )

            return await self._grants.use(call, refuses)
