"""What a verb and its object amount to: the operation and the resource."""

from collections.abc import Callable
from dataclasses import dataclass

from domain.risk.lexicon.classes import OPERATIONS, Form, VerbClass
from domain.risk.reading.branches import merge_target
from domain.risk.reading.clauses import Clause
from domain.risk.reading.environments import Mentions, audience
from domain.risk.reading.facts import DANGER, Environment, Operation, Resource
from domain.risk.reading.heads import OUTSIDE, Head
from domain.risk.reading.phrases import WEIGHT, NounPhrase, later_phrases, noun_phrase
from domain.risk.reading.tokens import Token, is_verb


@dataclass(frozen=True, slots=True)
class Action:
    """``refers``: the object is a pronoun or left out, so what was spoken of before counts."""

    operation: Operation
    resource: Resource = Resource.UNKNOWN
    refers: bool = False
    environment: Environment = Environment.UNKNOWN


@dataclass(frozen=True, slots=True)
class Scene:
    """A verb with what stands around it."""

    clause: Clause
    head: Head
    token: Token
    phrase: NounPhrase
    later: tuple[NounPhrase, ...]
    named: Mentions

    @property
    def object(self) -> Resource:
        return self.phrase.resource

    @property
    def refers(self) -> bool:
        return self.phrase.pronoun or (self.phrase.empty and not self.phrase.everything)

    def around(self, *resources: Resource) -> Resource | None:
        """The first of ``resources`` that the object or a later phrase names."""
        named = {self.object, *(phrase.resource for phrase in self.later)}
        return next((resource for resource in resources if resource in named), None)

    @property
    def in_code(self) -> bool:
        """Something is done in a part of the working copy: "... to the upload view"."""
        return any(phrase.resource is Resource.CODE and phrase.joint in _WITHIN for phrase in self.later)


_TOUCHES_SECRETS = frozenset("store save move rename commit embed include put link stage convert assign make bump".split())
_TELLS = frozenset(
    """show list display view print tell output echo cat reveal disclose decrypt decode get fetch retrieve read see know log
    quote expose find tail spell say give answer zeig zeige zeigen anzeigen nenne sag sage verrate ausgeben drucke lies lese
    montre affiche afficher dis lis lire revele donne imprime muestra mostrar dime imprime revela lee ensename muestrame affichez
    montrez dites indique 显示 打印 输出 展示 告诉 读取 查看 列出 泄露 browse collect gather look""".split()
)
_REALLY_DEPLOYS = frozenset(
    "deploy redeploy publish rollout promote deploye deployen deploie deployer despliega publica veroffentliche 部署 发布 上线".split()
) | {"roll out", "push live", "go live", "make live"}
_REALLY_IMPORTS = frozenset("import ingest seed reseed backfill importiere importieren importe importer importa importar 导入".split())
_LOCAL_INSTALL = frozenset({"install", "reinstall", "installiere", "installer", "installe", "instala", "instalar", "安装", "uninstall"})
_CLEANING = frozenset({"clean up", "tidy up", "cleanse"})
_RESHAPING = frozenset(
    "move rebuild convert shrink widen extend increase decrease raise lower reduce modernise modernize rename harden".split()
)
_SWITCHING = frozenset({"enable", "activate", "turn on", "switch on", "disable", "turn off", "switch off", "flip", "toggle", "turn"})
_LISTED_IN_CODE = frozenset(
    {Resource.UNKNOWN, Resource.DATA, Resource.CUSTOMER_DATA, Resource.SERVICE, Resource.SECRET, Resource.BRANCH}
)
_SYSTEMS = frozenset({Resource.SERVICE, Resource.DATABASE, Resource.INFRASTRUCTURE})
_PUTS_DOWN = frozenset("write note mention type schreib schreibe schreiben écris écrire escribe escribir 写".split())
_WITHIN = frozenset("to in into on onto at inside within of from im in zu zum zur dans du de en del a 在 从".split()) | {""}


