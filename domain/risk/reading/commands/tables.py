"""What the subcommands of well-known programs do. ``program: {operation resource: subcommands}``."""

from typing import TypeVar

from domain.risk.reading.facts import Operation, Resource

_Meaning = TypeVar("_Meaning")
Does = tuple[Operation, Resource]
"""What a command does, and to what."""
_READ = "read unknown"
_TABLE: dict[str, dict[str, str]] = {
    "kubectl oc k9s": {
        _READ: """
            get describe logs top explain diff version config cluster-info events auth api-resources wait""",
        "delete infrastructure": "delete",
        "deploy service": "apply create replace patch edit set run rollout expose label annotate",
        "scale service": "scale autoscale",
        "operate infrastructure": "cordon uncordon drain taint",
        "run service": "exec attach debug port-forward proxy cp",
    },
    "terraform tofu terragrunt": {
        _READ: "plan validate fmt show output init graph version providers get workspace console test",
        "modify infrastructure": "apply import state taint untaint refresh force-unlock",
        "delete infrastructure": "destroy",
    },
    "helm helmfile": {
        _READ: """
            template lint list ls diff status get history show search dependency repo test version package""",
        "deploy service": "install upgrade rollback apply sync",
        "delete service": "uninstall delete destroy",
    },
    "docker podman nerdctl": {
        _READ: "ps logs images inspect info version stats top history search diff events login",
        "edit code": "build buildx pull tag run exec compose create start",
        "deploy service": "push stack service deploy",
        "operate service": "stop restart kill pause",
        "delete data": "rm rmi prune system volume network container image",
    },
    "git": {
        "edit code": """
            add am apply bisect blame branch checkout cherry-pick clean clone commit config diff fetch
            grep init log merge mv notes pull rebase reflog remote reset restore revert rm show stash
            status submodule switch tag worktree""",
        "merge unknown": "push",
    },
    "gh glab": {
        _READ: "issue pr mr run repo auth browse search status gist label",
        "deploy service": "release",
        "modify secret": "secret variable",
        "run service": "workflow",
    },
    "vault": {
        "modify secret": "write put delete kv operator lease token auth policy secrets",
        "reveal secret": "read",
        _READ: "status list",
    },
    "ansible-playbook ansible": {},
    "systemctl supervisorctl pm2": {
        _READ: "status is-active is-enabled list-units show cat logs ls",
        "operate service": "restart stop start reload enable disable mask kill daemon-reload delete",
    },
    "npm yarn pnpm cargo twine poetry gem uv hatch flit lerna mvn gradle": {
        "edit code": """
            install ci i run test build add remove update audit lint start init lock sync check fmt clippy
            ls outdated format""",
        "deploy service": "publish upload deploy unpublish yank release",
    },
    "alembic flyway liquibase prisma knex rails rake dbmate goose sqitch": {
        "migrate database": """
            upgrade downgrade migrate db:migrate rollback db:rollback up down update deploy redo""",
        "delete database": "clean db:drop db:reset reset drop-all",
        _READ: "current history heads info status validate show generate",
    },
    "argocd flux spinnaker": {
        _READ: "list get diff history",
        "deploy service": "sync reconcile app rollback",
        "delete service": "delete",
    },
    "pulumi cdk cdktf serverless sls sam copilot": {
        _READ: "preview diff synth list ls package validate",
        "modify infrastructure": "up deploy update import refresh",
        "delete infrastructure": "destroy remove delete",
    },
    "vercel netlify flyctl fly heroku eb cap wrangler firebase gcloud-app railway": {
        "deploy service": "deploy promote rollback releases:rollback production publish",
        _READ: "logs status list ls info apps",
        "delete service": "destroy delete apps:destroy",
        "scale service": "scale ps:scale",
        "modify secret": "secrets config:set env",
        "reveal secret": "config:get config",
    },
    "iptables ip6tables ufw nft firewall-cmd pfctl": {},
    """
        pytest mypy ruff isort black tox nox eslint jest vitest prettier flake8 pylint pre-commit hadolint
        shellcheck""": {},
    "psql mysql mongosh mongo sqlite3 cqlsh mariadb clickhouse-client sqlcmd": {},
    "redis-cli": {},
    "pg_dump pg_dumpall mysqldump mongodump": {},
    "pg_restore mongorestore": {},
    "createdb": {},
    "mkfs mkfs.ext4 wipefs dd fdisk parted shred": {},
    "rm rmdir": {},
    "curl wget http": {},
    "printenv": {},
    "crontab": {},
    "aws gcloud az doctl eksctl ibmcloud oci": {},
}

SUBCOMMANDS: dict[str, dict[str, Does]] = {}
"""Program -> subcommand -> what it does; an empty table: the program has a reader of its own."""
for _names, _groups in _TABLE.items():
    _made = {
        subcommand: (Operation(does.split()[0]), Resource(does.split()[1]))
        for does, subcommands in _groups.items()
        for subcommand in subcommands.split()
    }
    SUBCOMMANDS.update(dict.fromkeys(_names.split(), _made))


def _by_word(groups: dict[_Meaning, str]) -> dict[str, _Meaning]:
    return {word: meaning for meaning, words in groups.items() for word in words.split()}


CLOUD_SERVICES = _by_word(
    {
        Resource.SECRET: "secretsmanager kms secrets secret keyvault ssm kv",
        Resource.PERMISSION: "iam sts role roles policy ad add-iam-policy-binding identity organizations sso",
        Resource.NETWORK: """
            route53 dns domain firewall firewall-rules network nsg vpn cdn compute-firewall acm""",
        Resource.DATABASE: """
            s3 s3api rds sql dynamodb storage spaces redshift elasticache databases firestore""",
    }
)
CLOUD_VERBS = _by_word(
    {
        Operation.READ: "describe list ls show logs version head presign status whoami help config get",
        Operation.DELETE: "delete terminate remove rm rb purge deregister destroy revoke",
        Operation.CREATE: "create run mb launch register allocate",
        Operation.MODIFY: """
            update modify put set resize change attach detach add authorize enable disable upgrade apply""",
        Operation.OPERATE: "reboot stop start restart reset",
        Operation.DEPLOY: "deploy invoke promote rollback",
        Operation.EXPORT: "cp mv sync download export copy",
        Operation.IMPORT: "import restore",
        Operation.SCALE: "scale",
        Operation.ROTATE: "rotate",
        Operation.REVEAL: "access decrypt",
    }
)
KINDS = _by_word(
    {
        Resource.SECRET: "secret secrets",
        Resource.DATABASE: "pvc pv persistentvolumeclaim statefulset sts persistentvolume pvcs",
        Resource.PERMISSION: "role rolebinding clusterrole clusterrolebinding serviceaccount sa",
        Resource.NETWORK: "networkpolicy netpol ingress ing",
        Resource.INFRASTRUCTURE: "ns namespace node nodes crd",
        Resource.SERVICE: "pod pods po job jobs",
    }
)
"""Kinds of Kubernetes objects."""
