"""Turns of phrase that make something go away; the marks are told in :mod:`.idioms`."""

REMOVALS: dict[str, str] = {
    "removal": """
        (take|put) (the|an|a) (axe|ax|knife|hatchet|scissors|torch|broom|sledgehammer|chainsaw) to
        (let go of|bid farewell to|say farewell to|part with|part from|wave goodbye to|show the door to)
        (nobody|no one|none of us) (would|will|is going to|is gonna|has) (miss|missed|notice|mourn|\
            cry for) {it}
        (get|take|throw|kick|bring) (them|those|these) (out|off|away) ({due}|of)
        (dont|do not|never) leave (a|any|one|a single|even|even one|even a single|a trace of) .. (alive|\
            behind|\
            standing|untouched|in place|intact|over|there|left)
        (love|like|want|prefer|wish|happy|rather) to (see|have|find) (the|our|all|every|this|that|\
            those) .. (empty|\
            emptied|gone|wiped|blank|cleared|deserted) {due}
        clean house (on|in|at)
        (put|make) an end (to|of) (the|our|all|every|{env})
        rid (the|our|{env}) .. of
        (start|begin|restart) (over|again|off)? (from scratch|from zero|from nothing|afresh|with an \
            empty|with a fresh|with a blank|with a clean) .. (data|database|db|table|tables|schema|\
            environment|cluster|orders|customers|users|queue|topic|bucket|staging|prod|qa|uat)
        factory reset
        (get|move|put|take) .. out of the way
        (has|have|needs|need|ought) to leave (the|our|all)? _? (tables|table|database|databases|systems|\
            crm|backups)
        (must|should|shall) leave (the|our|all)? _? (tables|table|database|databases|systems|crm|backups)
        (should|must|shall|can|may|want|wants|like|has|have|needs|need|to) .. be (history|a thing of the \
            past|no more|toast|kaput|out of the world)
        (away|off|out|down) with {it}
        (let|make|watch|see) .. (disappear|vanish|go away|be gone|die|be history)
        (make|render) .. history $
        kiss .. goodbye
        (get|be|rid) (shot|rid) of
        (put|take) .. (out of its misery|out of their misery|behind the barn|behind the shed)
        (goes|go|belongs|belong|put it|put them|straight|right|throw it|throw them) (in|into|on|to) the \
            (bin|trash|garbage|dustbin|void|scrapyard|rubbish)
        (to|into|in|>) (/dev/null|the bit bucket|the void|the shredder)
        ^ /dev/null
        (weed|thin|strip|hose|sweep|mop|flush|scoop) (out|down|off|away) (the|all|our|every|old|any|\
            duplicate|stale|dead|inactive)
        (free|freeing|claw|reclaim|recover|release|squeeze|make|create|win) (up|back|out)? (some|more)? \
            (# gb|# tb|# g|space|room|disk|disk space|storage|gb|#) .. (on|in|for|from) .. (server|db|\
            database|disk|volume|bucket|cluster|node|host|{env}|nas|table)
        (trim|shrink|cull|cut|limit|restrict|reduce|slim|pare|whittle|boil|prune|cap|shorten|thin) .. \
            (to|down to|back to) the? {recent} .. {age}
        (cull|decimate) (the|all|every|our|any)
        (keep|retain|leave|preserve|hold) (only|just|us)? the? {recent} .. {age}
        only (keep|retain|leave|need) the? {recent}
        (put|set|give|apply|add|slap|stick|introduce|enable|configure) .. (ttl|expiry|time to live)
        (lower|shorten|cut|reduce|drop|set|bring|limit|cap) .. retention
        stop (keeping|making|taking|doing|running|having|storing|writing|creating|producing|holding|\
            saving) .. {copies}
        (no more|no further|enough of the|end the|cease) (nightly|daily|weekly|hourly|automatic)? \
            {copies}
        (time|ready) for .. to (go|die|leave us|disappear|retire)
        (that|who|which) .. (should|must|can|may|shall|has to|have to) (disappear|vanish|be gone|be \
            deleted|be removed|be purged|be erased|be wiped|be dropped|go away|go $)
        (must|should|may|shall|can) (not|no longer) be (in|on) .. (any more|anymore|any longer|$)
        (must|should|may|shall) not survive
        (leave|keep) no trace of
        (asks|asked|demands|requests|insists|expects|wants|want|requires) that? .. (disappear|vanish|be \
            gone|go away|leave|are gone)
        (out|gone|off) with (it|them|all|the lot)
        pull the plug (for good|forever|for ever|once and for all)
        blank (it|them|those|these) (out|in|on|from|for|all)
        (is|are) yours to (delete|drop|remove|wipe|purge|erase|destroy|bin)
        off with (his|her|their|its) (head|heads)
        (make|let|have) .. walk the plank
        (kick|throw|chuck|toss|put|drop|boot|shove|dump|sling|push|shift|move|stuff) .. (in|into|to|on|onto) \
            the (bin|trash|garbage|dustbin|scrapyard|rubbish|rubbish bin|skip|scrap heap|wastepaper basket)
        (take|get|throw|kick|boot|chuck|toss|strike|sweep|clear|turf|cross|knock|scratch|rub|wash|pull|\
            lift) .. (out of|off|from|out) {whole} _? _? {holders}
        (take|get|throw|kick|boot|chuck|toss|strike|sweep|clear|turf|wash|pull|lift) .. out of {whole}? \
            {env} ($|,|please|now|tonight|today|for|before|without|at|by|entirely|altogether)
        (can|may|could|should|must|shall|to) be (struck|crossed|scratched|taken|thrown|swept|kicked|wiped|\
            rubbed) (out of|off|from|out) {whole} _? _? {holders}
        (can|may|could|shall) leave {whole} _? _? {holders}
        (have|get|make|want|need) (it|them|those|these|that|him|her) gone
        (must|should|may|shall|can) (not|no longer) exist
        (good|nice|great|handy|best|better|lovely|helpful|wonderful|useful) if .. (didnt|did not|no longer|\
            never) (exist|existed)
        (want|like|love|need|prefer|wish|have) .. to have never existed
        (good|nice|great|best|better|lovely|like|love|want|prefer) not to (have|see|keep|find) .. (around|\
            any more|anymore|any longer|in there|in the|in our)
    """,
    "erasure": """
        (insists|wants|demands|asks|asked|wishes|expects|requests) (that|us to)? .. (know|knows|keep|\
            store|hold|have|\
            retain) nothing (more|else)? (about|of|on) (him|her|them)
        (forget|unlearn) (every|all|each|any|all our|all the|the last) _? {record}
        (asks|asked|wants|wanted|demands|requests|insists|requires) that? .. (be forgotten|to be forgotten|\
            be erased|to be erased)
        (null|zero|blank|void|clear|empty|reset) (the|every|all|their) _? _? (of|for|in|on) (all|every|\
            each|inactive|old|the) _? (customer|customers|user|users|subscriber|subscribers|member|members|\
            tenant|tenants|patient|patients|wallets|accounts|orders)
        (mochte|will|wollen|mochten) .. vergessen werden
        (veut|souhaite|voudrait|demande) .. etre oublie
        (veut|souhaite|voudrait|demande) .. etre oubliee
        (quiere|pide|desea) .. (ser olvidado|ser olvidada)
        (uber|zu|von) .. (kunde|kundin|nutzer|nutzerin|mieter|mieterin|patient|patientin|mitglied|herrn|\
            frau) _ (haben|wissen|speichern|gespeichert haben)
        (sur|de) (monsieur|madame|ce client|cette cliente|cet abonne)
        (forget|erase|delete|remove|wipe|purge|destroy|shred) (everything|all|whatever|anything|all data|\
            the data) (about|on|of|regarding|from) (mr|mrs|ms|miss|dr|herr|frau|him|her|them|that customer|\
            this customer)
        what (we|you) (hold|have|know|store|keep) (on|about|of) (him|her|them) ($|,|please|now|today)
        every trace of (mr|mrs|ms|miss|dr|herr|frau|him|her|them|the customer|this customer|that customer)
        (forget|erase) (mrs|ms|miss|herr|frau|dr|the customer|the user|that customer|this customer|the person)
        (records|data|account|details|profile) .. (must|should|may|shall) not (exist|be stored|be kept|\
            be there)
        (invoked|invokes|exercises|exercised|claims|claimed|used) (his|her|their|the) right to (erasure|\
            be forgotten)
        (wants|want|asks|asked|demands|would like|requested) (all|all of)? (his|her|their) (data|\
            account|records|profile|details|information) .. (gone|deleted|erased|removed|wiped|destroyed)
        (customer|user|client|member|subscriber|patient|he|she) #? (wants|asks|asked|would like|\
            requested|has asked|demands) to be (deleted|removed|erased|forgotten)
        (mr|mrs|ms|miss|herr|frau|dr) .. (data|account|records|details|profile) .. (disappear|\
            disappears|vanish|gone|go|deleted|erased)
        (erase|delete|remove|wipe|forget|purge) (everything|all|whatever|anything|all the data) .. \
            (hold|know|have|stored|store|keep) (on|about|of|from)
        (want|wants|wishes|asks|asked|asking|like|likes|entitled|demands|demanded|requested|insists|\
            ought|needs|need) (to be|on being|being) (forgotten|erased)
        (right to be forgotten|right to erasure|erasure|gdpr erasure|gdpr deletion|gdpr delete|deletion|\
            forget me|dsar deletion) (request|requests|cases|tickets|queue|batch|demands)
        (gdpr|dsar) (request|requests|cases|tickets|queue|batch) .. (through|off|done|delete|erase|\
            process|execute)
        (no|without|leave no|leaving no|any) trace of (mr|mrs|ms|miss|dr|herr|frau|the customer|this \
            customer|him|her|them|that customer|the user)
        (right|rights) to be forgotten
    """,
    "shed": """
        (wont|will not|dont|shall not|shant) be needing (the|our|these|those|any of) .. (any longer|any \
            more|anymore)
        (outstayed|overstayed) (its|their) welcome
        never want to see (the|our|those|these|that|any of) .. again
        (only|just|merely)? (takes|taking|eats|eating|wastes|wasting|occupies|clogs|hogs|\
            hogging) up? (only|just)? \
            (space|room|disk|disk space|storage|memory|a lot of space)
        (can|could|should|will|may) (do|live|manage|cope|get by|get along) without (the|our|all|those|these)
        (can|could|should|will|may) (do|live|manage|cope|get by|get along) without (it|them|that|those|\
            this)? {due}
        (no|dont|do not|not|never|stop) .. (need|have|want|wish|reason)? (to|paying) (pay|keep paying|\
            be paying|spend \
            money)? for (it|them|that|those|this) {due}
        (not|isnt|arent|hardly|never) (pulling|earning|worth|carrying) (its|their|the)? (weight|keep|\
            money|salt|cost)
        (have|has) no (business|place) being? (in|on)
        (bye bye|good riddance|adios)
        (can|may|should|must) (all)? be (thrown out|binned|dumped|ditched|tossed|scrapped|let go)
        (trim|shrink|cull|cut|limit|restrict|reduce|slim|pare|cap) .. (to|down to|back to) # (days|\
            weeks|months|years)
        (make|get) .. (lean|tidy|empty|small|slim) again
        ^ lose (the|all|every|those|these|our)
        no longer (need|needs|needed|use|required|want|wanted|necessary)
        no longer needed
        (dont|do not|doesnt|does not|wont|will not|nobody|no one) (need|needs|want|wants|require|\
            requires|use|uses) .. (any more|anymore|any longer)
        (brauchen|arent|isnt|not|is not|are not) (needed|required|wanted|of any use) (any more|anymore|\
            any longer)
        (no|any|of no|not much|little) (more|further)? use for
        {goes} ({end}|$)
        (has|have) (had its day|had their day|outlived|served its purpose|served their purpose)
        (ready|fit|due) for the (scrapyard|bin|scrap heap|dump|trash)
        {nothing} .. (left|remain|remains|remaining|survive|survives|stay|stays|still there|still \
            exists|lingers|to be found|be found|kept|stored)
        (should|must|may|shall|can|has to|is to|are to|ought to) (no longer|not|never) (hold|contain|\
            keep|store|have|know|retain|include|carry|remember) .. (any|anything|anybody|anyone|data|\
            record|records|person|nobody|who|about)
        should not (hold|contain|keep|store|have|know|retain|include|carry) .. (any|anything|anybody|\
            anyone|data|record|records|who)
        (should|must|may|shall) be no more? .. (left|in the|in our|on the|trace)
        (no|without|leave no|leaving no) trace of
    """,
}
"""What is asked for -> the turns that ask for it."""