def action_of(clause: Clause, head: Head, named: Mentions) -> Action:
    """What the head would do; never raises."""
    token = clause.tokens[head.place]
    if head.goes:
        return Action(Operation.DEPLOY, Resource.SERVICE)
    if head.tells:
        return Action(Operation.REVEAL, Resource.SECRET)
    if head.nominal:
        return _nominal(clause, head, token)
    if token.word.verb is None or (head.passive and token.word.verb is VerbClass.AID):
        return _other_word(clause, head, named)
    phrase, after = _object_of(clause, head)
    later = tuple(later_phrases(clause.tokens, after))
    scene = Scene(clause, head, token, phrase, later, named)
    verb = _phrasal(clause, head, token.word.verb)
    action = _RESOLVERS.get(verb, _plain)(scene, verb)
    if action.resource is Resource.SECRET and action.operation is Operation.EXPORT:
        return Action(Operation.REVEAL, Resource.SECRET)
    return action


def _object_of(clause: Clause, head: Head) -> tuple[NounPhrase, int]:
    tokens = clause.tokens
    if not head.passive:
        phrase = noun_phrase(tokens, head.place + 1)
        if not (phrase.empty and head.place and not phrase.pronoun):
            return phrase, phrase.end
        before = _before(tokens, head.place)
        if before.empty or not _ends_with_verb(tokens, head.place):
            return phrase, phrase.end
        return before, phrase.end
    return _before(tokens, head.place), head.place + 1


def _ends_with_verb(tokens: list[Token], place: int) -> bool:
    """Nothing but adverbs behind: a language that puts its verb last."""
    return all(token.has("politeness", "negation", "particle", "auxiliary") for token in tokens[place + 1 :])


def _before(tokens: list[Token], place: int) -> NounPhrase:
    """The heaviest phrase in front: the subject of a passive, the object of a verb that stands last."""
    best = NounPhrase(end=place)
    at = max(0, place - 20)
    while at < place:
        phrase = noun_phrase(tokens[:place], at)
        if WEIGHT[phrase.resource] > WEIGHT[best.resource] or (best.empty and not phrase.empty):
            best = phrase
        best.pronoun = best.pronoun or (phrase.pronoun and best.empty)
        at = max(phrase.end, at + 1)
    return best


def _phrasal(clause: Clause, head: Head, verb: VerbClass) -> VerbClass:
    """A verb whose particle stands apart: "roll the build out", "clear it out", "schalte die Firewall ab"."""
    pairs = _PARTICLES.get(clause.tokens[head.place].text)
    if pairs:
        for token in clause.tokens[head.place + 1 : head.place + 14]:
            if token.text in pairs:
                return pairs[token.text]
    return verb


_PARTICLES: dict[str, dict[str, VerbClass]] = {
    "roll": {"out": VerbClass.DEPLOY, "back": VerbClass.DEPLOY},
    "clear": {"out": VerbClass.DELETE, "away": VerbClass.DELETE},
    "clean": {"out": VerbClass.DELETE},
    "throw": {"away": VerbClass.DELETE, "out": VerbClass.DELETE},
    "turn": {"off": VerbClass.CHANGE, "on": VerbClass.CHANGE},
    "switch": {"off": VerbClass.CHANGE, "on": VerbClass.CHANGE},
    "take": {"down": VerbClass.DELETE, "offline": VerbClass.OPERATE, "out": VerbClass.DELETE, "live": VerbClass.DEPLOY},
    "tear": {"down": VerbClass.DELETE},
    "pull": {"down": VerbClass.DELETE},
    "bring": {"online": VerbClass.DEPLOY, "down": VerbClass.OPERATE, "live": VerbClass.DEPLOY, "up": VerbClass.OPERATE},
    "spin": {"up": VerbClass.PROVISION, "down": VerbClass.DELETE},
    "stand": {"up": VerbClass.PROVISION},
    "shut": {"down": VerbClass.OPERATE},
    "set": {"up": VerbClass.CREATE, "live": VerbClass.DEPLOY},
    "make": {"live": VerbClass.DEPLOY},
    "push": {"live": VerbClass.DEPLOY, "out": VerbClass.DEPLOY},
    "put": {"live": VerbClass.DEPLOY, "online": VerbClass.DEPLOY},
    "back": {"up": VerbClass.BACKUP, "out": VerbClass.DEPLOY},
    "blow": {"away": VerbClass.DELETE},
    "wipe": {"out": VerbClass.DELETE},
    "kick": {"off": VerbClass.RUN},
    "fail": {"over": VerbClass.OPERATE},
    "cut": {"over": VerbClass.DEPLOY},
    "hand": {"over": VerbClass.GIVE},
    "schalte": {"ab": VerbClass.CHANGE, "frei": VerbClass.DEPLOY, "live": VerbClass.DEPLOY},
    "starte": {"neu": VerbClass.OPERATE},
    "fahre": {"herunter": VerbClass.OPERATE, "hoch": VerbClass.DEPLOY},
    "fahr": {"herunter": VerbClass.OPERATE},
    "lade": {"hoch": VerbClass.TRANSFER, "herunter": VerbClass.TRANSFER},
    "rolle": {"aus": VerbClass.DEPLOY, "zuruck": VerbClass.DEPLOY},
    "stelle": {"wieder": VerbClass.IMPORT, "bereit": VerbClass.DEPLOY},
    "setze": {"zuruck": VerbClass.DELETE},
    "fuhre": {"aus": VerbClass.RUN, "zusammen": VerbClass.MERGE},
    "raume": {"ab": VerbClass.DELETE},
    "baue": {"ab": VerbClass.DELETE},
    "gib": {"frei": VerbClass.DEPLOY},
    "lies": {"ein": VerbClass.IMPORT},
}


