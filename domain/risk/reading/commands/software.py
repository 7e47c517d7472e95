"""Programs of software: sources, packages, migrations, queues, secrets, data jobs."""

from domain.risk.reading.commands.platforms import READ

SOFTWARE: dict[str, dict[str, str]] = {
    "git": {
        "edit code": """
            add am apply bisect blame branch checkout cherry-pick clean clone commit config diff fetch
            grep init log merge mv notes pull rebase reflog remote reset restore revert rm show stash
            status submodule switch tag worktree describe rev-parse ls-files filter-branch filter-repo gc
            shortlog cat-file lfs format-patch archive range-diff rev-list""",
        "merge unknown": "push",
        "reveal secret": "crypt-unlock secret",
    },
    "git-crypt": {"reveal secret": "unlock export-key", "modify secret": "add-gpg-user init", READ: "status"},
    "gh glab": {
        READ: """
            issue pr mr run repo auth browse search status gist label release+list release+view secret+list
            variable+list variable+get workflow+list workflow+view release+download workflow ruleset+list
            cache ci ci+status ci+view ci+list ci+lint pipeline+list variable+export codespace""",
        "deploy service": """
            release release+create release+upload release+edit workflow+run run+rerun ci+run ci+trigger
            pipeline+run ci+retry release+delete""",
        "delete infrastructure": "repo+delete repo+archive",
        "modify infrastructure": "repo+rename repo+transfer repo+edit ruleset",
        "modify secret": """
            secret variable secret+set secret+delete variable+set variable+delete variable+update ssh-key
            gpg-key deploy-key token""",
        "reveal secret": "auth+token",
        "run service": "api",
    },
    "vault bao": {
        "modify secret": """
            write put delete kv operator lease token auth secrets kv+put kv+patch kv+delete kv+destroy
            kv+undelete operator+seal operator+rekey operator+rotate operator+init lease+revoke token+create
            token+revoke token+renew secrets+enable secrets+disable patch ssh transit unwrap""",
        "reveal secret": "read kv+get operator+generate-root print token+print",
        "grant permission": "policy policy+write policy+delete auth+enable auth+disable",
        READ: """
            status list kv+list kv+metadata token+lookup token+capabilities policy+list policy+read auth+list
            secrets+list operator+raft operator+members login version lease+lookup path-help audit+list""",
    },
    "op pass bw lpass gopass chamber doppler infisical teller credstash keepassxc-cli conjur akeyless": {
        "reveal secret": """
            read get show export download item+get document+get inject secrets+get secrets+download secrets
            getall print clip""",
        "modify secret": """
            write edit create delete insert rm generate put item item+create item+edit item+delete mv
            secrets+set secrets+delete add import rotate user service-account setup""",
        READ: "list ls item+list vault+list status whoami signin login version sync unlock search",
        "edit code": "run exec",
    },
    "sops": {
        "reveal secret": "-d --decrypt decrypt exec-env exec-file --extract publish",
        "modify secret": "-e --encrypt encrypt edit updatekeys rotate -r --rotate -i --set set unset groups",
    },
    "gpg gpg2": {
        "reveal secret": "--export-secret-keys --export-secret-key --decrypt -d",
        "modify secret": "--delete-secret-keys --delete-secret-key --gen-revoke --edit-key",
        READ: "--list-keys --verify -k --list-secret-keys --fingerprint --import --recv-keys",
    },
    "openssl": {
        READ: "x509 s_client version verify dgst ciphers crl speed asn1parse ocsp list help",
        "reveal secret": "rsa pkcs12 ec pkey pkcs8 dsa storeutl",
        "edit secret": "rand genrsa genpkey req dhparam ecparam passwd enc ca",
    },
    "npm yarn pnpm bun cargo twine poetry gem uv hatch flit lerna changeset nx turbo composer pip pipx": {
        "edit code": """
            install ci i run run-script test build add remove update audit lint start init lock sync check
            fmt clippy
            ls outdated format dev why list show view search info link pack exec dlx x create doctor bench
            doc clean rm uninstall upgrade up bump version config cache typecheck dedupe prune freeze download
            wheel require dump-autoload affected graph shell env token+list owner+list access+list
            dist-tag+ls whoami""",
        "deploy service": """
            publish upload deploy unpublish yank release push dist-tag deprecate npm+publish""",
        "modify secret": "token login adduser signin",
        "grant permission": "owner access team org",
    },
    "mvn mvnw gradle gradlew sbt bazel dotnet nuget lein mix": {
        "edit code": """
            clean test compile package verify install build check assemble run dependency:tree restore format
            vet fmt mod generate get tool pack list new add clean+package query bootrun spotlessapply
            ef+migrations+add ef+migrations+list ef+migrations+script
            dependencies deps.get credo dialyzer phx.server compile+test ecto.gen.migration ecto.create
            help:effective-pom wrapper sln""",
        "deploy service": """
            deploy release:perform release:prepare publish uploadarchives push nuget+push
            publishtomavencentral
            clean+deploy publishsigned hex.publish release""",
        "migrate database": """
            ecto.migrate ef+database+update ecto.rollback flyway:migrate flywaymigrate liquibase:update
            update ecto.migrate+all
            ef""",
        "delete database": "ecto.drop ecto.reset ef+database+drop flyway:clean flywayclean liquibase:dropall",
    },
    "goreleaser semantic-release fastlane eas xcrun jib release-it release-please": {
        "deploy service": """
            release deliver supply upload_to_testflight beta submit update altool --upload-app publish
            pilot deploy --ci npm *""",
        READ: "check build test lanes init healthcheck whoami",
    },
    """
        alembic flyway liquibase prisma knex rails rake dbmate goose sqitch artisan sequelize
        sequelize-cli typeorm drizzle-kit manage.py django-admin flask bin/console phinx yoyo
        golang-migrate diesel sqlx sea-orm-cli
        """: {
        "migrate database": """
            upgrade downgrade migrate db:migrate rollback db:rollback up down update deploy redo stamp
            migrate:latest migrate:rollback migrate:up migrate:down migration:run migration:revert push
            db+push db+upgrade db+downgrade db+migrate migrate+deploy migrate+resolve migrate+up migrate+down
            rollbackcount rollbackto rollbacktodate rollback-count db:migrate:undo db:migrate:undo:all
            doctrine:migrations:migrate doctrine:schema:update db:schema:load db:structure:load repair
            baseline
            updatetotag update-count update-to-tag migration+run migrate+run database+reset schema+apply
            db+execute
            migrate:undo changelogsync fake db:prepare db:setup migrate:step undo migrate+redo schema:update
            migrations:execute""",
        "delete database": """
            clean db:drop db:reset reset drop-all dropall migrate+reset migrate:fresh migrate:refresh
            migrate:reset db:wipe flush sqlflush schema:drop db:purge db:truncate_all db:drop:all
            doctrine:database:drop doctrine:schema:drop drop dropdb db:drop:_unsafe drop+-f
            reset_db migrate:rollback+all database+drop delete""",
        READ: """
            current history heads info status validate show generate migrate:status db:migrate:status
            showmigrations
            sqlmigrate makemigrations test runserver check routes revision migrate:list updatesql
            update-sql db+pull studio migrate+status migrate+diff route:list list tinker help server s g
            migrate+dev migrate+create new create introspect stats notes about inspectdb diffsettings
            collectstatic compilemessages makemessages startapp findstatic db:version db:migrate:status
            migrate:make branches spec zeitwerk:check assets:precompile make:migration make:model serve run
            test:unit db+current db+history db+revision db:create pending merge doctrine:migrations:status
            cache:clear config:cache queue:work format diff lint verify""",
        "import data": "loaddata db:seed seed db+seed seed:run db:fixtures:load",
        "export database": "dumpdata db:dump db:structure:dump",
        "run service": "console c runner dbconsole shell shell_plus dbshell db:console",
        "grant permission": "createsuperuser createcachetable",
        "modify secret": "changepassword credentials:edit secrets:edit",
        "reveal secret": "credentials:show secrets:show",
    },
    "kafka-topics kafka-topics.sh": {
        READ: "--list --describe --version",
        "delete database": "--delete",
        "create infrastructure": "--create",
        "modify infrastructure": "--alter",
    },
    """
        kafka-consumer-groups kafka-consumer-groups.sh kafka-configs kafka-configs.sh kafka-acls
        kafka-acls.sh kafka-delete-records kafka-delete-records.sh kafka-reassign-partitions
        kafka-reassign-partitions.sh kafka-leader-election kafka-leader-election.sh
        kafka-streams-application-reset
        """: {
        READ: "--list --describe --verify --generate --dry-run",
        "modify database": "--reset-offsets --delete-offsets --execute",
        "modify permission": "--add --remove --allow-principal --deny-principal",
        "delete database": "--delete --offset-json-file *",
        "modify infrastructure": "--alter --election-type",
    },
    "kcat kafkacat kafka-console-consumer kafka-console-consumer.sh": {
        READ: "-c -l --topic --bootstrap-server"
    },
    "kafka-console-producer kafka-console-producer.sh": {"import data": "--topic --bootstrap-server"},
    "rpk kafkactl": {
        READ: """
            topic+list topic+describe group+list group+describe cluster+info get describe consume
            topic+consume""",
        "delete database": "topic+delete delete group+delete topic+trim-prefix",
        "modify infrastructure": "topic topic+alter-config topic+create alter create cluster group reset",
        "grant permission": "acl security",
    },
    "rabbitmqctl rabbitmqadmin rabbitmq-queues": {
        READ: """
            list_queues list_users list_exchanges list_bindings list_connections list_vhosts status list
            list_channels cluster_status list_permissions show list_policies environment report version ping
            export node_health_check list_consumers get""",
        "delete database": """
            delete_queue purge_queue delete purge delete_vhost reset force_reset purge_queues""",
        "modify secret": "change_password add_user authenticate_user",
        "grant permission": """
            set_permissions clear_permissions set_user_tags delete_user set_topic_permissions
            clear_password""",
        "operate service": """
            stop_app start_app stop shutdown join_cluster forget_cluster_node close_connection start
            rotate_logs
            close_all_connections sync_queue cancel_sync_queue rebalance eval""",
        "modify infrastructure": """
            set_policy clear_policy set_parameter add_vhost declare set_vm_memory_high_watermark *""",
        "import data": "import import_definitions publish",
    },
    "nats": {
        READ: "stream+ls stream+info consumer+ls sub server+info stream+report",
        "delete database": "stream+rm stream+purge consumer+rm kv+del kv+purge",
        "modify infrastructure": "stream stream+add stream+edit consumer kv",
        "import data": "pub request",
    },
    "airflow dagster prefect luigi": {
        READ: """
            dags+list tasks+list version info dags+state dags+test tasks+test config jobs
            connections+list""",
        "run service": """
            dags+trigger dags+backfill tasks+run run job+launch deployment+run trigger_dag backfill""",
        "operate service": "dags+pause dags+unpause pause unpause tasks+clear dags",
        "delete database": "db+reset db+clean dags+delete",
        "migrate database": "db+upgrade db+migrate db",
        "modify secret": "connections variables variables+set connections+add",
        "grant permission": "users roles",
    },
    "dbt": {
        READ: "compile parse ls list docs debug test deps source init show",
        "migrate database": "run build seed snapshot run-operation retry",
        "edit code": "clean",
    },
    "nodetool": {
        READ: """
            status info ring tpstats describecluster compactionstats gossipinfo netstats version
            cfstats tablestats""",
        "operate service": """
            decommission drain removenode assassinate stopdaemon repair cleanup move rebuild flush
            compact *""",
    },
    "curator": {"delete database": "delete delete_indices"},
    "influx": {
        READ: "query ping bucket+list org+list",
        "delete database": "delete bucket+delete",
        "modify secret": "auth",
    },
    "sentry-cli": {
        READ: "releases info releases+list",
        "deploy service": "deploys releases+deploys releases+new releases+finalize sourcemaps",
    },
    "spark-submit flink": {"run service": "--master --class --env run --deploy-mode jar *", READ: "list"},
    "hadoop hdfs": {
        "run service": "jar dfs fs dfsadmin namenode *",
    },
    "go": {"edit code": "test build vet fmt run mod generate get tool install list env work doc"},
    "locust k6 wrk vegeta jmeter": {"run service": "run attack -u -n -f --host -c"},
}
