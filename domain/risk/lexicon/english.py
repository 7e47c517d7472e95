"""English verbs and the words that hold sentences together; forms are made by :mod:`.inflection`."""

VERBS: dict[str, str] = {
    "read": """
        read, diff, show, list, explain, describe, summarise, summarize, view, display, inspect, check,
        verify,
        look, look at, look into, look up, count, compare, analyse, analyze, investigate, find, find out,
        search, review, report, query, print, tell, see, understand, learn, monitor, watch, measure,
        profile, bisect, diagnose, estimate, evaluate, research, study, audit, assess, identify,
        determine, trace, observe, browse, open up, figure out, confirm, validate, cite, quote, clarify,
        walk through, walk, trawl, skim, examine, fetch, get, retrieve, calculate, compute, discuss,
        think, consider, recommend, suggest, advise, collect, gather, output, echo, cat, tail, log,
        reveal, expose secrets, give an overview, take a look, have a look, double-check, sanity check,
        rank, weigh, weigh up, judge, grade, score, reflect, reflect on, spell, interview, quiz, ponder,
        say which, say what, say whether, say why, say how, say where, say who, say when, add it up,
        add them up, sum it up, sum them up, spell it out, spell them out, work it out, point me to,
        know, ask, answer, brainstorm, debate, detect, decode, decrypt, disclose, spell out, ping""",
    "write": """
        doodle, craft, invent, condense, distil, distill, boil down, boil it down, whittle,
        tone down, tone it down, flesh out, elaborate, rhyme,
        draw, plot, compose, record a, record an, jot down, paint, write, document, draft, sketch, refactor,
        implement,
        lint, format, translate, proofread, comment, annotate, illustrate, plan, outline, propose, design,
        prototype, mock, stub, code, program, typeset, spell check, rephrase, reword, rewrite, simplify,
        restructure, reorganise, reorganize, unit test, test, debug, paraphrase, beautify, prettify, type,
        typecheck, tidy, reproduce, mention, note, explain in, polish, storyboard, generate docs, credit,
        greet, welcome, thank, congratulate, cover, benchmark, mutate, shorten, split, extract, inline,
        deduplicate, modularise, modularize,
        capitalise, capitalize, pluralise, hyphenate, align, indent, sort, wrap, parametrise, parametrize,
        parse, render, compile, transpile, minify, bundle, memoise, memoize, paginate, highlight, animate,
        centre, center, style, restyle, redesign, wireframe, port, backport, dry-run, dry run, simulate,
        rehearse, visualise, visualize, model, abstract, decouple, vectorise, vectorize, localise,
        localize, internationalise, transcribe, recolour, recolor, tint, shade, underline, italicise,
        italicize, crop, cross-link, triage, label, tag issues, groom""",
    "fix": """
        choose, pick, pick out, assemble, flatten,
        fix, repair, improve, optimise, optimize, speed up, handle, polish up, correct, resolve, address,
        solve, harden, clean up, tidy up, mend, cure, prevent, avoid, unbreak, work on,
        work around, support, ignore, catch, reduce, cut down, increase, decrease, lower, raise, shrink,
        widen, prepare, finish, complete, extend, modernise, modernize, finalise, finalize, close, open,
        move, rename, put together, keep, sync up, make, use, mark, bump, pin, track, assign, name, order,
        group, sum, round, escape, quote out, cache, preload, throttle, debounce, retry, guard, assert,
        skip, link, embed, convert, store, include, exclude, save, cleanse, reformat, filter, commit,
        stash, checkout, check out, rebase, clone, fork, branch, build, rebuild, rate, classify,
        mask, redact, censor, obfuscate, sanitise, sanitize, calibrate, adapt, combine, unify, consolidate,
        blend, fold, integrate, incorporate, transform,
        morph, heal, remedy, overhaul, revamp, redo, join, stitch, splice, deprecate, reopen,
        release memory, release the memory, free memory""",
    "change": """
        update, change, set, edit, configure, reconfigure, adjust, enable, disable, toggle, replace,
        modify, alter, upgrade, downgrade, patch, turn off, turn on, switch off, switch on, switch, swap,
        redirect, point, repoint, repurpose, tune, tweak, override, relax, tighten, activate, deactivate,
        rewire, reassign, bypass, unlock, lock, expire, extend the, connect, disconnect, attach, detach,
        mount, unmount, hook up, register, unregister, associate, disassociate, delegate, forward,
        reroute, peer, harden the, loosen, flip, mute, snooze, put, undo, silence, suppress,
        pause the alerts, lift, zero, wire up, unplug, recreate, reimage, re-create, refresh, divert,
        steer, comment out, uncomment""",
    "create": """
        create, add, build up, set up, generate, introduce, insert a, append, define, establish, start up""",
    "provision": """
        provision, spin up, stand up, bring up a, allocate, launch a, bootstrap, order up, rent, buy,
        reserve, procure, requisition, reprovision""",
    "delete": """
        delete, drop, wipe, purge, truncate, erase, nuke, destroy, obliterate, annihilate, eradicate, zap,
        yeet, shred, scrub, vaporise, vaporize, get rid of, blow away, throw away, tear down, pull down,
        wipe out, wipe clean, clear out, clean out, empty, empty out, flush, trash, kill off, take out,
        dispose of, do away with, decommission, deprovision, unprovision, exterminate, incinerate, torch,
        bin, axe, evict, expunge, zero out, start over with, tear apart, spin down, demolish, dismantle,
        raze, ditch, discard, undeploy, uninstall, kill, terminate, eliminate, reset, format disk,
        reformat disk, rm, rmdir, dropdb, scrap, drop off, prune, anonymise, anonymize, pseudonymise,
        pseudonymize, nullify, null out, blank out, uproot, excise, extirpate, cull, weed out, bulldoze,
        pulverize, pulverise, nix, junk, mothball, scuttle, liquidate, dissolve, disband, thin out, ruin,
        unlink, overwrite, corrupt, scramble, mangle, wreck, burn, smash, send to dev null,
        say goodbye to, retire, sunset, unalive, hose, clobber, flushall, flushdb, dropdatabase,
        forget the customer, forget the user,
        forget customer, forget user, delet, del, gut the, chuck, toss""",
    "remove": """
        remove, clear, clean, drop support, take away, take off, strip, cut, cut out, take down, roll up,
        archive, throw out,  unset, uninstall the, hide""",
    "deploy": """
        deploy, redeploy, release, ship, roll out, rollout, publish, promote, install, launch, go live,
        bring online, take live, push live, put live, make live, push out, roll back, rollback, revert to,
        roll forward, cut over, switch over, hotfix, unleash, republish, reinstall, turn up,
        make available, go to 100%, ramp to 100%, ramp up to, go to 100 percent, go wide, set live,
        bring live, go-live, revert, go out, rerelease, swap slots, undo the release, backout,
        back out, deliver, roll, distribute""",
    "scale": """
        scale, rescale, autoscale, scale up, scale down, scale out, scale in, resize, upscale, downscale,
        double, halve, triple, quadruple, enlarge, grow""",
    "migrate": """
        migrate, relocate, rebalance, migrate the schema, remodel, reshard, partition, repartition,
        re-index, reindex, vacuum""",
    "operate": """
        restart, reboot, cancel, abort, bounce, stop, start, shut down, shutdown, pause, resume, suspend,
        halt, failover, fail over, drain, cordon, uncordon, power off, power on, power cycle, hibernate,
        reload, recycle, kick, unfreeze, freeze, take offline, bring down, wake up, relaunch,
        quarantine, isolate, revive, rescue, resuscitate, defrag, defragment, switch to maintenance,
        bring up, bring back, rerun, turn it off, pull the plug on, respawn""",
    "rotate": "rotate, renew, regenerate, revoke, invalidate, reissue, re-key, rekey, recycle the, cycle",
    "grant": """
        grant, promote to admin, elevate, authorise, authorize, permit, entitle, assign role, sudo,
        impersonate, chmod, chown, setfacl, make admin, make owner, whitelist user, deny, onboard,
        offboard, demote, enrol, enroll, admit, expel, add user""",
    "give": "invite, give, hand, hand over, let, make",
    "open": """
        restrict, forbid, disallow, prohibit, lock down, seal off, seal, fence off, allow, block, unblock,
        whitelist, allowlist, blacklist, denylist,
        expose, open a port, unban, ban,
        firewall, open up the, forward port, tunnel""",
    "transfer": """
        send, export, share, email, e-mail, mail, upload, download, dump, copy, forward to, post, paste,
        leak, sync, transfer, hand out, exfiltrate, extract all, scp, rsync, replicate, clone data,
        dispatch, transmit, relay, convey, circulate, disseminate, siphon, siphon off, harvest, resync,
        mirror, ship logs, slack, dm, message, fax, text, scrape, sell, stream, pull""",
    "import": """
        import, back populate, bring in, load, ingest, bulk insert, bulk-insert, bulk load, seed, reseed,
        restore, recover, rehydrate, replenish, refill, backfill, populate, prefill, insert, feed, reimport,
        batch insert, upsert""",
    "backup": "back up, backup, snapshot, checkpoint, take a backup of, take a snapshot of",
    "merge": """
        merge, push, force-push, force push, land, cherry-pick, cherry pick, squash, squash and merge,
        fast-forward, automerge, forcepush, hard reset""",
    "run": """
        run, execute, trigger, invoke, kick off, apply, perform, carry out, do, fire, fire off, call,
        replay, reprocess, requeue, resubmit, resend, retrigger, initiate, conduct, schedule, queue,
        enqueue, type in, submit""",
    "transport": """
        turn, throw, tear, spin, shut, blow, bring, take, get on, get onto, move over, promote up, put in,
        put into, put onto, put on""",
    "aid": """
        go ahead, proceed, begin, try, feel free, remember, make sure, be sure, ensure, help, continue,
        let us, lets, let's, go on, want, need, start to, attempt, manage, arrange, see to it, take care,
        do it, don't forget, do not forget, don't hesitate, do not hesitate, never forget, forget,
        dont forget, hurry, log in, ssh, connect to, use, go, be so kind as to, be so kind,
        kill two birds with one stone, kill two birds, drain the swamp, why not, why don't you, how about,
        what about, mind, would you mind, plan to, agree, decide,
        would the bot, would the agent, would the assistant, could the bot, could the agent, could
        the assistant, can the bot, can the agent, can the assistant, will the bot, will the agent,
        will the assistant, be so good as to, be so good, why don't we, why do we not, could i ask
        you to, could i bother you to, could i trouble you to, could i get you to, could i persuade
        you to, could i beg you to, can i ask you to, can i bother you to, can i trouble you to, can
        i get you to, can i persuade you to, can i beg you to, may i ask you to, may i bother you
        to, may i trouble you to, may i get you to, may i persuade you to, may i beg you to, might i
        ask you to, might i bother you to, might i trouble you to, might i get you to, might i
        persuade you to, might i beg you to, can we get you to, could we get you to, what remains is
        to, all that remains is to, all that's left is to, all that is left is to, what is left is
        to, what's left is to, all that is missing is to, all that is missing is, the next step is
        to, next step is to, your job is to, your task is to, it is up to you to, it's up to you to,
        it falls to you to, it would be best to, it is best to, it's best to, it might be best to, i
        think it best to, i think it is best to, i propose to, we propose to, i trust you to, i
        trust you'll, i trust you will, i trust that you will, i authorise you to, i authorize you
        to, we authorise you to, you are authorised to, you have my blessing to, you have my ok to,
        you have my permission to, you have our blessing to, you are free to, you're free to, you
        are welcome to, you are cleared to, we agreed that you, when can you, when could you, when
        will you, how soon can you, any chance of, i suggest, i propose, i recommend""",
}
"""Class -> lemmas. What the classes mean is in :mod:`domain.risk.lexicon.classes`."""