def _plain(scene: Scene, verb: VerbClass) -> Action:
    """Scale, migrate, operate, back up: code nouns make it work on code, else it is what it says."""
    if scene.object is Resource.CODE and scene.named.target not in OUTSIDE:
        return Action(Operation.EDIT, Resource.CODE)
    following = scene.clause.tokens[scene.head.place + 1 : scene.head.place + 2]
    if verb is VerbClass.OPERATE and following and is_verb(following[0], Form.GERUND):
        return Action(Operation.EDIT, Resource.CODE)
    operation = OPERATIONS[verb]
    if verb is VerbClass.OPERATE and scene.object is Resource.NETWORK:
        operation = Operation.MODIFY
    if verb is VerbClass.SCALE and scene.object is Resource.UNKNOWN and scene.named.anywhere is Environment.UNKNOWN:
        return Action(Operation.UNKNOWN)
    return Action(operation, scene.object, scene.refers)


def _read(scene: Scene, _: VerbClass) -> Action:
    told = scene.token.text.split()[0] in _TELLS or scene.token.word.lemma.split()[0] in _TELLS
    if scene.object is Resource.SECRET and told:
        return Action(Operation.REVEAL, Resource.SECRET)
    if scene.token.word.lemma == "get" and scene.named.anywhere is not Environment.UNKNOWN:
        if any(token.text in {"onto", "into", "live"} for token in scene.clause.tokens):
            return Action(Operation.DEPLOY, scene.object)
    if told and (Resource.SECRET in {_second(scene)} or _includes_secret(scene)):
        return Action(Operation.REVEAL, Resource.SECRET)
    return Action(Operation.READ, scene.object, refers=told and scene.phrase.pronoun)


def _includes_secret(scene: Scene) -> bool:
    return any(phrase.resource is Resource.SECRET and phrase.joint in {"including", "with"} for phrase in scene.later)


def _second(scene: Scene) -> Resource:
    """The other object of a verb with two ("tell me the password")."""
    tokens = scene.clause.tokens
    if not scene.phrase.pronoun and scene.object is not Resource.UNKNOWN:
        return Resource.UNKNOWN
    return noun_phrase(tokens, scene.phrase.end).resource if scene.phrase.end < len(tokens) else Resource.UNKNOWN


