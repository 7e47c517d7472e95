"""Turns of phrase that lead traffic or let it through; the marks are told in :mod:`.idioms`."""

TRAFFIC: dict[str, str] = {
    "traffic": """
        (take|remove|delete|drop|pull|get|strike|add|put|change|adjust|enter) .. (entry|entries|record|\
            records|line|lines|name) .. (out of|from|off|in|into|to) (the|our|its) _? zone ($|,|for|\
            of|on|please|tonight|now|today|by|before|and|at|as)
        (should|must|has to|needs to|ought to|shall|may) (answer|resolve|be served|be answered|respond|come) \
            (from|to|by|at) (the|our|a)? (new|other|second|next|old|backup)? _? (host|server|machine|\
            provider|box|address|ip|site|#)
        (enter|set|use|change|switch|move|update|swap|put in|register|configure) .. (name servers|\
            nameservers|name server|nameserver)
        let .. (address|addresses|ip|ips|range|ranges|network|networks|office|offices) (through|past)
        (let|leave|allow) (its|his|her|their|my|our|that|this|the) _? (address|ip|range|subnet) (through|in|\
            past)
        (give|assign|hand|get) .. (address|ip|port|route|leg|foot) (in|on|into) (the|our) _? _? (vlan|\
            subnet|network|vpc|segment|dmz)
        (throttle|limit|block|slow|reject|challenge) .. (at|on) (the|our) (edge|cdn|waf|gateway|load balancer)
        ^ # (on|for) (port|#) ($|please|,|for|pls|tonight|now|the|from|until)
        (should|must|shall|have to|need to) (sit|live|be|stand|go) (in|on|into|behind) (their|its|a|an|the|\
            our) own (subnet|vlan|network|segment|vpc)
        (should|must|shall|have to|need to) (sit|live|be|go) (in|on|into|behind) (their|its|a|an|the|our) \
            (subnet|vlan|segment|vpc) of
        (should|must|has to|have to|shall|may) (go|come) (out|in)? (through|via|over) the (proxy|vpn|tunnel|\
            gateway|firewall|bastion)
        (should|must|has to|needs to|may|shall) (pass|get through|come through|cross|traverse|\
            be let through|go \
            through) (the|our)? _? (firewall|waf|gateway|proxy|vpn|security group)
        (tell|ask|teach|instruct|make|let|have) (the|our|its|their|all|_)? _? (firewall|firewalls|\
            security group|\
            security groups|load balancer|router|routers|proxy|dns|vpn|waf) (to|that|about|accept|allow|\
            let|know|pass)
        (visitors|traffic|requests|customers|users|calls|mails) (should|must|shall|have to|need to|\
            are to) (land|go|\
            arrive|end up|be sent|be routed|come in) (on|at|to|through|via) (the|our) (new|other|second|\
            next|backup)
        ^ over to (the|our)? (new|other|second|backup) _? (host|server|provider|gateway|lb|load balancer|\
            cluster|box)
        (allow|permit|accept|admit|open|trust|let) .. (0.0.0.0/0|::/0|any ip|any address|every ip|\
            every address|all \
            ips|the whole internet)
        (have|let|make|get) .. (record|records|cname|apex|subdomain|hostname|domain) (point|resolve|lead|\
            go) (to|at)
        (record|cname|apex|subdomain|hostname|domain) (should|must|has to|needs to|ought to|shall) (point|\
            resolve|\
            lead|go) (to|at)
        (vpc|vpcs|vnets|networks|subnets|clusters|offices|vlans|data centers|data centres|datacenters|\
            segments) .. \
            (see|reach|talk to|ping|hear|find|call) each other
        (announce|announcing|advertise|advertising|withdraw|withdrawing) .. (prefix|prefixes|route|routes|\
            range|asn|\
            subnet|#) .. (from|to|at|over|via|in)
        (should|must|needs to|nice if|great if|good if|want|need|like|possible|can|could) .. (port|ssh|rdp|\
            #) .. (were|was|be|is|becomes|to be) (reachable|open|opened|accessible|exposed) (from|to|for|$|\
            please|by)
        ^ (a|the|our|one)? (small|urgent|quick|planned)? (dns|firewall|network|vpn|waf|routing) (change|\
            changes|update|modification|adjustment) (for|on|tonight|today|please|to|in|at|tomorrow|now)
        (inbound|outbound|ingress|egress) .. (from|to|for|on|please)
        (ttl|record|records|cname|mx|dns) .. (down to|up to|to) #
        (move|put|place|hide) .. (behind|in front of) .. (gateway|cdn|proxy|waf|lb|load balancer|\
            cloudflare|firewall|vpn|reverse proxy)
        (route|send|deliver|run) .. (through|via|over) (the|our|a)? .. (provider|relay|proxy|smtp|vpn|\
            tunnel|mail gateway)
        let .. (through|past) (the|our)? (firewall|waf|proxy|gateway|filter)
        point (to|at) (the|our)? (new|old|other) _? (host|server|lb|load balancer|ip|box|cluster|\
            address|machine|provider)
        (load balancer|lb|reverse proxy|gateway|firewall|waf|cdn|ingress|dns) (should|must|needs to|has \
            to|ought to) (only|just|not|also|no longer)? (talk|send|route|point|allow|block|accept|\
            serve|let|forward|use|go|drop|listen)
        (open|throw|make|lay) .. (to|up to|up for|for) the? (world|the world|everyone|everybody|public|\
            the public|internet|outside|anyone|anybody|everybody outside)
        (swing|shift|steer|divert|send|cut|flip|move|drain|shed|route|direct|take|split|redirect|bleed|\
            funnel|point|throw|tip|switch|drop|put|ramp|balance|rebalance|block|stop) .. traffic
        traffic (to|over to|onto|away from|off|should go|has to go|goes to|must go)
        (take|pull|yank|kick|remove|get|keep|bring|drop|throw|return|stick|put|add) .. (out of|into|\
            back in|back into|back to|from) (the|our)? _? {pool}
        (somebody|someone|you) (took|pulled|put|kicked) .. (out of|into|back into|off) .. {pool}
        ^ (out of|into|back in|back into) rotation
        (point|aim|swing|repoint) .. (www|domain|apex|hostname|subdomain|dns|url) .. (at|to|towards)
    """,
}
"""What is asked for -> the turns that ask for it."""
