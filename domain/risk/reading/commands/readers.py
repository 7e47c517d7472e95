"""Which function reads which program."""

from domain.risk.reading.commands import clouds, files, programs, requests, scripts, stores
from domain.risk.reading.commands.calls import Reader
from domain.risk.reading.commands.cmdlets import CMDLETS
from domain.risk.reading.commands.tables import Does
from domain.risk.reading.commands.tools import EDITING, LOOKING
from domain.risk.reading.facts import Operation, Resource

FIXED: dict[Does, str] = {
    (Operation.EDIT, Resource.CODE): """
        pytest mypy ruff isort black tox nox eslint jest vitest prettier flake8 pylint pre-commit hadolint
        shellcheck yamllint tflint tfsec trivy checkov semgrep bandit kubeval kubeconform tsc playwright
        cypress"""
    + EDITING,
    (Operation.READ, Resource.UNKNOWN): LOOKING,
    (Operation.REVEAL, Resource.SECRET): "printenv",
}
ALWAYS = {program: does for does, named in FIXED.items() for program in named.split()}
"""Programs that do one thing, whatever their arguments are."""

_BY_ARGUMENTS: dict[Reader, str] = {
    clouds.read_cloud: """
        aws gcloud az doctl eksctl ibmcloud oci gsutil azcopy s3cmd mc hcloud linode-cli openstack scw
        vultr-cli ovhcloud aliyun tccli yc civo upctl exo""",
    programs.read_firewall: "iptables ip6tables ufw nft firewall-cmd pfctl nftables ebtables",
    programs.read_interfaces: "ip ifconfig route nmcli netplan tc",
    programs.read_lookup: """
        dig nslookup host whois ping traceroute tracepath mtr netstat ss lsof uptime df du free journalctl
        stern kubetail kail k9s
        dmesg
        uname whoami hostname nproc tcpdump top htop vmstat iostat last wc""",
    programs.read_power: "reboot shutdown poweroff",
    programs.read_kill: "kill killall pkill",
    programs.read_crontab: "crontab",
    programs.read_service: "service",
    programs.read_playbook: "ansible-playbook ansible",
    programs.read_packer: "packer",
    files.read_removal: "rm rmdir unlink srm",
    files.read_find: "find",
    files.read_showing: "cat less bat strings xxd hexdump head tail awk sed base64 grep rg jq yq more tee",
    files.read_packing: "tar zip 7z gzip nc",
    files.read_making: "touch mkdir ln",
    files.read_sourcing: "source",
    files.read_echo: "echo printf",
    files.read_copying: "cp mv",
    files.read_transfer: "rsync scp sftp",
    files.read_mode: "chmod chown chgrp setfacl chattr",
    files.read_people: "useradd userdel usermod adduser deluser groupadd gpasswd visudo ssh-copy-id",
    files.read_passwords: "passwd chpasswd htpasswd",
    files.read_disks: """
        mkfs mkfs.ext4 mkfs.xfs wipefs dd fdisk parted shred lvremove vgremove pvremove zpool zfs mdadm sgdisk
        blkdiscard""",
    files.read_truncation: "truncate",
    requests.read_request: "curl wget http https xh httpie",
    scripts.read_make: "make gmake",
    scripts.read_interpreter: """
        bash sh zsh python python3 ruby node perl php pwsh powershell deno ts-node fab invoke pipenv""",
    stores.read_database_shell: """
        psql mysql mongosh mongo sqlite3 cqlsh mariadb clickhouse-client sqlcmd snowsql bq usql pgcli mycli
        sqlplus""",
    stores.read_database_tool: "mysqladmin dropdb dropuser createuser createdb",
    stores.read_dump: "pg_dump pg_dumpall mysqldump mongodump elasticdump pg_basebackup mydumper mongoexport",
    stores.read_restore: "pg_restore mongorestore mongoimport mysqlimport bcp sqlldr myloader pgloader",
    stores.read_redis: "redis-cli keydb-cli valkey-cli",
}
READERS = {program: reader for reader, named in _BY_ARGUMENTS.items() for program in named.split()}
READERS |= dict.fromkeys(CMDLETS, programs.read_cmdlet)