def _write(scene: Scene, _: VerbClass) -> Action:
    if scene.token.word.lemma in _PUTS_DOWN and scene.object is Resource.SECRET and scene.phrase.determined:
        return Action(Operation.REVEAL, Resource.SECRET)
    if scene.token.word.lemma == "format" and scene.object in (Resource.DATABASE, Resource.INFRASTRUCTURE):
        return Action(Operation.DELETE, Resource.DATABASE)
    into = [phrase.resource for phrase in scene.later if phrase.resource in (Resource.DATABASE, Resource.CUSTOMER_DATA)]
    if scene.token.word.lemma in {"write", "schreibe"} and into and scene.named.target in OUTSIDE:
        return Action(Operation.IMPORT, into[0])
    if scene.token.word.lemma in {"test", "debug", "benchmark"} and scene.named.target is Environment.PRODUCTION and not scene.in_code:
        return Action(Operation.RUN, Resource.UNKNOWN)
    return Action(Operation.EDIT, Resource.CODE)


def _fix(scene: Scene, _: VerbClass) -> Action:
    """Repairing touches what is not code only where that is named as the object itself."""
    target, lemma = scene.object, scene.token.word.lemma
    if lemma in _CLEANING and target in (Resource.CUSTOMER_DATA, Resource.DATABASE, Resource.DATA) and not scene.in_code:
        return Action(Operation.DELETE, target)
    if lemma == "make" and any(token.text in {"disappear", "vanish", "go"} for token in scene.clause.tokens):
        return Action(Operation.DELETE, target)
    if lemma in _RESHAPING and target is Resource.INFRASTRUCTURE:
        return Action(Operation.MODIFY, target)
    if target is Resource.SECRET and lemma in _TOUCHES_SECRETS and not (scene.in_code and lemma in {"move", "rename"}):
        return Action(Operation.REVEAL if lemma in {"commit", "embed", "include"} else Operation.MODIFY, target)
    if lemma in {"build", "rebuild", "fork", "clone", "commit", "stage", "checkout", "check out", "branch", "rebase", "use"}:
        return Action(Operation.EDIT, Resource.CODE)
    if lemma == "make" and (found := scene.around(Resource.PERMISSION, Resource.NETWORK)):
        return Action(Operation.GRANT, found)
    if target in (Resource.NETWORK, Resource.PERMISSION):
        return Action(Operation.MODIFY, target)
    data = target in (Resource.DATABASE, Resource.CUSTOMER_DATA, Resource.INFRASTRUCTURE, Resource.DATA, Resource.SERVICE)
    outside = scene.named.anywhere in OUTSIDE and (data or scene.phrase.owned)
    if outside and not scene.in_code:
        return Action(Operation.MODIFY, target)
    if target in (Resource.DATABASE, Resource.CUSTOMER_DATA) and not scene.phrase.tail and not scene.in_code:
        return Action(Operation.UNKNOWN, target)
    return Action(Operation.EDIT, Resource.CODE)


def _change(scene: Scene, _: VerbClass) -> Action:
    target = scene.object
    if target is Resource.CODE:
        everywhere = scene.token.word.lemma in _SWITCHING and scene.named.anywhere is Environment.PRODUCTION
        tokens = scene.clause.tokens
        there = tokens[-1].word.environment is Environment.PRODUCTION and tokens[-2].text == "in"
        if everywhere or there:
            return Action(Operation.MODIFY, Resource.SERVICE)
        return Action(Operation.EDIT, Resource.CODE)
    if "feature flag" in {token.text.removesuffix("s") for token in scene.clause.tokens}:
        return Action(Operation.DEPLOY, Resource.SERVICE)
    if scene.token.text in {"put", "set"} and target is Resource.UNKNOWN and scene.named.target is not Environment.UNKNOWN:
        return Action(Operation.DEPLOY, Resource.SERVICE)
    if scene.token.word.lemma == "alter" and any("table" in token.text for token in scene.clause.tokens):
        return Action(Operation.MIGRATE, Resource.DATABASE)
    if scene.token.text in {"turn", "switch", "turn off", "switch off", "turn on"} and target is Resource.SERVICE:
        return Action(Operation.OPERATE, target)
    placed = target in (Resource.SERVICE, Resource.BRANCH)
    if scene.token.text in {"put", "pon"} and scene.named.target is not Environment.UNKNOWN and placed:
        return Action(Operation.DEPLOY, target)
    if scene.token.word.lemma in {"upgrade", "downgrade", "patch"} and target is Resource.DATABASE:
        return Action(Operation.MODIFY, Resource.INFRASTRUCTURE)
    if scene.token.word.lemma in {"attach", "detach", "mount", "unmount"} and scene.around(Resource.INFRASTRUCTURE):
        return Action(Operation.MODIFY, Resource.INFRASTRUCTURE)
    if scene.token.word.lemma in {"upgrade", "downgrade", "patch", "update"} and target is Resource.SERVICE:
        known = scene.named.anywhere is not Environment.UNKNOWN
        return Action(Operation.DEPLOY, target) if known else Action(Operation.MODIFY, target)
    if scene.refers and scene.token.word.lemma in {"replace", "change", "update", "disable", "reset"}:
        return Action(Operation.MODIFY, target, refers=True)
    return _weak(scene, Operation.MODIFY)


