"""Words that English turns of phrase have in common; how turns are written is told in :mod:`.idioms`."""

GROUPS: dict[str, str] = {
    "env": """production|prod|prd|live|staging|stg|stage|uat|qa|preprod|acceptance|customers|recette
        |preproduction|preproduccion|abnahme|abnahmeumgebung|testumgebung|vorproduktion|produktion
        |produktivsystem
        |livesystem|produccion|integration stage|test stage""",
    "it": "it|them|this|that|these|those|everything|everybody|everyone|him|her|all of it|all of them",
    "back": "last|previous|old|older|earlier|former|stable|good|yesterdays|prior",
    "build": """version|versions|release|releases|build|builds|image|images|rc|release candidate
        |candidate|hotfix
        |binary|artifact|artefact|tag|revision|deployment|deploy|jar""",
    "n": "#|one|two|three|four|five|six|eight|ten|twelve|some|a few|a couple of|a couple|several|many",
    "machines": """pod|pods|replica|replicas|node|nodes|worker|workers|instance|instances|machine
        |machines|server
        |servers|host|hosts|cpu|cpus|core|cores|memory|ram|capacity|vm|vms|boxes|box|dyno|dynos|container
        |containers
        |broker|brokers|shard|shards|gpu|gpus|disk|disks|horsepower|hardware""",
    "audience": """customer|customers|users|user|people|the public|the world|everyone|everybody|all users
        |all customers|end users|real users|real customers|subscribers|clients|shoppers|visitors|public""",
    "asks": """need|needs|want|wants|require|requires|request|requests|requested|asks for|asked for
        |asking for
        |would like|would love|can i have|may i have|could i have|can we have|could we have|can i get
        |could i get
        |can we get|could we get|id like|wed like|get me|get us|get them|give me|give us|pull me|make me
        |send me
        |after|waiting for|could use|could do with|lets have|i have|we have""",
    "goes": """can go|may go|could go|should go|must go|has to go|have to go|needs to go|need to go|gotta \
            go|is to go
        |are to go|got to go|ought to go|can all go|can die|must die|can disappear|should disappear|must \
            disappear
        |can vanish|should vanish|must vanish|has to disappear|have to disappear|can be gone""",
    "end": """please|pls|plz|now|tonight|today|tomorrow|then|too|all|away|at last|for good|by|before|on
        |this|and
        |first|thanks|thx|asap|soon""",
    "pool": """rotation|pool|lb|load balancer|load balancing|loadbalancer|round robin|circulation|service \
            discovery
        |dns rotation""",
    "person": """him|her|them|people|guy|guys|folks|contractor|contractors|intern|interns|auditor|auditors
        |consultant|consultants|agency|vendor|vendors|partner|partners|freelancer|freelancers|team|hire
        |hires
        |colleague|colleagues|developer|developers|devs|admins|students|supplier""",
    "able": """should be able to|should be allowed to|must be able to|needs to be able to|need to be able to
        |has to be able to|have to be able to|shall be able to|ought to be able to|wants to be able to
        |should get to
        |should be permitted to|may""",
    "enter": """get in|get into|log in|log into|login|log on|sign in|sign into|ssh|connect|read|query
        |write|access
        |reach|see|edit|view|push|merge|deploy|browse|open|enter|look into""",
    "shared": """bucket|buckets|database|databases|db|dbs|warehouse|cluster|clusters|server|servers|share
        |nas|vault
        |console|org|organisation|organization|repos|repositories|vm|host|hosts|machine|bastion|vpn
        |grafana|kibana
        |jenkins|production|prod|staging|subscription|namespace|lake|drive|s3|replica|aws account|cloud \
            account
        |dataset|datasets|schema|registry
        |aws|gcp|azure|github|gitlab|infra|machines|boxes|everything|account|project|projects""",
    "rights": "write|read|push|pull|merge|edit|owner|root|full|editor|viewer|superuser|delete|deploy|read \
            write",
    "dept": """marketing|sales|finance|legal|accounting|support|agency|partner|partners|vendor|auditor|
    auditors
        |insurer|supplier|press|board|controlling|hr""",
    "trial": """experiment|experiments|a/b test|a/b tests|a/b-test|a/b|ab test|split test|split-test|ab-test
        |trial|pilot|beta|canary
        |multivariate test|preview programme|early access|versuch|essai|experimento|prueba""",
    "public": """customer|customers|user|users|visitor|visitors|shopper|shoppers|member|members|subscriber
        |subscribers|guest
        |guests|reader|readers|player|players|client|clients|buyer|buyers|passenger|passengers|people|public
        |everyone
        |everybody|accounts|tenants|traffic|kunden|nutzer|besucher|mitglieder|leser|utilisateurs|visiteurs
        |lecteurs
        |clientes|usuarios|visitantes|lectores""",
    "share": """half|all|every|#|a third|a quarter|a fifth|a tenth|a handful|a few|some|most|several|one|two
        |three|five
        |ten|twenty|fifty|a hundred|two hundred|one percent|five percent|ten percent|the first|the rest
        |the other""",
    "quant": "all|every|half|some|several|most|#|a few|a third|a quarter|a handful|the rest|the first",
    "part": "of|percent of|per cent of|percent|#",
    "ours": "the|our|all our|all the|your",
    "shown": "new|next|newest|redesigned|updated|beta|reworked|#",
    "devices": """phone|phones|device|devices|handset|handsets|tablet|tablets|terminal|terminals|till|tills
        |browser""",
    "outsider": """sponsor|sponsors|agency|agencies|partner|partners|printer|printers|insurer|insurance|\
            vendor|vendors
        |supplier|suppliers|press|bank|broker|mailing house|courier|consultancy|consultant|consultants|\
            contractor
        |advertiser|ad platform|call centre|call center|print shop|research institute|university|ministry""",
    "secret": """<secret>|login|logins|password|passwords|passphrase|credentials|creds|secret|secrets|pin|\
            api key
        |private key|secret key|root password|admin password|token|root login|access key""",
    "spread": """clinics|hospitals|restaurants|cantons|hotels|schools|farms|pharmacies|offices|warehouses|\
            depots
        |stores|branches|shops|sites|countries|regions|markets|stations|machines|vehicles|terminals|kiosks|\
            devices
        |phones|tablets|laptops|tills|sensors|meters|cameras|robots|drones|buses|trams|trains|trucks|dealers
        |partners|outlets|gyms|practices|libraries|restaurant|clinic|hospital|store|branch|shop|site|school|\
            hotel
        |canton|office|station|machine|vehicle|terminal|device|country|region|pharmacy|farm""",
    "stores": "database|databases|db|dbs|data|table|tables|collection|warehouse|orders|accounts|balances",
    "whole": "the|our|all|all our|all the|every|each",
    "holders": """system|systems|database|databases|db|register|registers|registry|books|records|record|table
        |tables|crm|archive|archives|collection|warehouse|portal|membership|directory""",
    "nothing": "no|none|nothing|not one|not a single|not any|nobody|no one",
    "age": """day|days|week|weeks|month|months|year|years|rows|records|entries|versions|backups|snapshots
        |dumps|copies
        |generations|hours|quarter|#|two|three|four|five|six|seven|eight|nine|ten|twelve|one|ones
        |twelvemonth""",
    "recent": "last|latest|newest|most recent|past|current|recent|this|this years|this months|final",
    "copies": "backup|backups|snapshot|snapshots|copies|dumps|archives",
    "key": """secret|secrets|key|keys|password|passwords|token|tokens|credentials|creds|passphrase|api \
            key|api keys
        |signing key|signing keys|api token|api tokens|jwt secret|webhook secret|client secret|private \
            key|ssh key
        |access key|access keys|root password|encryption key|encryption keys|deploy key|ssh keys|admin \
            password""",
    "new": "new|fresh|another|different|stronger|replacement",
    "login": """login|logins|password|passwords|passphrase|credentials|creds|secret|secrets|pin|api key
        |private key
        |secret key|root password|admin password|token|root login|access key""",
    "people": """policy holders|pensioners|purchasers|learners|passengers|guests|clients|donors|customer|\
            customers|users|user|everyone|everybody|all users|all customers|order|orders
        |invoice|invoices
        |addresses|emails|email addresses|phone numbers|names|payments|transactions|subscribers|accounts
        |members
        |patients|buyers|contacts|bought|ordered|customer table|customers table|user table|users table
        |salaries
        |employees|all our users|all our customers|every customer|every user|shoppers|customer data|user \
            data""",
    "details": """name|names|email|emails|email addresses|e mail addresses|phone numbers|mobile numbers
        |numbers
        |addresses|contact details|contacts|birth dates|bank details|card numbers|personal data|contact data
        |order history|purchase history|details|phone number|e mails""",
    "sheet": """csv|excel|xls|xlsx|spreadsheet|sheet|dump|export|extract|printout|file|list|zip|pdf
        |download|copy
        |google sheet|full list|excel file|csv file|excel sheet|excel list""",
    "anybody": """anyone|anybody|everyone|everybody|any stranger|strangers|the public|the whole world|the web
        |the internet|the world|the open internet|the outside world|any address|any ip|every ip|all ips
        |all addresses|the whole internet|the street""",
    "folk": """policy holders|pensioners|purchasers|learners|ticket holders|taxpayers|homeowners|shareholders
        |customers|users|members|patients|subscribers|buyers|clients|tenants|employees|guests|donors
        |shoppers
        |passengers|students|residents|policyholders|insured persons|recipients|newsletter recipients
        |account holders|cardholders|applicants|attendees|participants|visitors|pupils|voters|borrowers
        |customer master|client master|member register|patient register|patient index|contacts|accounts""",
    "record": """customer|customers|user|users|patient|patients|member|members|client|clients|subscriber
        |subscribers|tenant|tenants|guest|guests|account|accounts|donor|donors|passenger|passengers|resident
        |residents|policyholder|policyholders|pupil|pupils|buyer|buyers|applicant|applicants""",
    "personal": """address|addresses|email|emails|email addresses|email address|phone number|phone numbers
        |home
        |addresses|street addresses|contact details|birth dates|birthdays|dates of birth|date of birth
        |bank details
        |card numbers|personal data|contacts|mobile numbers|salaries|salary""",
    "file": "csv|excel|xls|xlsx|spreadsheet|pdf|zip|excel file|csv file|excel sheet|usb stick|printout",
    "hosts": """servers|server|hosts|boxes|machines|nodes|site|fleet|edge|cluster|tills|vehicles|devices
        |phones
        |terminals|kiosks|sensors|meters|gateways|web hosts|app servers""",
    "due": "$|,|please|pls|now|today|tonight|tomorrow|at|on|by|from|this|too|asap|before",
    "guard": """mfa|2fa|two factor|otp|sso|allow list|allowlist|ip list|ip allow list|whitelist|ip \
            whitelist|login
        |captcha|auth|authentication|password prompt|firewall""",
}
