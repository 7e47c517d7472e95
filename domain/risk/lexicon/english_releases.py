"""Turns of phrase that bring something out; the marks are told in :mod:`.idioms`."""

RELEASES: dict[str, str] = {
    "release": """
        {env} is? still? (on|at|running|runs|has|serves|shows|stuck on|stuck at) (yesterday|yesterdays|\
            last weeks|last \
            months|the old|an old|the wrong|the previous|an outdated|the former|an ancient) .. {build}
        (they|customers|users|everybody|everyone|the customers|the users|people) (can|may|should|\
            shall) (finally|now)? \
            (have|get|see|use) (it|this|that) {due}
        (give|send|hand|let) (all|every|each|all our|all the) _? {spread} (have|get|use)? (the|our|a)? _? \
            _? _? #
        # (goes|go|is going|comes|gets|is due) (out)? (to|in|on|onto) (all|every|each|all our|all the) _? \
            {spread}
        (hand|bring|give|get|ship|roll|push|take|send) (it|this|that|#|them) (out|over|on)? (to|onto) (all|\
            every|each|all our|all the) _? {spread}
        (get|bring|push|put|ship|roll) (the|our) _? _? (fix|hotfix|patch|feature|build|release|version) .. \
            out to (all|every|each|the|our|them)
        (get|bring|push|put) (the|our) _? _? ({build}|fix|hotfix|patch) .. (out|up|live) ($|,|today|now|\
            please|tonight)
        (put|get|bring|push) the (new|latest|next|current|rebuilt) _? (api|app|site|website|frontend|\
            backend|service|portal|shop|server) up ($|,|now|please|tonight|today|again)
        (push|send|hand|give|roll|ship|flash|deliver|distribute|bring|load) out? (the|our) (new|next|latest|\
            patched|fixed) _? firmware (out|to|onto|on|over)
        (slip|put|get|squeeze|push|include|take|sneak) .. (fix|patch|change|it|feature|build|#) (into|onto|\
            in|on) (tonight|tonights|todays|tomorrows|this weeks|next weeks) _? (train|release|deploy|\
            deployment|rollout)
        (put|get|bring|take|set|roll|turn) (the|our) .. back to (how|what|where) (it|they|we|things) (was|\
            were|stood)
        ^ off (it|we|she) (goes|go) ($|,|to|then|now)
        ^ (testflight|beta|nightly|preview|internal) {build} (for|to) (the|our|all|everybody|everyone)
        (let|have) (it|them|him|her|the testers|people) (have|get|see|try) (the|our)? {build} #
        (somewhere|where|so that|so) .. (testers|reviewers|tester|reviewer|acceptance people|qa people) can \
            (click|see|try|test|use|reach|play|look|get)
        (must|should|has to|have to|needs to|need to|ought to) be (up|live|online|running) there
        (wind|dial|drop|fall|slip|crawl|fly|climb|retreat) back to (the|our)? _? ({build}|#)
        (swap|slot|switch) in (the|our) (new|old|previous|next|last|fixed) (version|release|build|rc|binary|\
            artifact|jar|image|container)
        (replace|swap|exchange|switch) (it|them) (with|for|by|to) (the|our|an|a)? (image|build|version|\
            release|tag|artifact|jar) #
        (flag|toggle|switch|feature) _? (can|should|must|may|shall|has to|needs to|is to) be (set|flipped|\
            turned|switched|put) (to)? (on|true|off|enabled|false|live) for (our|all|the|every|half) _? \
            {audience}
        (good|nice|lovely|great|better|best|helpful|happy|happier|wonderful) if .. (were|was|ran|would be|\
            is) already? (on|in|at|running on|running in|live on|live in|available on|deployed to) the? {env}
        (press|pressed|push|pushed|hit|hits) the (button|release button|deploy button) {due}
        ^ (all|every|each|both) .. (get|gets|receive|receives) (the|our)? (new|next|latest)? {build} #? {due}
        ({build}|firmware) (goes|go|gets|is going|moves|comes) (onto|on to|out to) (the|our|all|every)
        {audience} (should|must|shall|will|need to|are to|have to|ought to)? (get|gets|have|see|receive|\
            receives|run) \
            (the|our|a)? (new|newest|latest|next)? {build} #? {due}
        {audience} (should|must|may|can|shall) (see|have|get|use|enjoy) it (now|today|tonight|$|too|\
            as well|please)
        {env} is? still (runs|has|on|running|at|stuck on|showing|stuck at) #
        (walk|take|carry|run|move|push|promote|bring|march|guide|lead|shepherd) .. ({build}|#|\
            it) (through|across|up \
            through) (all|the|every|both|each) .. (stages|environments|envs|three|four|stage|environment|\
            tiers|$)
        (widen|extend|open|raise|increase|expand|grow|push|bump) (the|our)? {env}? (canary|rollout)
        (belongs|belong|should land|needs to land|must land) (on|onto) (the|our)? {env} (box|boxes|server|\
            servers|\
            machine|machines|host|hosts|environment|system|stage|cluster|$|,|now|please|tonight)
        ^ # .. (onto|on to|over to|up to) the? ({env}|integration)
        (push|send|ship|roll|deliver|flash|install|get|distribute|roll out|bring) .. (over the air|ota|\
            to the fleet|in \
            the field|to the field|to every device|to all devices|onto every device)
        ota (wave|update|rollout|push|release|campaign|batch|ring)
        (get|bring|put|move|place|send|want|have) .. ({build}|#) .. (onto|up on|out to) (the|our|all|\
            all the|all our|\
            every) _? {hosts}
        it (wants|deserves|is ready|waits|begs|longs|is begging|is waiting) to be (used|shipped|released|\
            rolled out|\
            live|out|deployed|published|let out)
        ^ (latest|new|newest|next|current) {build} (out|up|live) {due}
        (serve|host|expose) .. # (from|on|in|at) (the|our)? {env}
        (start|begin|run|launch|kick off|extend|widen|broaden|resume|open|do|conduct|continue) .. {trial} .. \
            (with|on|for|to|among|over) .. {public}
        (end|stop|finish|conclude|abort|cancel) .. {trial} .. (give|show|serve|move|switch) {public}
        (turn|switch|flip|enable|activate|show|open|offer|give|serve|expose|roll|send|start|expand) .. (to|\
            for|with|on) {share} .. {public}
        (let|have|make) {share} .. {public} .. (see|get|have|try|use|test|enjoy)
        (starte|starten|beginne|mach|fahre|lance|lancer|lancez|demarre|demarrer|empieza|empezar|inicia|lanza|\
            comienza) .. {trial} .. (mit|auf|fur|avec|aupres|sur|pour|con|para|entre) .. {public}
        (hand|pass|give) (it|this|that|#) (over|out)? to (our|the|all|all our)? {audience} ($|,|now|please|\
            today|tonight|before|by)
        {env} (should|must|has to|have to|needs to) (look like|match|mirror|equal|be like|be the same as)
        ^ {env} (today|tonight|now|asap|tomorrow|immediately) $
        (love|like|want|need|hope|expect|happy|great|nice) to (see|have|get) .. (on|in|onto) the? {env} \
            (by|before|today|tonight|tomorrow|this|soon|asap|$|please|when)
        {env} (gets|receives|is getting|will get) (the|our|a|its) (new|newest|latest|next|current|#|\
            {build}|update|fix)
        ^ (can|could|may) (we|i|they|you) (have|get|see) .. (on|in|onto) the? {env} ($|today|tonight|\
            tomorrow|by|before|now|this|please)
        (upload|submit|push|send|ship|bring) .. to (the)? (app store|play store|google play|testflight|store)
        (let|make|have) {quant} {part}? {ours}? {audience} (see|get|have|try|use|test|try out|enjoy) (the|\
            our|a)? {shown}
        (give|show|offer|serve|send) {quant} {part}? {ours}? {audience} (the|our|a) {shown}
        (give|show|offer|serve|expose|open) (the|our) {shown} .. to {quant} {part}? {ours}? {audience}
        (move|switch|put|shift|bring|migrate|flip) {quant} {part}? {ours}? {audience} .. (to|onto|on) (the|\
            our) {shown}
        (turn|switch|enable|open|activate|dial|ramp|raise|expand|roll) .. (for|to) {quant} {part}? {ours}? \
            ({audience}|accounts|traffic|fleet|{devices})
        (push|roll|ship|send|get|bring) .. (to|onto|on) (all|every|everyones|all our|all the) {devices}
        ^ (can|could|would|will|may) .. be (on|in|at|onto|up on|over on|running on|running in|live on|live \
            in|available on|deployed to) the? {env}
        (should|must|has to|have to|needs to|need to|ought to|shall|want|wants|like|love|expect|expects|\
            possible) .. be (on|in|at|onto|up on|over on|running on|running in|live on|live in|available \
            on) the? {env}
        ^ (can|could|would|will|may|possible) .. (have|get|bring|put|take|be) .. (live|online|out) (by|\
            before|at|today|tonight|tomorrow|this|on|now|$|please|asap)
        possible .. (have|get|bring|put|take|be) .. (live|online) (by|before|at|today|tonight|tomorrow|\
            this|on|now|$|please|asap)
        (see|have|want|need) the? our? (new|newest|latest|next|#) .. (on|in|at|live on|live in) the? {env} \
            (by|before|today|tonight|tomorrow|this|soon|asap|$|please|when)
        (see|have|want) {build}? # .. (on|in|at|live on|live in|onto) the? {env}
        give (the|our)? {env} (the|our|a) (new|newest|latest|next|current|#) .. ({build}|snapshot|#)
        {env} (should|must|has to|have to|needs to|ought to|shall) (be|run|have|get|show|serve) (on|at|\
            running|\
            serving)? the? ({build}|#|new|newest|latest)
        {env} (needs|need|wants|gets|should get|must get|should have|expects|lacks|is waiting for|waits \
            for) the? (new|newest|latest|next)? ({build}|#) (#|,|$|please|pls|by|before|today|tonight|now|\
            asap)
        ^ (can|could|may|please let|let) {env} (have|get|run|see|receive) the? our? _? (new|newest|latest|\
            current|next|#|{build})
        ({build}|#|branch|fix|feature) (belongs|should go|must go|has to go|is due|is wanted|is needed) \
            (on|onto|in|into|to) the? {env}
        (get|bring|hand|push|put|take) (it|them|this|that|#) out to (the|our|all)? (them|{audience})
        (bring|ship|push|roll) (it|this|that|#) to (them|people|everybody)
        (get|bring|take|put) (it|this|#) (to|in front of) (the|our|all|all our)? {audience} ($|,|now|\
            please|today|asap|before|by|tonight)
        (flip|throw|pull|turn) the (switch|toggle|lever|flag) (for|on|to) the? (new|#|next)
        (have|let|make) {env} (run|use|serve|be|get) (the|our|on|last|yesterdays|#)
        (braucht|brauchen|will|wollen|erwarten|warten auf|mochten|attendent|veulent|voudraient|esperan|\
            quieren|necesitan|piden) (die|den|das|la|le|el|une|una|un|einen|eine)? (neue|neuen|nouvelle|\
            nueva)? {build}
        {env} (doit|devrait|debe|deberia|tiene que) (avoir|tourner|passer|recevoir|tener|recibir|correr|\
            estar) .. ({build}|#)
        {env} (soll|sollte|muss) .. ({build}|#|stand) .. (bekommen|haben|laufen|kriegen|erhalten)
        (testers|reviewers|acceptance people|qa people|qa team|beta testers|testing team) (want|need|wait \
            for|are waiting for|asked for|ask for|would like|should get|get) (the|our|a)? (new|latest|\
            next)? {build}
        {build} (goes|go|going) (out|live) (at|on|today|tonight|tomorrow|now|this|by|in|to|$)
        {env} still (runs|has|on|is on|shows|running) #
        (must|has to|needs to|should|have to) be out (before|by|on|at|today|tonight|tomorrow|$)
        {audience} (should|must|shall|will) (get|have|see|receive) (the|our)? (new|#)
        out with it ($|,|today|now|please)
        (have|want|get|like) .. {build} back ($|until|,|please|for|by|now|today)
        (is|are) (waiting|asking) for (the|our)? (new|latest|next)? ({build}|#)
        (would like|wants|want|needs|need|like) the (latest|newest|new|current|next) (build|release|\
            version|rc|image)
        (flip|switch|turn|open|enable|activate) it on? (for|to) .. ({audience}|them)
        go with the (new|newest|latest|#) ({build}|one)
        (bring|get|put|move|lift|raise) {env} .. (up to|to|onto|level with) .. (version|level|state|#|\
            build|release|staging)
        pull the (release|version|build|update|rollout|deployment|launch) ($|,|it|from|until|now|again|\
            back)
        (do|same|repeat) .. for {env} .. (what|as) .. (did|done|for)
        (customers|users|everybody|everyone|shoppers|people) can (now)? (have|get) (it|#|the new)
        (press|push|hit|click) the (deploy|release|rollout|launch|publish|go live) button
        make the (switch|move|cutover|jump) to (the|our)? (new|green|blue|#)
        (take|roll|set) (us|it|{env}) back ($|,|please|now|to|pls)
        (bring|get|put) (us|{env}) back ($|,|please|now|to|pls)
        (bring|get|put) it back to
        (step|jump|hop) back to (the|our)? _? ({build}|#)
        ^ {env} (please|pls|plz)
        (now|next|then|off|on|up) (for|to) {env} $
        (proceed|continue|carry on|go on|move on|go ahead) (with|to|on|onto) the? {env}
        roll it ($|,|now|please)
        go to (100|100%) ({end}|$|,)
        (have|want|need|like) {env} (on|at) the? (newest|latest|new|current|#|same)
        (get|bring|pull) .. (demo|{env}|demo box|demo system) up to (today|todays|the latest|the newest|\
            current|the current)
        over to you (for|on|with|in) .. {env}
        over to the? (rest|remaining|other|others)
        {env} is all? yours
        {env} is? (next|turn)
        (prods|productions) turn
        {env} (→|:|-|=)? >? (now|go|too|yes|tonight) $
        (next stop|next up|next is|next|then|now|up next|then comes) {env} $
        (same|likewise|ditto|repeat|again|same thing|same again|same procedure) (for|on|in|to|with|at) \
            {env}
        (straight|directly|right|off|on|onwards|up|over|out) (in|into|to|onto) {env}
        (green light|thumbs up|all clear|clearance|go ahead) (for|to|on) the? new? ({build}|{env}|#)
        # (has|have|gets|got) (the|a)? (green light|thumbs up|go ahead|all clear|go)
        # green light
        ^ (it is|its|were|we are)? a? go for (launch|release|the launch|the release|{env}|#)
        (clear|cleared|good|ready) (to go|for) .. {env}
        let ({it}|#) (out|loose|fly|rip|rumble|go out|go live|roll|through|off the leash)
        let the? _? ({build}|#) (out|loose|fly|go out|go live|roll|through)
        let .. (loose on|out to|out into|go out to|go live)
        let the? our? {audience} (have|get|try|use|enjoy|at) .. ({build}|#|it|them|new|redesigned)
        (get|have|put|want|see|need|bring|place|show) .. (in front of|into the hands of|in the hands \
            of) .. {audience}
        (have|get|want|need) .. ({build}|#) .. (there|up|live|out|online|running|in place|up there) (by|\
            before|at|for|until|tonight|today|tomorrow|when|this|monday|tuesday|wednesday|thursday|\
            friday)
        (have|get|want|need|see|like) .. ({build}|#) .. (on|in|up on|onto|over on|over to) the? {env}
        ({build}|#) .. (should|must|needs to|has to|ought to|is to|are to) (be|get|end up|land|sit|go|\
            run) .. (there|live|out|online|on the|on {env}|in the store|to customers|out to customers)
        ({build}|#) .. (should|must|needs to|has to|ought to|is to|are to) (be|get|land|sit|go|run) (on|\
            in|to|onto) .. {env}
        ({build}|#|it) (out|live|online) (by|before|at) (noon|midnight|tonight|today|tomorrow|monday|\
            tuesday|wednesday|thursday|friday|lunch|six|eight|ten|#)
        (needs|has|ought|like it|want it) to be (out|live|in the wild|with customers) .. (by|before|at|\
            for|until|today|tonight|tomorrow|friday|monday)
        (go|going|switch|move|fall|step|get|put us|take us|bring us|come) back to (the|our)? _? ({back}|\
            {build}|where we were|how it was|blue|green) ({build}|one|$|{end})
        (go|going|switch|move|fall|get|put us|take us|come|back) back? to v? #
        (return|revert|downgrade) to (the|our)? {back}? ({build}|#|one)
        ^ back to (the|our)? {back}? _? ({build}|#|blue|green)
        (put|bring|get|take|roll|want|have|move) (the|our)? {back} _? ({build}|one) .. (back|live|up)
        (put|bring|get) back (the|our)? {back} _? ({build}|one)
        undo .. (deploy|deployment|release|rollout|upgrade|hotfix|launch)
        (take|pull|yank) back .. ({build}|rollout)
        (same|same again|same procedure|same thing|like|same drill) as? (last|yesterday|always|usual|\
            before|the other) .. ({build}|#)
        (the|our|do the) (usual|weekly|nightly|regular) (thursday|friday|monday|tuesday|wednesday)? \
            (release|deploy|deployment|rollout|go live)
        (pull|hit|press|push|squeeze|flip|throw|turn) the big? (red|green)? (trigger|button|switch|\
            lever) (on|for|to|with|at) .. ({build}|#|{audience}|{env}|launch|campaign|shop|checkout)
        (flip|switch|turn|move|swing|cut|swap) .. (from blue to green|from green to blue|over to green|\
            over to the green|over to blue|to green)
        (100%|100 percent|full blast|full throttle|full rollout|the rest of the fleet|the rest of the \
            users|the rest of the world|rest of the fleet|rest of the users|rest of the regions|\
            remaining regions|remaining hosts|everybody else|everyone else) (next|now|please|tonight|\
            today|go|then|pls|too)
        canary (the|it|this|our|to|at|#) .. (#|it|build|release|version|image|$)
        canary .. (next|100%|everyone|everybody|the rest|all of it|full|go wide|widen)
        (widen|extend|open|raise|increase|expand) the? (canary|rollout)
        (get|push|put|kick|throw|sling|fling) .. out of? the door
        (shove|yeet|chuck|sling|lob|fling|punt|slap|plop|pop|stick|whack|bang|beam|shoot|squeeze|sneak|\
            slip|smuggle|drag|toss|throw|plonk|hurl|catapult) .. ({build}|#|it) .. (on|onto|into|over \
            to|up to|in|at) .. ({env}|web hosts|hosts|boxes|nodes|app servers|web servers|fleet|demo|\
            servers)
        make .. ({build}|#) the? (current|active|default) .. ({build}|one|$)
        cut over to the? (new|#|green|blue)
        (ship|get|send) it (out|live|up there) ({end}|$)
        take it (live|up there) ({end}|$)
        (get|put|bring|have) .. (one|version|build|text|state|it|edition) (up|out|over|on|live) there
        ({build}|#) (is|are)? (next|now|please|tonight|today|go|straight|ready) .. {env} $
        ^ (the|our|new|latest|current|nightly)? (build|release|image|rc|release candidate|hotfix|\
            version|fix|#) _? (to|on|onto|into|for) the? {env}
        ^ _ # (to|on|onto|into|for) the? {env}
        ^ (same|same again|same thing|same procedure|same drill|same game) as? (last week|last time|\
            last thursday|last friday|last monday|last tuesday|last wednesday|last night|last month|\
            always|usual|yesterday)
    """,
    "overwrite": """
        (wind|roll|turn|set|put|take|bring|move|dial|spin|push) (the|our|all|every|whole) .. {stores} .. \
            back to
        (wind|roll|turn|set|dial|spin) back (the|our|all|every|whole) .. {stores} .. to
        (rewind|rollback) (the|our|all|every|whole) .. {stores} .. to
        (balances|points|credits|wallets|gold|coins|miles|stamps|scores|quotas|vouchers) .. (go|goes|\
            put|set|back|reset|fall|drop|are|be) .. (to|at) (zero|0|nil|nothing|\
            nought|naught)
        refresh (of|the|our)? .. (staging|uat|qa|production|prod|live|database|db|databases) .. (from|with|\
            using) the? .. (dump|backup|snapshot|production|prod|live|copy|export|state|data)
        (restore|play back|roll) .. (onto|over|into) (the|our)? (orders|customers|users|payments|\
            customer|production|prod|live|main)? (database|db|table|tables|data)
        (make|turn) .. {env} .. (look like|look exactly like|identical to|the same as|match|mirror|a \
            copy of|equal to|into)
        (copy|load|put|pour|clone|dump|restore|write|pull|play|paste|lay|drop|import) .. (over|on top \
            of|across) (the|our|all)? (existing|current|whole)? _? (production|prod|live|staging|\
            database|db|orders|customers|table|tables|data|bucket|customer table)
    """,
    "migration": """
        (bring|get|take|move|put|update|upgrade|lift|catch) .. (schema|schemas|tables|db schema|\
            database schema) .. (up to|to|onto|up) the? (date|version|#|latest|newest|revision|head|\
            current)
    """,
    "upgrade": """
        {env} (should|must|needs to|has to|ought to|shall) be (speaking|running|using|talking|on) _? #
        (cluster|database|postgres|db|redis|kafka|kubernetes|k8s|mysql|mongo|nodes|servers|hosts|{env}) \
            .. (should|must|needs to|has to|ought to) (be|go|get|come|move|run) (on|at|to|up to|onto) \
            .. #
    """,
    "proceed": """
        ^ (you can|you may|please|ok|just|feel free to|all clear)? (go ahead|proceed|carry on|go for it|\
            have at it|fire away|make it so|off you go|lets go|let us go|pull the trigger|push the \
            button|do the honours) (now|please|$)
        (clean|blank|fresh|empty) slate
        (you can|you may|can you|ok to|please|now) (go ahead|proceed) $
    """,
}
"""What is asked for -> the turns that ask for it."""
