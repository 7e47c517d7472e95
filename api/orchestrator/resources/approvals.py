"""Approvals: what people are asked and decide, grant beforehand, halt and review afterwards."""

from collections.abc import Callable
from dataclasses import dataclass

from api.orchestrator.resources.tasks import Tasks
from api.orchestrator.rulings import Rulings
from domain.approvals.decisions import Signer
from domain.approvals.grants import GrantStore
from domain.approvals.requests import ApprovalStore
from domain.approvals.reviews import ReviewStore
from domain.approvals.standing import RefusalLog
from domain.approvals.stats import ApprovalStatsStore
from domain.halts import HaltStore
from integrations.postgres.approval_stats import PostgresApprovalStats
from integrations.postgres.approvals import PostgresApprovals
from integrations.postgres.grants import PostgresGrants
from integrations.postgres.halts import PostgresHalts
from integrations.postgres.inbox import PostgresInbox
from integrations.postgres.pool import Pool
from integrations.postgres.refusals import PostgresRefusals
from integrations.postgres.reviews import PostgresReviews
from integrations.telemetry.approval_metrics import ApprovalMetrics


@dataclass(frozen=True, kw_only=True)
class Approvals:
    """``refusals`` are of what people may not do."""

    requests: ApprovalStore
    rulings: Rulings
    grants: GrantStore
    halts: HaltStore
    reviews: ReviewStore
    refusals: RefusalLog
    stats: ApprovalStatsStore
    metrics: ApprovalMetrics


def build_approvals(pool: Pool, tasks: Tasks, *, signer: Callable[[], Signer]) -> Approvals:
    requests, refusals, stats = PostgresApprovals(pool), PostgresRefusals(pool), PostgresApprovalStats(pool)
    return Approvals(
        requests=requests,
        rulings=Rulings(
            approvals=requests,
            orchestrations=tasks.store,
            inbox=PostgresInbox(pool),
            temporal=tasks.temporal,
            signer=signer,
            refusals=refusals,
        ),
        grants=PostgresGrants(pool),
        halts=PostgresHalts(pool),
        reviews=PostgresReviews(pool),
        refusals=refusals,
        stats=stats,
        metrics=ApprovalMetrics(stats),
    )
