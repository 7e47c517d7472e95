# ruff: noqa: E501 - tables of words read best in long lines
"""English nouns by what they name."""

NOUNS: dict[str, str] = {
    "customer_data": """
        customer, customers, user, users, order, orders, payment, payments, invoice, invoices, subscriber, subscribers,
        subscription, subscriptions, member, members, membership, patient, patients, transaction, transactions,
        personal data, pii, gdpr data, account, accounts, clients, tenant, tenants, employee, employees, profile,
        profiles, e-mail addresses, email addresses, emails, phone numbers, addresses, credit cards, credit card,
        card numbers, cards, purchases, purchase, bookings, booking, reservation, reservations, customer data, user data,
        client data, customer records, leads, contacts, shoppers, buyers, visitors, guests, donors, students, citizens,
        policyholders, holders, people, health records, medical records, salaries, payroll, carts, sign-ups, signups,
        registrations, wallets, balances, balance, crm, mailing list, chats, messages, user list, ssn, ssns, passports,
        personal information, personally identifiable information, birth dates, consents, ledger, loyalty points,
        personal records, customer base, userbase, user base, tickets table, audit trail, audit log, audit logs,
        reviews table, customer table, user table, customers table, users table, payment data""",
    "database": """
        database, databases, db, dbs, table, tables, schema, schemas, collection, collections, rows, row, records, record,
        backup, backups, snapshot, snapshots, dump, postgres, postgresql, mysql, mariadb, mongo, mongodb, dynamodb,
        cassandra, elasticsearch, opensearch, clickhouse, snowflake, bigquery, warehouse, data warehouse, redis,
        bucket, buckets, s3, blob storage, object storage, data, dataset, datasets, keyspace, tablespace, replica,
        replica set, data lake, lake, oracle, sql server, sqlite, memcached, datastore, data store, storage,
        pvc, pvcs, persistent volume, volume, volumes, disk, disks, database server, db server, archive, archives,
        partition, partitions, databse, shard, shards, master data, inventory data, entries, documents collection, couchdb,
        supabase, rds, aurora, cosmosdb, firestore, index data, columns, column, search index, vector store""",
    "data": """
        uploads, cache, caches, logs, log files, logfiles, log, queue, queues, topic, topics, files, folder, folders, directory,
        uploads folder, tmp files, temp files, artifacts, artefacts, artifact, images registry, sessions, session data,
        messages queue, stream, index, indexes, indices, metrics history, temp data, test data, message queue, dead letter
        queue, event log, catalogue, catalog, product list, price list, price, prices, rates, feed, translations, media,
        attachments, assets bucket, content, inventory, stock, entry, jobs queue, uploaded files, redis keys, products,
        suppliers, articles table, list, csv, spreadsheet, excel, xlsx, everything else, registry, crawl data""",
    "secret": """
        secret, secrets, keys, aws keys, password, passwords, passphrase, api key, api keys, apikey, token, tokens, access token, access
        key, access keys, secret key, secret keys, private key, private keys, credential, credentials, creds, signing key,
        signing keys, encryption key, encryption keys, ssh key, ssh keys, host key, master key, root password, root
        credentials, admin password, api token, api tokens, auth token, bearer token, refresh tokens, refresh token, client
        secret, signing secret, webhook secret, connection string, dsn, dotenv, env file, keystore, kubeconfig, service
        account key, deploy key, deploy keys, license key, licence key, certificate key, tls key, ssl key, pgp key, gpg key,
        kms key, kms keys, vault, key vault, keyvault, secret manager entry, cookie secret, pin codes, seed phrase, otp seed,
        database_url, secret_key, api_key, aws_secret_access_key, pwd, passwd, pw, secrets manager, hmac key, jwt key,
        jwt secret, env vars with keys, kubernetes secret, id_rsa, htpasswd, keytab, login data, login details, logins""",
    "infrastructure": """
        server, servers, cluster, clusters, node, nodes, vpc, vpcs, instance, instances, vm, vms, virtual machine, virtual
        machines, namespace, namespaces, ns, load balancer, load balancers, loadbalancer, elb, alb, subnet, subnets,
        droplet, droplets, k8s, kubernetes, ec2, lambda, lambdas, host, hosts, machine, machines, infrastructure, infra,
        node pool, node group, nodegroup, nodepool, autoscaling group, cdn, region, kafka, kafka cluster, broker, rabbitmq,
        eks, gke, aks, fargate, ecs, hypervisor, rack, hardware, data center, data centre, datacenter, bare metal, cloudformation
        stack, cloudformation stacks, resource group, cloudformation, terraform state, tfstate, state file, azure, heroku, cloud account,
        aws account, gcp project, cloud project, helm release, ingress, ingress controller, service mesh, istio, daemonset,
        statefulset, autoscaler, hpa, worker node, worker nodes, web server, web servers, app servers, mail server,
        bastion, jump host, jenkins, runner fleet, message broker, storage account, container registry, gpu, gpus, cpu,
        cloudfront, container apps, instance type, instance size, kernel, linux, postgres instance, redis instance,
        redis cluster, postgres cluster, terraform, terraform changes, manifest, manifests, pulumi, environments, quota, quotas, monitoring stack, kafka topic, efs, nfs, san, tier""",
    "network": """
        dns, dns record, dns records, dns zone, dns entry, domain, domains, a record, a records, cname, cnames, mx,
        mx record, mx records, txt record, aaaa record, ns record, spf record, dkim, nameserver, nameservers, ssh, rdp, anywhere, name server,
        hosted zone, subdomain, route table, routing table, vpn, nat, nat gateway, peering, vpc peering, firewall,
        firewalls, waf, security group, security groups, port, ports, firewall rule, firewall rules, ingress rule, ingress
        rules, egress, iptables, ufw, nacl, acl, acls, cidr, ip, ips, ip range, ip address, allowlist, whitelist,
        blacklist, denylist, gateway route, internet gateway, network, networks, network policy, network policies, traffic,
        proxy, reverse proxy, tls, ssl, certificate, certificates, cert, certs, bgp, route53, cloudflare, ttl, router,
        routers, switches, vlan, dhcp, wireguard, transit gateway, elastic ip, rate limits, ddos protection, tls certificate,
        ssl certificate, routing, route, name servers, internet, world""",
    "permission": """
        permission, permissions, admin, admins, administrator, administrators, admin rights, admin access, admin role, root,
        root access, iam, iam role, iam roles, iam policy, iam policies, access, access rights, rights, right, privilege,
        privileges, owner, owners, ownership, sudo, superuser, rbac, role binding, rolebinding, clusterrolebinding,
        cluster-admin, clusterrole, mfa, 2fa, two-factor, two factor, multi-factor, sso, saml, role, roles, group
        membership, admins group, admin group, maintainer, maintainers, service account, service accounts,
        bucket policy, bucket acl, branch protection, read access, write access, ssh access, shell access, vpn access,
        scopes, trust policy, assume role, administratoraccess, poweruser, sudoers, authentication, authorization, auth,
        approval gate, approval gates, approvals, audit logging, encryption, public access, collaborator, collaborators,
        developer role, database role, public, world-readable, world readable, readable by everyone, super admin,
        security policy, security policies, guardrails, login requirement, protection rules, password policy, acl rules""",
    "main_branch": "main, master, trunk, main branch, master branch, default branch, mainline, origin/main, hauptzweig",
    "production_branch": """
        production branch, prod branch, release branch, live branch, release branches, origin/production, origin/prod,
        releases branch, deploy branch, gh-pages""",
    "branch": """
        branch, branches, feature branch, pull request, pull requests, pr, prs, merge request, mr, commit, commits, fork,
        stash, worktree, topic branch, my branch, fix branch, feature branches, my commits, own branch, bugfix branch""",
    "service": """
        stack, stacks, service, services, app, apps, application, applications, microservice, microservices, container, containers, pod,
        pods, daemon, worker, workers, scheduler, cron, crontab, cron job, cronjob, job, jobs, website, site, webapp, api
        service, backend, frontend, back end, front end, gateway, system, platform, portal, shop, store, webshop, build,
        version, release, release candidate, image, images, docker image, container image, chart, helm chart, artifact
        version, hotfix, feature flag, feature flags, flag, kill switch, toggle, deployment, deployments, replicas, replica
        count, process, processes, nginx, apache, api, apis, bot, monitoring, alerting, alerts, alarms, maintenance mode,
        product, candidate, webhook, webhooks, workload, workloads, payment pods, pipeline, pipelines, ci, cd, prometheus,
        grafana, agent, operator, load, tool chain, consumers, listener, celery, sidekiq, queue worker, debug logging, verbose logging, trace logging, debug mode, production line,
        backups job, rate limiter, slack bot, cms, erp, software, update, upgrade, patch, package, packages""",
}