def _create(scene: Scene, verb: VerbClass) -> Action:
    target = scene.object
    solid = target in (Resource.INFRASTRUCTURE, Resource.NETWORK, Resource.PERMISSION)
    if target is Resource.SECRET and scene.phrase.definite:
        return Action(Operation.MODIFY, target)
    if target is Resource.CODE or (scene.in_code and verb is VerbClass.CREATE and not solid):
        return Action(Operation.EDIT, Resource.CODE)
    columns = any(token.text in {"column", "columns", "index", "spalte"} for token in scene.clause.tokens)
    if columns and scene.around(Resource.DATABASE, Resource.CUSTOMER_DATA):
        return Action(Operation.MIGRATE, Resource.DATABASE)
    return _weak(scene, Operation.CREATE)


def _weak(scene: Scene, operation: Operation) -> Action:
    """For verbs that mean nothing by themselves: the object decides, or what it is put into."""
    target = scene.object
    if target in (Resource.UNKNOWN, Resource.SERVICE, Resource.CUSTOMER_DATA, Resource.DATA, Resource.BRANCH) and not scene.in_code:
        if found := scene.around(Resource.SECRET, Resource.PERMISSION, Resource.NETWORK):
            return Action(operation if operation is not Operation.CREATE else Operation.MODIFY, found)
        if target is Resource.UNKNOWN and operation is not Operation.CREATE:
            target = scene.around(Resource.DATABASE) or target
    if target is Resource.BRANCH:
        return Action(Operation.EDIT, target)
    if target is Resource.UNKNOWN and scene.named.anywhere is Environment.UNKNOWN and not scene.phrase.everything:
        return Action(Operation.EDIT if not scene.phrase.pronoun else Operation.UNKNOWN, Resource.UNKNOWN)
    return Action(operation, target, scene.phrase.pronoun)


def _code_or_place(scene: Scene) -> Action:
    """Code, unless it is said to be that which runs somewhere."""
    if scene.named.target is Environment.PRODUCTION:
        return Action(Operation.MODIFY, Resource.SERVICE)
    return Action(Operation.EDIT, Resource.CODE)


def _delete(scene: Scene, verb: VerbClass) -> Action:
    target = scene.object
    if scene.token.word.lemma == "cut" and target is Resource.SERVICE:
        return Action(Operation.DEPLOY, target)
    local = scene.named.anywhere is Environment.UNKNOWN and not scene.phrase.everything
    if scene.token.word.lemma in _LOCAL_INSTALL and target in (Resource.CODE, Resource.UNKNOWN) and local:
        return Action(Operation.EDIT, Resource.CODE)
    if target is Resource.CODE:
        return _code_or_place(scene)
    if scene.in_code and target in _LISTED_IN_CODE and not scene.refers:
        if DANGER[scene.named.anywhere] < DANGER[Environment.STAGING] and not scene.phrase.everything:
            return Action(Operation.EDIT, Resource.CODE)
    if scene.token.word.lemma in {"kill", "terminate"} and target is Resource.SERVICE:
        return Action(Operation.OPERATE, target)
    if target is Resource.UNKNOWN and not scene.in_code:
        target = scene.around(Resource.CUSTOMER_DATA, Resource.PERMISSION, Resource.DATABASE, Resource.DATA) or target
    if verb is VerbClass.REMOVE and target is Resource.UNKNOWN and scene.named.anywhere is Environment.UNKNOWN:
        if not scene.refers and not scene.phrase.everything:
            return Action(Operation.EDIT, target)
    if target is Resource.BRANCH and scene.named.anywhere is Environment.UNKNOWN:
        return Action(Operation.MERGE, Resource.BRANCH)
    return Action(Operation.DELETE, target, scene.refers)


