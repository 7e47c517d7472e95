"""Programs of platforms: clusters, infrastructure as code, containers, hosts, clouds, pipelines."""

READ = "read unknown"
PLATFORMS: dict[str, dict[str, str]] = {
    "kubectl oc k microk8s.kubectl": {
        READ: """
            get describe logs top explain diff version cluster-info events auth api-resources wait
            api-versions completion kustomize options whoami projects project status""",
        "edit code": "config",
        "delete infrastructure": "delete adm+prune",
        "deploy service": """
            apply create replace patch edit set run rollout expose label annotate rollback new-app
            start-build""",
        "scale service": "scale autoscale",
        "modify infrastructure": "cordon uncordon drain taint certificate adm *",
        "grant permission": "policy adm+policy",
        "run service": "exec attach debug port-forward proxy cp rsh",
    },
    "terraform tofu terragrunt tf opentofu": {
        READ: """
            plan validate fmt show output init graph version providers get workspace console test metadata
            state+list state+show state+pull run-all+plan run-all+validate plan-all run-all+output hclfmt
            validate-inputs render-json state+ls login""",
        "modify infrastructure": """
            apply import state taint untaint refresh force-unlock run-all apply-all *""",
        "delete infrastructure": "destroy destroy-all run-all+destroy",
    },
    "pulumi cdk cdktf serverless sls sam copilot sst cdk8s amplify": {
        READ: """
            preview diff synth list ls package validate stack about whoami logs version doctor init new local
            build invoke+local offline""",
        "modify infrastructure": "up deploy update import refresh bootstrap cancel stack+rm push",
        "delete infrastructure": "destroy remove delete",
        "modify secret": "config+set env+set secrets+set",
        "reveal secret": "config+get secrets+get",
    },
    "helm helmfile helm3": {
        READ: """
            template lint list ls diff status get history show search dependency repo test version package
            create pull env plugin deps fetch build""",
        "deploy service": "install upgrade rollback apply sync push",
        "delete service": "uninstall delete destroy del",
    },
    "kustomize": {READ: "build", "edit code": "edit create init"},
    "docker podman nerdctl": {
        READ: """
            ps logs images inspect info version stats top history search diff events login context system+df
            ls port manifest scout wait""",
        "edit code": "build buildx pull tag run exec compose create start cp init save load builder bake",
        "deploy service": "push stack service deploy swarm",
        "operate service": "stop restart kill pause unpause update",
        "delete data": "rm rmi prune system volume network container image",
    },
    "argocd flux spinnaker": {
        READ: """
            list get diff history app+list app+get app+diff app+history app+logs app+manifests app+resources
            app+wait cluster+list proj+list repo+list version check logs tree stats""",
        "deploy service": """
            sync reconcile app rollback app+sync app+rollback app+set app+create resume suspend""",
        "delete service": "delete app+delete cluster+rm proj+delete",
        "grant permission": "account proj",
    },
    "systemctl supervisorctl pm2 rc-service monit initctl": {
        READ: """
            status is-active is-enabled list-units list-timers list-unit-files show cat logs ls list monit
            list-dependencies is-failed avail""",
        "operate service": """
            restart stop start reload enable disable mask unmask kill daemon-reload delete isolate reboot
            poweroff halt rescue emergency edit scale update reread clear try-restart reload-or-restart""",
    },
    "vercel netlify flyctl fly heroku eb cap wrangler firebase railway dokku cf scalingo": {
        "deploy service": """
            deploy promote rollback releases:rollback production staging publish push launch redeploy
            pipelines:promote deploy:rollback alias restage git:from-image""",
        READ: """
            logs status list ls info apps whoami releases domains+list ps regions dev build help login open
            version inspect targets services env+ls auth init link serve emulators:start tail""",
        "delete service": "destroy delete apps:destroy remove rm undeploy hosting:disable terminate",
        "scale service": "scale ps:scale autoscale scale+count ps:type",
        "operate service": "restart ps:restart machine maintenance:on maintenance:off stop start ps:stop",
        "modify secret": """
            secrets config:set config:unset env secret set-env setenv functions:config:set vars""",
        "reveal secret": "config:get config env+pull",
        "delete database": """
            pg:reset pg:copy apps:delete database:remove firestore:delete d1 kv addons:destroy pg:restore
            redis:destroy postgres:destroy""",
        "export database": "pg:backups:download pg:pull database:get auth:export postgres:export",
        "backup database": "pg:backups:capture pg:backups",
        "modify network": "domains domains:add domains:remove dns certs",
        "grant permission": "access:add access:remove access orgs teams",
        "run service": "run ssh pg:psql proxy",
        "migrate database": "run+migrate",
    },
    "nomad": {
        READ: """
            status job+plan job+status job+inspect job+validate job+history node+status alloc+logs
            alloc+status
            plan validate inspect server+members version logs namespace+list var+list""",
        "deploy service": "run job+run job+dispatch job+scale job+revert job+promote deployment job",
        "delete service": "stop job+stop system+gc system namespace+delete",
        "modify infrastructure": "node node+drain node+eligibility server quota namespace *",
        "operate service": "alloc alloc+restart alloc+stop",
        "modify secret": "var acl",
    },
    "consul": {
        READ: """
            members catalog kv+get info services version validate monitor kv+list kv+export operator+raft
            intention+list config+read config+list""",
        "backup data": "snapshot+save",
        "delete data": "kv+delete",
        "modify database": "kv+put kv+import kv",
        "operate service": "leave force-leave reload maint join *",
        "import database": "snapshot+restore snapshot",
        "modify network": "intention connect config services+deregister services+register",
        "modify secret": "acl",
    },
    "etcdctl": {
        READ: """
            get member+list endpoint ls watch version check alarm+list snapshot+status user+list
            role+list""",
        "backup data": "snapshot+save",
        "modify database": "put set mk update txn compaction defrag alarm move-leader *",
        "delete database": "del rm rmdir",
        "modify infrastructure": "member member+remove member+add member+update",
        "overwrite database": "snapshot snapshot+restore restore",
        "grant permission": "user role auth",
    },
    "istioctl linkerd cilium": {
        READ: """
            analyze proxy-status proxy-config version check viz status describe x validate ps pc
            connectivity""",
        "modify network": "install upgrade uninstall operator apply hubble inject *",
    },
    "kubeadm kops rke k3s clusterctl talosctl": {
        READ: "version get validate config token+list describe health dashboard logs",
        "modify infrastructure": """
            init join upgrade update reset rolling-update edit apply apply-config reboot server agent *""",
        "delete infrastructure": "delete reset",
        "create infrastructure": "create",
        "modify secret": "token certs",
    },
    "minikube kind k3d colima vagrant multipass tilt ctlptl devspace lima limactl devbox": {
        "edit code": """
            start stop delete create get load export image cluster up halt destroy ssh status provision reload
            suspend resume launch list ls info rm down ci dev registry node shell service addons"""
    },
    "skaffold": {
        READ: "render diagnose build test fix init",
        "edit code": "dev debug delete",
        "deploy service": "run deploy apply",
    },
    "kubectx kubens": {},
    "velero": {
        READ: "get describe logs version backup+get backup+describe restore+get restore+describe backup+logs",
        "backup data": "backup+create schedule+create backup",
        "delete database": "backup+delete restore+delete schedule+delete delete",
        "overwrite database": "restore restore+create",
    },
    "restic borg pgbackrest barman wal-g kopia duplicity borgmatic rclone tarsnap": {
        READ: """
            snapshots list check info stats ls diff show-backup verify lsf lsd size cat find md5sum
            backup-list list-files""",
        "backup data": "backup create archive stanza-create init backup-push",
        "delete database": """
            forget prune delete expire purge deletefile rmdir cleanup rmdirs dedupe stanza-delete""",
        "overwrite database": "restore recover extract backup-fetch sync",
        "export database": "copy copyto move moveto mount dump",
    },
    "salt salt-call chef-client knife puppet mco": {
        READ: "list show lookup facts status describe resource",
        "deploy service": "agent apply run bootstrap task plan script command ssh upload",
        "delete infrastructure": "delete node+delete",
    },
    "ansible-vault": {
        "reveal secret": "view decrypt",
        "modify secret": "rekey edit create encrypt encrypt_string",
    },
    "ansible-lint ansible-doc ansible-galaxy ansible-inventory ansible-config molecule": {
        "edit code": """
            roles playbooks install list init . converge test verify lint create destroy login role
            collection view copy dump --list --graph -l"""
    },
    "virsh qm pct xe vboxmanage govc esxcli proxmox multipassd": {
        READ: "list info dominfo status config showvminfo ls version vm.info about find",
        "operate service": """
            start stop reboot shutdown reset suspend resume vm.power destroy vm-shutdown vm-start
            controlvm migrate save""",
        "delete infrastructure": "undefine rm vm.destroy vm-destroy delete unregistervm snapshot-delete",
        "create infrastructure": "create clone define vm.create import createvm",
    },
    "cloudflared flarectl": {"modify network": "tunnel dns zone route firewall", READ: "version"},
    "pdnsutil nsupdate rndc": {
        "modify network": "add-record delete-rrset delete-zone replace-rrset reload *"
    },
    "certbot acme.sh": {
        READ: "certificates show_account version list --list",
        "modify secret": "renew certonly run revoke delete rollback --renew --issue --revoke install *",
    },
    "nginx apachectl haproxy caddy traefik": {
        READ: "-t -v configtest validate version -c fmt",
        "operate service": "-s reload restart graceful stop start -k",
    },
    "apt apt-get yum dnf apk zypper pacman snap brew": {
        READ: "list search show policy info check-update outdated download cache changelog depends",
        "run service": """
            install upgrade dist-upgrade full-upgrade update remove purge autoremove upgrade-minimal add del
            refresh reinstall downgrade -s -syu""",
    },
}
