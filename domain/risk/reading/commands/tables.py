"""What the subcommands of programs do, and the words of clouds. ``SUBCOMMANDS`` also holds every program."""

from typing import TypeVar

from domain.risk.reading.commands.cmdlets import CMDLETS
from domain.risk.reading.commands.platforms import PLATFORMS
from domain.risk.reading.commands.software import SOFTWARE
from domain.risk.reading.commands.tools import ECOSYSTEMS, EDITING, LOOKING
from domain.risk.reading.facts import Operation, Resource

_Meaning = TypeVar("_Meaning")
Does = tuple[Operation, Resource]
"""What a command does, and to what."""

_WITH_READERS = """
    ansible-playbook ansible iptables ip6tables ufw nft firewall-cmd pfctl nftables ebtables
    pytest mypy ruff isort black tox nox eslint jest vitest prettier flake8 pylint pre-commit hadolint
    shellcheck yamllint tflint tfsec trivy checkov semgrep bandit kubeval kubeconform tsc playwright cypress
    psql mysql mongosh mongo sqlite3 cqlsh mariadb clickhouse-client sqlcmd snowsql bq usql pgcli mycli
    sqlplus
    mysqladmin dropdb dropuser createuser createdb redis-cli keydb-cli valkey-cli
    pg_dump pg_dumpall mysqldump mongodump elasticdump pg_basebackup mydumper mongoexport
    pg_restore mongorestore mongoimport mysqlimport bcp sqlldr myloader pgloader
    grep rg wc jq yq dig nslookup host whois ping traceroute tracepath mtr netstat ss lsof uptime df du free
    stern kubetail kail k9s journalctl dmesg uname whoami hostname nproc tcpdump top htop vmstat iostat last
    mkfs mkfs.ext4 mkfs.xfs wipefs dd fdisk parted shred lvremove vgremove pvremove zpool zfs mdadm sgdisk
    blkdiscard
    rm rmdir find rsync scp sftp cat less bat strings xxd hexdump cp mv head tail awk sed tee base64 truncate
    unlink srm more source echo printf type tar zip 7z gzip nc touch mkdir ln
    chmod chown chgrp setfacl chattr useradd userdel usermod adduser deluser groupadd gpasswd visudo
    passwd chpasswd htpasswd ssh-keygen ssh-copy-id ssh-add
    curl wget http https xh httpie
    printenv env crontab kill killall pkill reboot shutdown poweroff umount swapoff ip ifconfig route nmcli
    netplan tc ssh mosh service make gmake bash sh zsh python python3 ruby node perl php fab invoke
    pwsh powershell deno ts-node pipenv
    aws gcloud az doctl eksctl ibmcloud oci gsutil azcopy s3cmd mc hcloud linode-cli openstack scw vultr-cli
    ovhcloud aliyun tccli yc civo upctl exo packer aws-vault
"""
"""Programs whose arguments are read by functions of their own."""

SUBCOMMANDS: dict[str, dict[str, Does]] = {name: {} for name in (EDITING + LOOKING).split()}
"""Program -> subcommand -> what it does. ``secret+list`` is a subcommand of two words, ``*`` any other one
that comes with a flag; an empty table: the program has a reader of its own."""
for _names, _groups in (ECOSYSTEMS | PLATFORMS | SOFTWARE | {_WITH_READERS: {}}).items():
    _made = {
        subcommand: (Operation(does.split()[0]), Resource(does.split()[1]))
        for does, subcommands in _groups.items()
        for subcommand in subcommands.split()
    }
    SUBCOMMANDS.update(dict.fromkeys(_names.split(), _made))
SUBCOMMANDS.update({name: {} for name in CMDLETS})


def _by_word(groups: dict[_Meaning, str]) -> dict[str, _Meaning]:
    return {word: meaning for meaning, words in groups.items() for word in words.split()}


CLOUD_SERVICES = _by_word(
    {
        Resource.SECRET: """
            secretsmanager kms secrets secret keyvault ssm kv keys access-key credential credentials password
            create-for-rbac session-token federation-token login-profile ssh-public-key key-pair
            admin-password
            ssh-keys keypair api-keys""",
        Resource.PERMISSION: """
            ram cam
            iam sts role roles policy ad add-iam-policy-binding identity organizations sso acl bucket-acl
            bucket-policy cognito-idp remove-iam-policy-binding set-iam-policy service-accounts lake-formation
            public-access-block ch""",
        Resource.NETWORK: """
            route route53 dns domain firewall firewall-rules network nsg vpn cdn compute-firewall acm
            record-set
            record-sets wafv2 waf vpc subnet security-group listener load-balancer elbv2 elb forwarding-rules
            addresses route-tables floating-ip firewalls zone domain-zone networks router peering""",
        Resource.DATABASE: """
            oss cos cdb polardb
            s3 s3api rds sql dynamodb storage spaces redshift elasticache databases firestore snapshot volume
            log-group backup backups snapshots volumes disks disk disk-snapshot efs cosmosdb postgres mysql
            redis
            bigquery db glacier spanner bigtable object-storage image documentdb opensearch kinesis""",
    }
)
CLOUD_VERBS = _by_word(
    {
        Operation.READ: """
            describe list ls show logs version head presign status whoami help get cat du stat tail
            filter search query configure check validate wait lookup simulate view info configservice test
            estimate preview batch-get scan""",
        Operation.DELETE: """
            delete terminate remove rm rb purge deregister destroy revoke schedule-key-deletion empty del rmi
            cancel-key-deletion erase wipe rename-delete""",
        Operation.CREATE: "create run mb launch register allocate import-key-pair",
        Operation.MODIFY: """
            update modify put set resize change attach detach add authorize enable disable upgrade apply edit
            patch associate disassociate assign tag replace ch configure-set reset renew rename
            restore-key""",
        Operation.OPERATE: "reboot stop start restart reset-state power-off poweroff shutdown failover drain",
        Operation.DEPLOY: """
            deploy invoke promote rollback create-invalidation publish execute submit start-build""",
        Operation.EXPORT: "cp mv sync download export copy mirror",
        Operation.IMPORT: "import restore",
        Operation.SCALE: "scale",
        Operation.ROTATE: "rotate",
        Operation.REVEAL: "access decrypt",
    }
)
KINDS = _by_word(
    {
        Resource.SECRET: "secret secrets sealedsecret sealedsecrets externalsecret",
        Resource.DATABASE: """
            pvc pv persistentvolumeclaim statefulset sts persistentvolume pvcs persistentvolumeclaims
            persistentvolumes statefulsets volumesnapshot""",
        Resource.PERMISSION: """
            role rolebinding clusterrole clusterrolebinding serviceaccount sa rolebindings clusterrolebindings
            roles clusterroles""",
        Resource.NETWORK: "networkpolicy netpol ingress ing networkpolicies ingresses gateway httproute",
        Resource.INFRASTRUCTURE: """
            ns namespace node nodes crd namespaces crds customresourcedefinition storageclass""",
        Resource.SERVICE: "pod pods po job jobs",
    }
)
"""Kinds of Kubernetes objects."""
