"""Verbs that bring a version to those who use it, or take it back."""

from domain.risk.lexicon.classes import VerbClass
from domain.risk.lexicon.tables import words
from domain.risk.reading.actions.destroying import LOCAL_INSTALL
from domain.risk.reading.actions.operating import started
from domain.risk.reading.actions.scene import EDITS, Action, Scene, first_of
from domain.risk.reading.environments import audience
from domain.risk.reading.facts import Environment, Operation, Resource

_REALLY_DEPLOYS = words(
    """
    deploy redeploy publish rollout promote deploye deployen deploie deployer despliega publica
    veroffentliche 部署 发布 上线
    """
) | {"roll out", "push live", "go live", "make live"}
_TAKES_BACK = frozenset({"revert", "roll back", "rollback", "back out", "undo"})
_CHANGES = frozenset({"change", "changes", "edit", "edits", "work", "attempt", "refactoring"})
_ONTO = frozenset({"to", "onto", "into", "auf", "in", "sur", "dans", "vers", "a", "en", "到"})
_MEANS_LIVE = words(
    """
    上线 投产 上生产 发版 部署上线 发布上线 上线一下 发上线 推上线
    给所有人看 给所有用户看 给用户看 让所有人看到 让用户看到 对所有人可见 对用户可见 给客户看
    重新上线 发线上 发生产 发到生产 发到线上 上线上 启用到线上 推到线上 更新到线上 更新到生产
    """
)
_LIVE_WORDS = words(
    """
    prod production produccion produktion live ligne vivo mep produktiv
    """
)


def means_live(text: str) -> bool:
    """A verb or the name of a doing that says where by itself ("mise en production", "上线")."""
    return (
        text in _MEANS_LIVE
        or text.startswith(("livegang", "liveschalt", "produktivsetz", "golive"))
        or not _LIVE_WORDS.isdisjoint(text.split())
    )


def resolve_deploy(scene: Scene, _: VerbClass) -> Action:
    return first_of(scene, _DEPLOYING)


def _code_released(scene: Scene) -> Action | None:
    """Work on code, unless a verb that can mean nothing else is done to "the" code, or to a version of it."""
    elsewhere = scene.named.target is not Environment.UNKNOWN or scene.token.word.verb is not VerbClass.DEPLOY
    if scene.object is not Resource.CODE or elsewhere or means_live(scene.token.text):
        return None
    really = scene.lemma in _REALLY_DEPLOYS and (scene.phrase.determined or _is_versioned(scene))
    return Action(Operation.DEPLOY, Resource.SERVICE) if really else EDITS


def _is_versioned(scene: Scene) -> bool:
    """In "roll out 1.19 of the loom controller"."""
    numbers = [token for token in scene.clause.tokens[scene.head.place + 1 :][:2] if token.text.isdigit()]
    return len(numbers) > 1 and numbers[1].glued


def _package_installed(scene: Scene) -> Action | None:
    unnamed = scene.object is Resource.UNKNOWN and scene.named.anywhere is Environment.UNKNOWN
    if scene.lemma not in LOCAL_INSTALL or not unnamed:
        return None
    return Action(Operation.DEPLOY if scene.phrase.determined and not scene.in_code else Operation.EDIT)


def _commit_reverted(scene: Scene) -> Action | None:
    """Also "roll back my changes to cart.ts": what was not released yet."""
    if scene.lemma not in _TAKES_BACK:
        return None
    changes = any(token.text in _CHANGES for token in scene.clause.tokens)
    if shared := scene.around(Resource.MAIN_BRANCH, Resource.PRODUCTION_BRANCH):
        return Action(Operation.MERGE, shared)
    own = scene.object is Resource.BRANCH and scene.lemma == "revert"
    return EDITS if own or (changes and scene.in_code) else None


def _somebody_promoted(scene: Scene) -> Action | None:
    promoted = scene.lemma == "promote" and scene.around(Resource.PERMISSION)
    return Action(Operation.GRANT, Resource.PERMISSION) if promoted else None


def _network_cut_over(scene: Scene) -> Action | None:
    cut = scene.object is not Resource.SECRET and scene.around(Resource.NETWORK)
    return Action(Operation.MODIFY, Resource.NETWORK) if cut else None


def _deployed(scene: Scene) -> Action | None:
    if means_live(scene.token.text) and scene.named.anywhere is Environment.UNKNOWN:
        return Action(Operation.DEPLOY, scene.object, environment=Environment.PRODUCTION)
    rows = scene.object in (Resource.CUSTOMER_DATA, Resource.DATABASE) and not scene.phrase.nominal
    if scene.lemma in _TAKES_BACK and rows:
        return Action(Operation.OVERWRITE, scene.object, environment=scene.named.anywhere)
    live = any("live" in token.text.split() for token in scene.clause.tokens)
    seen_by = Environment.PRODUCTION if live else audience(scene.clause.tokens)
    return Action(Operation.DEPLOY, scene.object, scene.refers, seen_by)


def _branch_pushed(scene: Scene) -> Action | None:
    """In "pousse le correctif sur la branche de production"."""
    onto = any(
        phrase.resource is Resource.PRODUCTION_BRANCH and phrase.joint in _ONTO for phrase in scene.later
    )
    elsewhere = scene.named.target not in (Environment.UNKNOWN, Environment.PRODUCTION)
    return Action(Operation.MERGE, Resource.PRODUCTION_BRANCH) if onto and not elsewhere else None


_DEPLOYING = (
    _branch_pushed,
    started,
    _code_released,
    _package_installed,
    _commit_reverted,
    _somebody_promoted,
    _network_cut_over,
    _deployed,
)