def _deploy(scene: Scene, _: VerbClass) -> Action:
    apart = scene.token.word.verb is not VerbClass.DEPLOY
    if scene.object is Resource.CODE and scene.named.target is Environment.UNKNOWN and not apart:
        really = scene.token.word.lemma in _REALLY_DEPLOYS and scene.phrase.determined
        return Action(Operation.DEPLOY, Resource.SERVICE) if really else Action(Operation.EDIT, Resource.CODE)
    if scene.object is Resource.UNKNOWN and scene.token.word.lemma in _LOCAL_INSTALL and scene.named.anywhere is Environment.UNKNOWN:
        return Action(Operation.DEPLOY if scene.phrase.determined and not scene.in_code else Operation.EDIT)
    if scene.token.word.lemma == "revert" and scene.object is Resource.BRANCH:
        return Action(Operation.EDIT, Resource.CODE)
    if scene.token.word.lemma == "promote" and scene.around(Resource.PERMISSION):
        return Action(Operation.GRANT, Resource.PERMISSION)
    if scene.object is Resource.NETWORK or scene.around(Resource.NETWORK):
        return Action(Operation.MODIFY, Resource.NETWORK)
    if scene.token.word.lemma in {"上线", "投产"} and scene.named.anywhere is Environment.UNKNOWN:
        return Action(Operation.DEPLOY, scene.object, environment=Environment.PRODUCTION)
    live = any("live" in token.text.split() for token in scene.clause.tokens)
    seen_by = Environment.PRODUCTION if live else audience(scene.clause.tokens)
    return Action(Operation.DEPLOY, scene.object, scene.refers, seen_by)


def _rotate(scene: Scene, _: VerbClass) -> Action:
    keys = any(token.text == "key" for token in scene.clause.tokens)
    if scene.object is Resource.SECRET or scene.around(Resource.SECRET) or (keys and scene.object is Resource.UNKNOWN):
        return Action(Operation.ROTATE, Resource.SECRET)
    if scene.object in (Resource.PERMISSION, Resource.NETWORK):
        return Action(Operation.MODIFY, scene.object)
    nothing = scene.object is Resource.UNKNOWN and not scene.refers and scene.named.anywhere is Environment.UNKNOWN
    if scene.object is Resource.CODE or nothing:
        return Action(Operation.EDIT, Resource.CODE)
    return Action(Operation.ROTATE, scene.object, scene.refers)


def _grant(scene: Scene, _: VerbClass) -> Action:
    if scene.object is Resource.CODE:
        return Action(Operation.EDIT, Resource.CODE)
    return Action(Operation.GRANT, Resource.PERMISSION)


def _give(scene: Scene, _: VerbClass) -> Action:
    other = _second(scene) if scene.phrase.pronoun or scene.object is Resource.UNKNOWN else Resource.UNKNOWN
    named = {scene.object, other, *(phrase.resource for phrase in scene.later)}
    makes = scene.token.word.lemma in {"make", "mach", "mache", "machen", "let"}
    if Resource.SECRET in {scene.object, other, _third(scene)} and not makes:
        return Action(Operation.REVEAL, Resource.SECRET)
    objects = {scene.object, other, _third(scene)}
    handed = scene.object is Resource.CUSTOMER_DATA and any(phrase.joint == "to" for phrase in scene.later)
    if (handed or Resource.CUSTOMER_DATA in {other, _third(scene)}) and not makes:
        return Action(Operation.EXPORT, Resource.CUSTOMER_DATA)
    if Resource.PERMISSION in objects or (Resource.PERMISSION in named and not scene.in_code):
        return Action(Operation.GRANT, Resource.PERMISSION)
    if scene.object is Resource.UNKNOWN and _bare_root(scene):
        return Action(Operation.GRANT, Resource.PERMISSION)
    if Resource.CODE in objects:
        return Action(Operation.READ, Resource.CODE)
    return Action(Operation.UNKNOWN, scene.object)