NOMINAL: dict[str, str] = {
    "deploy": """
        deployment, deploy, rollout, roll-out, release, rollback, roll-back, go-live, launch, promotion,
        cutover, cut-over, redeploy, redeployment, hotfix, installation, deployments, rollouts""",
    "delete": """
        deletion, deletions, removal, wipe, purge, truncation, erasure, destruction, teardown, tear-down,
        cleanup, clean-up, decommissioning, drop, wipeout, overwrite""",
    "rotate": "rotation, renewal, revocation, regeneration, reissue",
    "reveal": "disclosure, publication of the password",
    "create": "creation, addition, provisioning",
    "modify": "modification, alteration, reconfiguration",
    "migrate": """
        migration, migrations, schema change, schema changes, schema migration, reindexing, schema update""",
    "scale": "scaling, scale-up, scale-down, scale-out, resize, upscaling, autoscaling change",
    "operate": "restart, reboot, failover, shutdown, bounce, power cycle, outage",
    "export": "export, data export, data transfer, exfiltration",
    "import": """
        one-time load, one-off load, initial load, first load, data load, mass load, data import, bulk load,
        bulk upload, mass upload, batch upload, mass import, backfill, restore, ingestion, bulk import""",
    "merge": "merge, force-push, force push",
}
"""Class -> nouns that name the doing of it ("a rollout to production")."""

