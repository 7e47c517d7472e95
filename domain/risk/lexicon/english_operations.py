"""Turns of phrase that restart, switch or resize what runs; the marks are told in :mod:`.idioms`."""

OPERATIONS: dict[str, str] = {
    "restart": """
        (a|one)? (fresh start|restart|reboot|power cycle|clean start|cold start) would (do|help|be good|\
            be nice|not hurt)
        (need|needs|wants|requires|deserves|due for|overdue for|do with|could use|calls for|begging for|\
            asking for|in need of|get) a (good|quick|fresh|hard|proper|little|full|clean|rolling|\
            gentle)? (restart|reboot|bounce|kick|nudge|power cycle|recycle|reset|failover|slap|kicking|\
            poke|jolt) ({end}|,|$|as|since|because|again|when|or|after|every)
        give .. (restart|reboot|bounce|kick|nudge|power cycle|slap|poke|jolt) ({end}|again|when|$)
        (braucht|brauchen|benotigt|bedarf|verdient) (einen|eines|mal|dringend)? _? (neustart|neustarts|\
            reboot|restart|kaltstart)
        (besoin|merite) .. (redemarrage|reboot|restart|relance)
        (necesita|necesitan|pide|requiere) (un|una)? (reinicio|rearranque|reboot|restart)
        (bring|get|put) it back ($|,|please|now|pls)
        off and back? on again?
        (poke|nudge|jolt|jiggle|kick) (it|them) ($|please|again|,|once|now)
        (need|needs|deserves|could use) a _? (kick|slap) in the _
        (get|bring|have|coax|put) .. (running again|going again|working again|back up|back to life|back \
            on its feet|back online|up and running|up again)
        (revive|resurrect|unstick|unjam|reanimate|resuscitate|jumpstart|defibrillate) (the|it|them|our)
        (need|needs|wants) (restarting|rebooting|bouncing|kicking|recycling)
    """,
    "merge": """
        (main|master|trunk) (deserves|wants|needs|is missing|lacks|should have|should get|could use) .. (fix|\
            change|branch|pr|commit|patch|feature|work|mr|update)
        (click|get|bring|push|put|take|land|drop|slip|pop|stick|move|shove|squash|fold) (it|them|this|that|\
            the _|the _ _) (in|into|on|onto|to) (main|master|trunk) ($|,|please|now|today|tonight|then|and|\
            as|for)
        (branch|pr|mr|fix|change|patch|commit) .. (main|master|trunk) (is waiting|waits|awaits|is ready)
        (main|master|trunk) (is waiting|waits|should get|can have|may have) for? .. (pr|prs|mr|branch|fix|\
            change|commit|hotfix|#)
        (pr|mr|branch|change|commit) .. (belongs|should go|must go|can go|may go) (in|into|to|on|onto) (main|\
            master|trunk)
    """,
    "import": """
        (take|bring|get|put|pull|move|pour|read|fill|feed) .. from (the|our|this|his|her|their|a) .. (feed|\
            file|sheet|list|csv|export|spreadsheet|excel|dump|ftp|sftp|supplier) .. into (the|our) _? _? \
            (catalogue|catalog|system|shop|store|database|db|register|registry|crm|erp|table|index|\
            warehouse|inventory)
        (pull|take|bring|get|read) .. in from (the|our|this|that) (sftp|ftp|feed|partner|supplier|bucket|\
            file|sheet)
        (put|load|get|bring|feed|pour|read|play|enter) (it|them|this|that|these|those) (into|in) (the|our) \
            _? _? (shop|store|system|database|db|crm|erp|catalogue|catalog|register|table|index|inventory|\
            warehouse)
        (top|fill|load|stock) up (the|our) .. (catalogue|catalog|database|table|db|shop|store|system|\
            environment) with
        ^ read in (the|our|all|this|these|last|everything)
        (can|should|must|may) be imported (into|to) (the|our) _? (system|shop|database|crm|erp|catalogue|\
            catalog)
    """,
    "switch": """
        (swap|switch|exchange|flip) (the|our) (primary|master|leader|active node|active one) (and|with|for|\
            to) (the|our)? (standby|secondary|replica|passive|backup|follower)
        pull the plug ($|now|,|tonight|please|at)
        (silence|mute|snooze|suppress|pause) (every|all|any) {env}? (page|pages|alert|alerts|alarm|alarms)
        (silence|mute|snooze|suppress|pause) (the|our)? {env}? (paging|pager|pagers|alert|alerts|alarm|alarms)
        (switch|turn|flip) (it|them) (on|off|back on) ($|again|please|now|until|for)
        no (more)? (paging|alerts|alarms|pages|alerting|monitoring) (tonight|today|until|for|please|\
            over|during|this)
        (alerts|alerting|paging|monitoring|alarms|backups|replication|autoscaling|auditing|pager|\
            notifications|cron) (off|silent|quiet|down|away) ($|until|for|during|over|please|tonight|\
            now|,|this)
        (put|switch|turn|bring|throw|hang) (up|on)? (the|a|our) _? (maintenance|closed|back soon|sorry|\
            downtime|outage|holding) (page|sign|screen|banner|notice) (up|on)? ($|,|on|in|for|until|till|\
            now|please|while|during|and|tonight)
        (customers|visitors|users|everybody|everyone|shoppers|people) .. (should|must|shall) see the _? _? \
            (maintenance|back soon|sorry|closed|outage|downtime) page
        (close|shut) the (shop|store|webshop|site) ($|,|for|until|now|please|tonight|at|while)
        use the (new|other|next|second) (model|provider|gateway|index|backend|vendor|cluster|queue) .. \
            (from now on|instead|for everything|for all|for everyone|from today)
        (break|cut|sever|interrupt|pause|halt|freeze) the? replication
    """,
    "capacity": """
        {n} {machines} (instead of|rather than|and not|not) {n}
        (another one|a second one|a third one|one more|two more|a fourth one|a bigger one) would (help|\
            be nice|be good|\
            do|do it good|be great)
        (two|three|four|five|six|eight|ten|#) (of them|pods|nodes|replicas|instances|\
            workers)? would (be right|be \
            enough|do|suffice|be better|be plenty|be fine)
        (add|give it|give them|needs|gets) # (gb|gib|tb|cpus|cores|vcpus|gigs|gigabytes) ($|,|more|of|now|\
            please|to)
        (add|put|give) .. (cpus|cpu|cores|ram|gb|memory|disks) .. to (the|our)? _? _? {machines}
        (add|put|give) .. (cpus|cpu|cores|ram|memory) .. (host|server|db|vm|database)
        {n} (more|additional|extra|further|new|bigger|larger) _? {machines}
        (another|a second|a third|one more|additional|extra|bigger|larger|beefier|fatter|fewer) {n}? \
            {machines}
        more (pods|replicas|nodes|instances|machines|servers|vms|boxes|dynos|memory|ram|cpu|capacity|\
            horsepower|hardware) (for|to|in|on|please|pls|now|$)
        (beef|bulk|size|dial|crank|amp|pump) (up|down)? .. (cluster|service|api|pods|nodes|servers|\
            machines|fleet|workers|database|db|hosts|tier|capacity)
        (throw|put) (more|some|additional) .. (hardware|machines|servers|capacity|cpu|memory|iron) (at|\
            on|behind|into)
        {machines} .. from {n} to {n}
        (bump|take|bring|set|put|raise|lift|drop|lower|get) .. {machines} .. to {n} ({end}|$|,)
        (double|triple|halve|quadruple) .. {machines}
        {n} _? {machines} (is|are|will be|would be|should be) (enough|plenty|sufficient|all we need)
        {machines} .. (should|must|have to|need to) be (only|just|at least)? {n}
    """,
    "machine": """
        ^ (a|an|another|one more|two|three|#)? (new|fresh|small|big|second|third)? _? (vm|vms|server|\
            cluster|redis|postgres|bucket|box|instance|namespace) for .. (please|pls|$)
        ^ (get|grab|organise|organize|arrange|build|make) (a|an|another|one|two|three|some) .. (vm|vms|\
            virtual machine|ec2 instance|droplet) (for|in|on|with|to|please|$)
        {asks} (a|an|another|one more|two|three|some|#) .. (vm|vms|virtual machine|machine|machines|\
            server|servers|cluster|redis|postgres|mysql|mongo|kafka|box|boxes|instance|instances|bucket|\
            namespace|node|nodes|vpc|droplet|gpu|s3 bucket|elasticsearch|rabbitmq|throwaway vm) ({end}|\
            ,|for|in|with|to|under|$|of|like|where|that|same)
        (spin|stand|fire|bring|start|put|boot|light) up (a|an|another|one|two|three|some|#|me|us|the) \
            .. (box|boxes|machine|vm|vms|server|cluster|instance)
        (spin|stand) .. (box|boxes|machine|vm|server|cluster) .. up $
    """,
}
"""What is asked for -> the turns that ask for it."""