def _third(scene: Scene) -> Resource:
    """What is given, where the receiver is named first ("give Bob the admin role")."""
    tokens = scene.clause.tokens
    return noun_phrase(tokens, scene.phrase.end).resource if scene.phrase.end < len(tokens) else Resource.UNKNOWN


def _bare_root(scene: Scene) -> bool:
    return any(token.word.noun is Resource.PERMISSION for token in scene.clause.tokens) and not scene.in_code


def _open(scene: Scene, _: VerbClass) -> Action:
    found = scene.around(Resource.NETWORK, Resource.PERMISSION, Resource.SECRET)
    if found and scene.object is not Resource.CODE:
        return Action(Operation.REVEAL if found is Resource.SECRET else Operation.MODIFY, found)
    if any(token.text.replace(".", "").isdigit() for token in scene.clause.tokens) and scene.object is Resource.UNKNOWN:
        return Action(Operation.MODIFY, Resource.NETWORK)
    if scene.object in (Resource.INFRASTRUCTURE, Resource.DATABASE):
        return Action(Operation.MODIFY, Resource.NETWORK)
    return Action(Operation.EDIT, scene.object)


def _transfer(scene: Scene, _: VerbClass) -> Action:
    target = scene.object
    if target is Resource.SECRET or Resource.SECRET in {_second(scene), _third(scene)}:
        return Action(Operation.REVEAL, Resource.SECRET)
    if _includes_secret(scene):
        return Action(Operation.REVEAL, Resource.SECRET)
    if target is Resource.CODE:
        return Action(Operation.READ, target)
    into = any(phrase.joint in {"to", "into"} and phrase.resource in _SYSTEMS for phrase in scene.later)
    if into and scene.token.word.lemma == "upload" and target in (Resource.DATA, Resource.UNKNOWN):
        return Action(Operation.IMPORT, target)
    if scene.phrase.owned and target is Resource.UNKNOWN and scene.token.word.lemma in {"sync", "mirror", "replicate"}:
        return Action(Operation.DEPLOY, Resource.SERVICE)
    if scene.token.word.lemma == "upload" and target is Resource.DATA and not scene.later and _is_feed(scene):
        return Action(Operation.IMPORT, target)
    production = scene.named.anywhere is Environment.PRODUCTION
    if target is Resource.CUSTOMER_DATA or (target is Resource.DATABASE and production):
        return Action(Operation.EXPORT, Resource.CUSTOMER_DATA)
    if target is Resource.SERVICE and scene.named.target is not Environment.UNKNOWN:
        return Action(Operation.DEPLOY, target)
    if target is Resource.UNKNOWN and audience(scene.clause.tokens) is Environment.PRODUCTION:
        return Action(Operation.EXPORT, target, environment=Environment.PRODUCTION)
    return Action(Operation.EXPORT, target, scene.phrase.pronoun)


def _is_feed(scene: Scene) -> bool:
    return any(token.text.split()[-1:] and token.text.split()[-1] in {"list", "catalogue", "catalog", "prices", "products", "feed", "rates"} for token in scene.clause.tokens)


def _import(scene: Scene, _: VerbClass) -> Action:
    vague = scene.object is Resource.UNKNOWN and scene.token.word.lemma not in _REALLY_IMPORTS
    if scene.object is Resource.CODE or (vague and scene.named.target is Environment.UNKNOWN and not scene.refers):
        return Action(Operation.EDIT, Resource.CODE)
    if scene.object is Resource.SECRET:
        return Action(Operation.MODIFY, Resource.SECRET)
    return Action(Operation.IMPORT, scene.object, environment=scene.named.target)