ROLES: dict[str, str] = {
    "determiner": """
        the, teh, a, an, this, that, these, those, my, our, your, his, her, its, their, all, every, each,
        any, some, both, no longer needed, another, such, whole, entire, old, new, existing, current,
        latest, newest, complete, full, unused, stale, obsolete, outdated, deprecated, legacy, first,
        last, next, other, same, remaining, inactive, single, few, several, many, most, one, two, three,
        four, five, next, previous, second, third, different, temporary, expired, unneeded, unnecessary,
        redundant, big, small, large, tiny, entire, own, everyone's, everybody's, somebody's, someone's,
        completely, fully, totally, more, less, fewer, extra, additional, half, lots of, a couple of,
        a few, whatever, dirty, broken, duplicate, duplicated, orphaned, dead, real, actual, main's,
        made-up, central, shared, internal, external, public-facing, hosted, managed, remote""",
    "preposition": """
        in, on, at, to, into, onto, for, from, of, about, with, by, via, through, under, over, between,
        across, within, inside, against, per, as, upon, around, regarding, concerning, during, using,
        behind, towards, toward, throughout, since, until, till, after, before, out of, off, than, like,
        because of, except, but not in, besides, including, along, beside, near, throughout, based on,
        up to""",
    "conjunction": """
        and, or, then, but, so, and then, or else, plus, &, also, afterwards, finally, next, lastly, yet""",
    "subordinator": """
        if, when, once, while, because, unless, although, though, whether, whenever, as soon as, so that,
        in order to, that, which, who, whom, whose, where, as long as, in case, provided, assuming, until,
        even if, after, before, now that, given that, as if, to see""",
    "question": """
        how, why, what, which, who, where, when, whose, how come, what's, whats, who's, where's, how's""",
    "negation": """
        not, don't, dont, do not, never, never mind, nevermind, no, without, nothing, none, avoid,
        instead of, rather than,
        doesn't, didn't, cannot, can't, cant, won't, mustn't, must not, shouldn't, should not, neither,
        nor, refrain from, hold off, nobody, no one, stop short of, excluding, hands off, leave alone,
        stay away from, stay clear of, steer clear of, keep clear of, keep away from,
        isn't, aren't, wasn't, couldn't, wouldn't, ain't, do nothing,
        keep your hands off, hold off on, no need to, no need for, abstain from""",
    "modal": "can, could, would, will, may, might, shall, should, must, ought, let",
    "auxiliary": """
        is, are, was, were, be, been, being, am, has, have, had, does, did, having, isn't, it's, that's,
        they're, we're, i'm, i've, we've, i'd, we'd, you're, there's, he's, she's, got, gets, becomes,
        became""",
    "pronoun": """
        it, them, they, he, she, we, i, you, everything, anything, something, this, that, these, those,
        me, us, him, someone, somebody, everyone, everybody, whoever, there, here, itself, themselves,
        myself, ourselves, all of it, all of them, the lot, the whole thing, all that, anyone, anybody,
        y'all""",
    "politeness": """
        in addition, please, pls, plz, kindly, hey, hi, hello, dear, team, thanks, thank, ok, okay, well,
        just, simply,
        now, quickly, also, finally, afterwards, today, tonight, tomorrow, immediately, asap, really,
        actually, maybe, perhaps, again, first, firstly, secondly, lastly, meanwhile, straight, directly,
        right, away, already, still, only, safely, carefully, gradually, manually, automatically,
        in charge, in charge of,
        temporarily, permanently, once more, for me, ever, too, instead, completely, right now, so, bulk,
        mass, batch, hard, urgent, urgently, quick, fyi, btw, todo, task, yes, yep, sure, alright, great,
        good, additionally, furthermore, moreover, next, subsequently, eventually, later, soon, then, bot,
        agent, assistant, soon as possible, silently, quietly, promptly, must, properly, thoroughly,
        briefly, shortly, oh, lol, sorry, folks, guys, bitte, friday, monday, tuesday, wednesday,
        thursday, saturday, sunday, weekend, midnight, noon, morning, afternoon, evening, night, week,
        month, day, hour, minutes, hours, days, weeks, year, time, yesterday""",
    "finite": """
        looks, look, fails, failed, breaks, broke, takes, took, needs, seems, seemed, works, worked,
        throws, threw, loses, lost, gives, gave, says, say, said, prints, uses, shows, shows up, returns,
        returned, crashed, crashes, happened, happens, stutters, closes, wants, goes, went, gone wrong,
        gets, became, sits, stands, stays, lacks, lack, misses, contains, matters, mentions, complains,
        complain, passed, passes, hangs, hung, leaks, leaked, drifts, wrote, told, asked, made, came,
        comes, began, started, caused, causes, reads, feels, appears, appeared, keeps, kept, lags,
        flickers, overflows, ran, runs, dropped the, forgot, did, means, reported, noticed, saw, found,
        accepts, rejects, allows, counts, covers, asks, likes, talks, hits, logs in, knows, eats, creeps,
        rises, climbs, grows, spikes, drags, burns, blinks, floods, waits, retries, lives, includes,
        thinks, thought, belongs, explains, describes, deserves, overlaps, jumps, points, sends, sent,
        times out, timed out, stopped, stops, reaches, reached, ended, ends, starts, handles, ignores,
        expects, renders, displays, ships, follows, followed""",
    "argues": """
        low risk, low-risk, risk low, risk is low, classify this as low, classify as low, rate this low,
        rate this as low, rate as low, rate it low, mark as low, mark this as low, mark as safe,
        no approval needed, no approval required, no approval is needed, without approval, pre-approved,
        preapproved, already approved, been approved, already been approved, was approved,
        already signed off, signed off by, ignore the policy,
        ignore all policies, ignore previous instructions, ignore all previous, ignore the rules,
        ignore the rules above, this is safe, harmless, not risky, no risk, zero risk, risk level low,
        bypass the gate, bypass approval, bypass the policy, skip approval, skip the approval,
        skip the gate, do not gate, don't gate, not allowed to gate, treat as low, treat this as low,
        treat it as low, consider this low, consider it low, should be low, level low, is low,
        priority low, auto-approve, auto approve, autoapprove, trust me, you are allowed,
        override the policy, disregard the policy, disregard the rules, as low, this low""",
}
"""Role -> words. They say how a clause hangs together, never what it would do."""

DRY_RUN = """
    dry run, dry-run, dryrun, dry, simulation, simulate, simulated, preview only, plan only, rehearsal,
    rehearse, no apply, without applying, don't apply, do not apply, what-if, what if, noop, no-op,
    diff only, as a test run, hypothetically, hypothetical, in theory, would happen, would be, would do,
    would change, would have, trockenlauf, probelauf, testlauf, trocken, nur simulieren, nur simuliert,
    à blanc, essai à blanc, exécution à blanc, simulation seulement, en simulation, en seco, simulacro,
    simulación, ensayo en seco, 空跑, 试运行, 预演, 模拟运行, 演习, 只模拟, 干跑, 仅模拟"""
"""Words that say that nothing is really done."""
