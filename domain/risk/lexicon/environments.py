"""Names of environments that are the same in every language."""

ENVIRONMENTS: dict[str, str] = {
    "production": """
        production, prod, prd, prods, live, production environment, prod environment, live environment,
        prod env, production env, live site, live system, live server, live servers, prodution,
        produktion, produccion, produzione, producao, productie, app store, app stores, play store,
        google play,
        general availability, ga release, all customers, all users, every user, every customer,
        all our customers, all our users, all of our users, everyone, everybody, 100% of users,
        100% of customers, 100 % of users, 100% of traffic, 100 percent of users, all traffic,
        public users, real users, real customers, end users, primary region, prod-eu, prod-us, mainnet,
        prodn, producion, prodction, customer facing, customer-facing, the public, main site, whole world,
        pdn, real site, real shop, real store, real system, real systems, real server, real servers,
        real platform,
        real environment, real website, real webshop, real machines, real boxes, real cluster""",
    "staging": """
        staging, stg, stage environment, stage env, uat, qa, preprod, pre-prod, pre-production,
        preproduction, pre prod, acceptance, acceptance environment, acc environment, test environment,
        test env, test server, test system, test cluster, testing environment, demo environment, demo env,
        demo server, demo system, integration environment, int environment, sit, stagin, stging,
        staging environment, staging env, qa environment, uat environment, pilot environment,
        perf environment, performance environment, load test environment, beta environment,
        shadow environment, dress rehearsal, nonprod, non-prod, non-production, nonproduction,
        shared test, rc environment, test stage, int stage, from dev to test, dev to test, dev to int,
        dev to integration, dev to testing, development to test, dev over to test, dev into test, on stage,
        to stage, onto stage, in stage""",
    "development": """
        development, dev, dev environment, development environment, dev env, local, locally, localhost,
        sandbox, sandboxed, my machine, my laptop, my browser, my emulator, the emulator, my terminal,
        my shell, my pc, my mac,
        my notebook, laptop, my workstation, my home server, docker desktop, my computer, minikube,
        docker compose, docker-compose,
        kind cluster, dev cluster, dev server, dev database, devbox, dev box, scratch database,
        throw-away, throwaway, ephemeral, ephemeral environment, preview environment, review app,
        feature environment, in-memory, working copy, my branch environment, my own machine,
        develop environment, personal environment, playground, 127.0.0.1, k3d, toy database""",
}