def _merge(scene: Scene, _: VerbClass) -> Action:
    target = merge_target(scene.clause.tokens, scene.head.place)
    if target is not None:
        return Action(Operation.MERGE, target)
    if scene.named.target is not Environment.UNKNOWN:
        return Action(Operation.DEPLOY, scene.object)
    if scene.object in (Resource.SERVICE,) and scene.token.word.lemma == "push":
        return Action(Operation.DEPLOY, scene.object)
    if scene.object in (Resource.CODE, Resource.UNKNOWN) and not scene.refers and "force" not in scene.token.text:
        return Action(Operation.EDIT, Resource.CODE)
    if scene.object is Resource.BRANCH and scene.token.word.lemma == "push":
        return Action(Operation.MERGE, Resource.BRANCH)
    return Action(Operation.MERGE, Resource.UNKNOWN)


def _run(scene: Scene, _: VerbClass) -> Action:
    if scene.phrase.nominal and scene.object is not Resource.CODE:
        later = max((phrase.resource for phrase in scene.later), key=lambda item: WEIGHT[item], default=Resource.UNKNOWN)
        return Action(scene.phrase.nominal, later if later is not Resource.CODE else Resource.UNKNOWN)
    if scene.token.word.lemma == "apply" and scene.object not in (Resource.CODE, Resource.BRANCH):
        migrates = scene.phrase.nominal is Operation.MIGRATE
        if scene.object is Resource.SERVICE and not migrates:
            return Action(Operation.DEPLOY, scene.object)
        return Action(Operation.MIGRATE if migrates else Operation.MODIFY, scene.object)
    if scene.object is Resource.CODE:
        outside = scene.named.target is Environment.PRODUCTION
        return Action(Operation.RUN if outside else Operation.EDIT, Resource.CODE, refers=_names_a_script(scene))
    return Action(Operation.RUN, scene.object, scene.refers)


def _names_a_script(scene: Scene) -> bool:
    return any(token.text in {"script", "skript", "command", "commands", "snippet", "query"} for token in scene.clause.tokens)


def _transport(scene: Scene, _: VerbClass) -> Action:
    if scene.object is not Resource.CODE and scene.named.target is not Environment.UNKNOWN:
        return Action(Operation.DEPLOY, Resource.SERVICE)
    if found := scene.around(Resource.SECRET):
        return Action(Operation.MODIFY, found)
    return Action(Operation.UNKNOWN, scene.object)


_RESOLVERS: dict[VerbClass, Callable[[Scene, VerbClass], Action]] = {
    VerbClass.READ: _read,
    VerbClass.WRITE: _write,
    VerbClass.FIX: _fix,
    VerbClass.CHANGE: _change,
    VerbClass.CREATE: _create,
    VerbClass.PROVISION: _create,
    VerbClass.DELETE: _delete,
    VerbClass.REMOVE: _delete,
    VerbClass.DEPLOY: _deploy,
    VerbClass.ROTATE: _rotate,
    VerbClass.GRANT: _grant,
    VerbClass.GIVE: _give,
    VerbClass.OPEN: _open,
    VerbClass.TRANSFER: _transfer,
    VerbClass.IMPORT: _import,
    VerbClass.MERGE: _merge,
    VerbClass.RUN: _run,
    VerbClass.TRANSPORT: _transport,
}


def _nominal(clause: Clause, head: Head, token: Token) -> Action:
    """ "a rollout to production", "deletion of all customers", "prod deploy"."""
    operation = token.word.nominal or Operation.UNKNOWN
    tokens = clause.tokens
    beside = [_before(tokens, head.place), *later_phrases(tokens, head.place + 1)]
    resource = max((phrase.resource for phrase in beside), key=lambda item: WEIGHT[item], default=Resource.UNKNOWN)
    if resource is Resource.CODE:
        return Action(Operation.EDIT, resource) if beside[0].resource is Resource.CODE else Action(operation)
    return Action(operation, resource)


def _other_word(clause: Clause, head: Head, named: Mentions) -> Action:
    """ "gone" is a wish to delete; any other word that stands like a verb is unknown."""
    del named
    if head.passive:
        return Action(Operation.DELETE, _before(clause.tokens, head.place).resource)
    phrase = noun_phrase(clause.tokens, head.place + 1)
    return Action(Operation.UNKNOWN, phrase.resource)
