"""Turns of phrase that hand over data, secrets or rights; the marks are told in :mod:`.idioms`."""

HANDOVERS: dict[str, str] = {
    "export": """
        (mail|send|forward|give|hand|share|email|pass|text|fax) (the|that|this|our) (list|file|spreadsheet|\
            sheet|export|csv|dump|excel) (to|with|over to|on to) (the|our|a)? _? {outsider}
        (as|in) (a|an) (spreadsheet|csv|excel|excel file|excel sheet|csv file) (for|to) (the|our) _? \
            {outsider}
        (dump|export|send|pull|give|share|extract|mail|copy|download) .. (everything|all|whatever|anything) \
            (we|you|they) (have|know|hold|store|keep) (on|about|of) .. {people}
        (put together|compile|make|create|prepare|produce|assemble|draw up) (me|us|them)? (a|an|the|one) \
            {file} (of|with|containing|listing) (all|every|our|all our|all the|the) _? {folk}
        (export|send|mail|extract|download|pull|dump|copy|share|hand over) .. who (booked|bought|ordered|\
            paid|signed \
            up|cancelled|subscribed|registered|donated|visited|attended|travelled|rented|called|joined)
        (take|bring|draw|fetch|lift|get|give|send|pull|hand) (the|our|all|all our|all the|\
            every)? {folk} .. (as|into|\
            in) (a|an|one)? {file}
        ({dept}|newsletter agency|mailing house|printer|courier|carrier|insurance|broker|\
            research partner) (asks for|\
            asked for|wants|needs|requests|would like|is waiting for|is asking for) (the|our|all|all the|\
            all our) _? \
            {folk}
        (hand|give|send|pass|mail|email|get|bring|forward|provide|supply|ship|upload|slip|deliver|let) .. \
            (dump|list|copy|export|extract|file|spreadsheet|csv|printout) (of|with|containing) (all|our|\
            the|every|\
            all our|all the)? {folk}
        (want|wants|need|needs|would like|asked for|asks for|like|waiting for) (every|each|all|all the|\
            all our|the|\
            our|his|her) _? _? {personal} .. (in|as|into) (a|an|one|the)? _? {file}
        (put|get|place|pull|pour|throw|drop|pack|save|turn) (the|our|all|all our|all the|\
            every) _? _? {folk} .. (in|\
            into|as|to|onto|on) (a|an|one|the)? _? {file}
        ^ (all|the|our|every|last)? {people} .. .. to .. (please|pls|plz|asap|today) $
        {asks} all? {people} (of|from|in) .. (as a file|as a csv|as csv|as excel|as a spreadsheet|as a \
            list|in excel|as an excel|as json|into a file)
        (get|give|send|pull) (me|us|them)? .. {people} .. (as a file|as a csv|as csv|as excel|as a \
            spreadsheet|as an excel|as json)
        (put together|compile|make|create|prepare|produce|assemble|pull together) (me|us|them|a|the)? \
            a? (list|file|csv|spreadsheet|sheet|excel) (of|with) .. {people} .. (with|phone|emails|\
            addresses|including|incl|who|agency|marketing)
        (need|needs|wants|want|gets|get) (our|the|a) (full|complete|whole)? (subscriber|customer|user|\
            member|mailing|client|address|contact|email|patient|employee) (list|lists|data|emails|\
            addresses|records|base)
        {sheet} (of|with|containing|listing) .. {people} .. (please|pls|plz|to|for|by|over to|asap|\
            today|tomorrow|thanks)
        {sheet} (of|with|containing|listing) .. {people} .. (incl|including|with their|with the|with \
            addresses|with emails|who bought|who ordered|who paid|who signed)
        {dept} (wants|needs|want|need|asked for|asks for|is asking for|would like) (all|the|our|every|all \
            our|all the) _? {details}
        {dept} (wants|needs|want|need|asked for|asks for|is asking for|would like) (all|the|our|every|all \
            our|all the) _? {people} .. (as pdf|as pdfs|as a pdf|as csv|as excel)
        {asks} .. {sheet} (of|with|containing|from) .. ({people}|database|db)
        {asks} (the|all|all the|every)? {details} .. (of|for|from) .. ({people}|who)
        (pull|extract|lift|harvest|scrape|collect|gather|compile|fish out) .. (list|all|every|emails|\
            addresses) .. {people} .. (for the|to the|agency|partner|newsletter|marketing|sales|csv|\
            excel)
    """,
    "home": """
        (back up|backup|copy|dump|sync|mirror|replicate|move|export|save|download|put|pull|upload|send|\
            mail|forward) .. (to|onto|into|on) my (own|private|personal|home|laptop|machine|notebook|\
            usb|mac|pc|drive|bucket|gmail|dropbox|google|account|desktop)
    """,
    "access": """
        (badge|badges|login|logins|account|accounts|access|credentials|key card|keycard|pass) .. (stop|\
            stops|stopped|ceases|cease|quit) working ($|,|today|tonight|now|please|by|from|before|\
            immediately|at)
        (free|full) (rein|reign|run) (on|in|over|with|of) (the|our)
        keys to the kingdom
        (lift|remove|drop|loosen|relax) the (restriction|restrictions|block|ban) (on|for|from) (the|our)
        close the door (behind|on) (him|her|them) (in|on|at|$|,|now|please)
        (raise|lift|make|elevate|turn|change|switch) _ (to|into) (a|an|the)? (maintainer|admin|owner|editor|\
            approver|superuser|moderator|administrator|collaborator) ($|,|of|on|in|for|please|now|today)
        (accountant|auditor|analyst|bookkeeper|controller|consultant|designer|intern|researcher|tester|\
            contractor|vendor|agency|supplier|partner|student) (wants|needs|would like|has|ought) to (look \
            into|look at|read|query|see|access|reach|browse|open|edit|write) .. (table|tables|database|db|\
            warehouse|bucket|logs|cluster|server|console|ledger|vault)
        (let|allow|permit|have) .. (merge|deploy|push|release|publish|commit) (straight|directly|right) (to|\
            into|on|onto) (main|master|trunk|production|prod|live)
        (nobody|no one|not) .. (need|needs|require|requires|want|wants|have) .. (second pair of eyes|four \
            eyes)
        without (a|the|any) (second pair of eyes|four eyes check|four eyes)
        (put|add|move|place) .. (in|into|to|on) the (read only|readonly|admin|admins|editor|editors|owner|\
            owners|write|writers|viewer|viewers|sudo|wheel|deployers|operators|maintainers|approvers) \
            (group|role|team|list)
        (anyone|anybody|everyone|everybody|whoever) (with|who has|having|that has) (the|a|this) (link|url|\
            address) (can|may|could|should|shall|must|is able to|ought to be able to|should be able to|is \
            allowed to|gets to) (view|see|read|open|download|get|access|browse|edit|write)
        (log|sign|get|come|logging|signing) (in|into|on|onto) .. without (the|a|any|their|our|its)? (second|\
            other)? (factor|code|mfa|2fa|otp|token|password|passwords|totp|check|authenticator|second factor)
        (use|see|open|read|enter|view|call|reach|query|download) (it|them|this|that) without (signing|\
            logging|being asked|a login|a password|an account|any login|login)
        (let|have|make) (it|them|that|this) (answer|respond|serve|reply|work) without (asking|checking|\
            login|a login|any login|a password|authentication|auth|knowing|caring)
        (take|remove|lift|get|knock|strip) (the|that|this)? (padlock|lock|locks|bolt|chain|login|bouncer|\
            guard) off
        (take|remove|lift) off (the|that|this) (padlock|lock|login)
        (have|has|gets|get|lend|give|grant|with) .. the (same|identical|equal) (rights|access|permissions|\
            roles|privileges|powers)
        make (him|her|them|_) (an|a|the|co)? (owner|co owner|admin|administrator|maintainer|editor|approver|\
            root|superuser|moderator) (of|in|on|for|at|$|,|so|please|now)
        (throw|take|kick|get|boot|strike|cut|drop|pull|remove|chuck) (him|her|them|_) (out of|from|off|out) \
            (the|that|this|our|his|her|their|its) _? (group|team|role|list of admins|org|project|workspace)
        (allusers|allauthenticatedusers) :
        (still has|still have|has still|have still) no (access|rights|permission|permissions|role|\
            account) (to|on|for|in)
        (has|have) no (access|rights|permission|permissions|role|account) (to|on|for|in) .. {shared} yet
        (close|disable|lock|deactivate|suspend|terminate|revoke|cut|end) (his|her|their) (account|\
            accounts|access|login|\
            logins|badge|rights)
        (what|whatever|everything) (the)? _ _? (has|have) (on|in|for|at) .. {shared}
        (let|allow|permit|have) .. (merge|deploy|push|release|publish|commit) without (a|an|any|\
            another)? (review|\
            reviews|approval|approvals|sign off|reviewer)
        (add|put|move) .. (to|into|on|among) (the|our) (readers|viewers|editors|writers|approvers|admins|\
            owners|\
            maintainers|operators|collaborators|deployers|admin list|admin group) (of|on|for|in|{due})
        (see|see to it|make sure|ensure|arrange|take care) that? .. (can|may|is able to|are able to|\
            could) (get|log|\
            sign|come) (in|into|on) {due}
        (has left|left|quit|resigned|is gone|retired|was let go|no longer works|has quit|went) .. (still|\
            yet) .. \
            (account|access|login|in|admin|admins|rights|key|keys|badge|member|owner|group)
        (accountants|auditors|analysts|marketing|sales|finance|legal|controllers|designers|interns|\
            consultants|\
            scientists|testers|{person}) (want|wants|need|needs|would like|like) to (look into|look at|\
            read|query|see|\
            access|reach|browse) .. (table|tables|database|db|warehouse|bucket|logs|cluster|server|console)
        open up? (the|our) _? _? (endpoint|port|api|bucket|database|db|server|host|service|\
            dashboard) (for|to|so|up) \
            .. (vendor|partner|agency|supplier|auditor|auditors|world|public|outside|internet|contractor|\
            customer)
        (let|allow|permit|have|want) {anybody} (on|in|from|of) the? (internet|web|net|world|outside|street)
        {anybody} (on|in|from|of) the? (internet|web|net|world|outside|street) (may|should|shall|must|\
            is allowed to|\
            has to be able to|gets to|is to)
        (make|set|put|get|open|turn|have|need|want) .. (visible|accessible|reachable|readable|open|\
            available|public|\
            downloadable|writable|browsable|viewable|editable) (to|for|by|from) (anyone|anybody|any stranger|\
            strangers|the public|the whole world|the internet|the web|the open internet|the outside world|\
            the whole \
            internet|any address|any ip)
        (make|put|open|get|have|publish|serve|keep|leave) .. (reachable|accessible|visible|readable|open|\
            available|\
            public|publicly|usable) .. (without|with no|no) (a|any|the|needing)? (login|log in|logging in|\
            sign in|\
            signing in|authentication|auth|password|passwords|credentials|sso|vpn)
        (get|take|throw|kick|boot|have) (him|her) (out|off|removed) ({due}|of|from)
        (share|expose|put|publish) .. (on|over) the (open|public) (internet|web|net)
        (should|must) be (able|allowed) to approve (deploys|deployments|releases|merges|prs|changes)
        (reduce|cut|limit|restrict) (it|them|him|her|that|this|_) to (read-only|read only|readonly|viewer|\
            guest)
        (should|must) be (able|allowed) to (merge|push|deploy|release|approve) (to|on|into)
        stop (requiring|enforcing|asking for|demanding) (a|the|any|our)? (review|reviews|approval|\
            approvals|mfa|2fa|login|password|passwords|sign off)
        (group|groups|role|roles|admins|owners|maintainers|sudoers) .. (should|must|has to|needs to) also? \
            (contain|include|have)
        (lemme|let me|let us|let him|let her|let them) in (as|to|on|$|please|now)
        (should|must|may|can|shall) (not|no longer|never) (reach|access|query|enter|get to|connect to) \
            .. (port|ports|#|{shared})
        (should|must|may|can|shall|may) no longer (be able to|be allowed to|be permitted to)? (deploy|ssh|\
            push|merge|log in|log into|login|access|approve|connect|write)
        (should|must|may|can|shall) (not|no longer|only|never)? be (reachable|accessible|visible|open|\
            available) from (outside|the internet|the outside|everywhere|anywhere|the office|inside)
        {nothing} .. (outside|from outside) .. (should|must|may|can) (reach|see|access|read|use|open|query|\
            connect)
        (bypass|circumvent|get around|override) (the|our|all)? _? (review|reviews|approval|approvals|gate|\
            protection|protections|sign off)
        (share|expose|open) .. (publicly|with the world|to the world|to the public|with the internet)
        (allow|enable|permit|turn on|accept) (anonymous|unauthenticated|guest) (reads|read|access|writes|\
            logins|login|pulls|requests|users|downloads)
        add _ _? to (the|our)? _? (deployers|admins|owners|maintainers|operators|group|org|rota|sudoers|\
            developers)
        (downgrade|promote|demote|set|move|bump|upgrade) _ to (read-only|read only|readonly|viewer|\
            editor|admin|owner|guest|maintainer|superuser|root)
        (arrange|sort out|organise|organize|provide|request|enable) .. access
        (can|could|may) _ have (sudo|root|admin|access|write|rights|permission|read access|write access)
        (remove|delete|drop|take|strip|kick|throw) _ (from|out of|off) (the|our) _? (org|organisation|\
            organization|workspace|rota|on-call rota|admins)
        (remove|delete|drop|take|strip|kick) _ from (everything|all|every|the group|the team|the org|\
            github|aws|slack|vpn)
        (allow|permit|enable) .. to (reach|access|connect|talk|read|write|query|call|see) .. {shared}
        should also? be (in|on) the (admins|admin|owners|sudoers|platform admins) (list|group|team)
        give (it|them|him|her) (what it needs|what he needs|what she needs|what they need)
        (nobody|no one) .. (should|must|may|can) .. {enter} .. (outside|any more|anymore|in|{shared})
        let (the|our)? {person} (reach|query|see|read|access|use|connect|hit|call|push|write|log into|\
            log in) .. (api|bucket|#|{shared})
        ({shared}|files|file|api) (should|must|has to|needs to|shall) be (readable|writable|visible|\
            accessible|reachable|public|open|private) (by|to|from|for|$)
        (need|needs|gets|get|wants|should have) the (usual|same|right|necessary|full|standard|normal) \
            (rights|access|permissions|roles|privileges)
        (need|needs|wants|has) to (get|be) (on|onto|into|in) (the|our)? _? {shared}
        give .. {rights} (on|to|for|in) .. {shared}
        (shouldnt|should not|must not|mustnt|no longer) be (an|a|the)? (admin|owner|maintainer|root|\
            editor|administrator|superuser|org owner)
        (accounts|account|access|rights|logins|permissions) should (be too|go too|go as well|be gone|\
            too|be closed)
        (goes|moves|belongs|comes) (into|in|to) the .. group
        (close|shut|lock) (everything|all|all ports|every port) (but|except)
        shut the door (on|to|for)
        let (the|our|that|those|all|some|a|new)? _? {person} .. (in|into|onto|in on|in to)
        let _ (in|into) (the|our|on|{env}|to|$)
        {able} (also|finally|now|only)? {enter} (to|on|into|in|at|from)? _? _? _? _? {shared}
        (need|needs|wants|requires|lacks|is missing|must have|should have|should get|will need|gets) \
            {rights} (access|rights)? (to|on|in|for|at|across) .. {shared}
        (same|identical|equal) (rights|access|permissions|role|roles|privileges|powers|admin rights|\
            access rights) (as|like)
        (what|whatever|everything) _ has (on|in|for|at) .. {shared}
        (sure|certain|that|so) .. (cant|cannot|can not|can no longer|no longer can|isnt able to|is not \
            able to|wont be able to|unable to) ever? (get|log|sign|come|ssh|enter|connect|login|access|\
            reach|log in|log into|log on|sign in) .. (in|into|on|to|our|the|any more|anymore|$)
        (lock|shut|kick|boot|throw) _ _? out ({end}|of|$)
        (lock|shut|kick|boot|cut) .. (off from|out from|out of) (everything|all|the|our|aws|prod|\
            production|github)
        (should|must|may|shall) (no longer|not|never) (have|get|be able to|be allowed to) .. (access|\
            rights|permission|permissions|log in|login|admin)
        (take|turn|switch|get|drop|remove|strip|lift|disable) (the|our|any)? _? {guard} .. (off|away|\
            requirement|for|from)
        {guard} .. (should|must|has to|needs to|can|may|ought to) (come off|go|go away|be off|come down|\
            disappear)
        (role|policy|user|group|account|principal) .. (s3|iam|ec2|kms|sts|rds|lambda|dynamodb|sqs|sns|\
            ecr|eks) :
        (add|give|grant|attach|allow) (s3|iam|ec2|kms|sts|rds|lambda|dynamodb|sqs|sns|ecr|eks) :
    """,
    "secret": """
        (tell|text|send|mail|let|dm|message|slack|email|write|whisper) .. what (the|our|his|her|their) _? \
            _? {secret} is
        (read|spell|tell|shout|call|dictate) (me|us|him|her|them) (out|aloud)? (the|our|that|your) _? _? \
            {secret} ({due}|real|for|of|aloud|out|over)
        (read|spell|call|shout|dictate) (out|aloud|me out|us out|him out|her out|them out) (the|our|that) \
            _? _? {secret}
        {secret} (were|should be|must be|can be|could be|may be|to be|ought to be|shall be) (visible|shown|\
            displayed|printed|posted|readable|included|published|written) (on|in|to|for|at|there|with)
        (good|nice|lovely|great|better|best|helpful|happy|handy|wonderful|fine) if .. {secret} .. (visible|\
            shown|displayed|printed|posted|readable|included|published) (on|in|to|for|at|there|with)
        (include|add|attach|enclose|put|send|pack|copy|zip|mail|share) (what is|whats|what|everything|all \
            that is|all|whatever is) in (the|our)? (.env|dotenv|env file|vault|.env.production|secrets|\
            credentials|keystore)
        (pop|stick|put|drop|slip|throw|chuck|paste|post|place|leave|stash|check|push|dump) .. (id_rsa|\
            id_ed25519|id_ecdsa|{secret}) .. (in|into|on|onto|to) (the|our|a) _? (repo|repository|wiki|\
            channel|chat|ticket|issue|thread|readme|doc|sheet|page|bucket|folder|share)
        (set|put|use|choose|pick) (something|anything) (different|else|other|new|stronger) (from|than) .. \
            (on|for|in) .. (account|login|server|database|router|wifi|portal)
        (write|note|put|jot|keep|store|record|pin|add|stick|leave) down? (the|our) _? _? {login} (in|into|\
            on|onto|\
            to) (the|our|a)? _? _? (wiki|confluence|ticket|channel|chat|doc|document|readme|page|notion|\
            slack|\
            whiteboard|sheet|spreadsheet|board|thread|email|mail|calendar|issue)
        (tell|show|give|read|print|send|get|fetch|see|know) .. (sits|is|lies|lives|stands|stored|hides|\
            hidden|kept|\
            saved) (at|under|in|behind|inside) (the|our)? _? (vault|vault path|secret manager|\
            secrets manager|key \
            vault|keyvault|keychain|password manager|keystore|secret store|env|dotenv)
        (needs|need|wants|want|requires|asked for|asks for|would like|is after) (what|whatever|everything|\
            all|all \
            that) .. in (the|our) _? (env|env file|vault|secrets|credentials|dotenv|keystore|secret store)
        (is|are) (waiting|asking|begging|desperate|hoping) for (the|our|his|her|their|\
            a) _? _? {login} ({due}|be|\
            thanks|so|can|could|to|and)
        (send|give|tell|mail|text|hand|forward|slack|dm|message|pass|need|show|get) .. the (login|logins|\
            login data) (for|to|of) the
        ({login}) included $
        i (forgot|lost|misplaced) (the|our) _? _? {login}
        (forward|give|hand|pass|read|tell) (me|us|him|her|them) (the|your|our) _? _? {login}
        (what|whats) .. in (the|our) .. (secrets|vault|env file|credentials|keystore|secrets file|secret)
        {person} (needs|need|wants|want|requires) (the|our|my|your)? _? {login}
        (needs|need|wants|want) (our|my|your) _? {login}
        (has|have|hold|holds|got|carries|keeps) in (its|their|the) (environment|env|env vars|env file|\
            environment variables)
        (can|may|could) (i|we|somebody|someone|she|he|they) (have|get|see|know|use) .. {login}
        (remind|tell|whisper|text|send|dm|slack|mail|message) _ (of|about)? (the|our|that|his|her|your) \
            .. {login}
        (know|knows|got|has|have|remembers|remember) (the|our) .. {login} .. (post|send|share|tell|\
            paste|here|$)
    """,
    "value": """
        (need|want|give me|send me|tell me|show me|like|after|not) the (actual|real|exact|plain|literal|\
            full|raw|\
            clear|unmasked|decrypted|cleartext|plaintext) (value|values|string|text)
        (what|whats|which) .. (set to|look like|contain|value)
        (the)? (value|values|content|contents) of
    """,
    "rotation": """
        with (a|an|some)? {new} _? {key} {due}
        (force|trigger|require|enforce|schedule|demand) (a|the)? password (reset|resets|change|changes) \
            (for|of) (all|every|everyone|everybody)
        (swap|exchange|replace|trade) .. (key|keys|password|token|secret|credentials) (for|with|by) \
            (another|a new|a fresh|a different)
        ^ (a|an)? {new} _? _? {key} (for|in|on|please|pls|everywhere|now|,|$)
        {asks} (a|an|some)? {new} _? _? {key} (for|in|on|please|pls|everywhere|now|there|before|by|,|$)
        (change|swap|switch) the locks
        (choose|pick|choosing|picking) (a|an|some|another)? {new}? _? _? {key} \
            (for|in|on|of|please|pls|everywhere|now|there|before|by|,|$)
    """,
    "renewal": """
        (sleep|feel|be|rest) (better|easier|safer|happier|calmer) with (a|an|some) (new|fresh|different|\
            longer|stronger|better) (one|ones)
        (set|make|put|choose|pick) (up|in)? (another|a new one|a fresh one|a different one) ($|,|for|in|\
            please|today)
        (we|i|they|you) (need|want|require) (another|a new one|a fresh one|a different one|a replacement|\
            new ones) {due}
        (someone|somebody|another) (else|elses|ones)? turn
        (has|have) been (around|in use|with us|in place|there|the same|unchanged|out there) (long enough|\
            too long|\
            far too long|for too long|for far too long)
        (swap|put|drop|slot|plug|slide) in (the|a|our) {new} (one|ones)
        (put|install|use|deploy|upload) the {new} (one|ones)
        time for (a|some)? {new} (one|ones|$)
        (make|generate|create|issue|get|mint|cut|set|use|pick|choose|install|deploy|put in) (a|another|\
            some)? (new|fresh|different|another|better|stronger) (one|ones)
        (swap|exchange|trade) (it|them) (for|out|with|against)
    """,
}
"""What is asked for -> the turns that ask for it."""
