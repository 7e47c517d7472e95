"""What is stored of persons: "empty the bucket with the members' photos", "erase Mrs Hartley"."""

from collections.abc import Sequence

from domain.risk.lexicon.classes import Form, VerbClass
from domain.risk.lexicon.tables import words
from domain.risk.reading.actions.scene import Action, Scene
from domain.risk.reading.facts import Operation, Resource
from domain.risk.reading.phrases import noun_phrase
from domain.risk.reading.tokens import Token

_TITLES = words(
    """
    mr mrs ms miss mister herr herrn frau madame monsieur mme senor senora sra fraulein 先生 女士
    """
)
_PERSONS = frozenset({"person", "persons", "individual", "individuals", "somebody", "someone", "everybody"})
_EVERYWHERE = frozenset({"everywhere", "anywhere", "uberall", "partout"})
_EVERY = words(
    """
    all every each any allen alle samtlichen tous toutes todos todas
    """
)
_SYSTEMS = words(
    """
    systems system databases database stores backends records tables backups systemen systeme datenbanken
    systemes bases sistemas
    """
)
_FROM = words(
    """
    from in across aus de dans en
    """
)
_OTHERWISE = words(
    """
    drop kill terminate reset uninstall retire overwrite prune
    """
)
"""Verbs of deletion for things rather than persons."""
_HOLDS = words(
    """
    holds hold contains contain stores store keeps keep has with containing holding storing for mit voller
    avec contenant con enthalt
    """
) | {"full of"}
_PEOPLE = words(
    """
    customer customers user users client clients member members buyer buyers shopper shoppers visitor visitors
    guest guests reader readers player players patient patients subscriber subscribers student students
    passenger passengers tenant tenants donor donors people kunde kunden nutzer benutzer besucher mitglieder
    leser spieler patienten kaufer utilisateurs visiteurs membres lecteurs acheteurs abonnes joueurs
    clientes usuarios miembros visitantes lectores compradores pacientes suscriptores 用户 客户 会员 顾客
    """
)
_LEFT_BEHIND = words(
    """
    wrote write written post posted leave left give gave given upload uploaded send sent submit submitted
    enter entered file filed create created record recorded save saved share shared store stored publish
    published comment commented add added
    geschrieben hinterlassen hochgeladen abgegeben geschickt gesendet eingegeben gespeichert verfasst erstellt
    ecrit ecrits ecrite ecrites laisse laisses laissee laissees envoye envoyes envoyees
    depose deposes deposees poste postes postees publie publies publiees saisi saisis saisies
    escribieron escrito dejaron dejado subieron subido enviaron enviado publicaron publicado crearon guardaron
    写的 留下的 上传的 发的 提交的
    """
)
"""What they did to what is then stored of them."""
_RELATIVE = 4
"""Words between those people and what they did."""
_STORES = frozenset({Resource.DATABASE, Resource.DATA})
_NAME = 4
"""Words in which a person's name begins."""


def holds_people(scene: Scene) -> bool:
    """In "empty the bucket with the members' photos"."""
    if scene.object not in _STORES or scene.in_code:
        return False
    tokens = scene.clause.tokens
    return any(
        tokens[place].text in _HOLDS and noun_phrase(tokens, place + 1).resource is Resource.CUSTOMER_DATA
        for place in range(scene.phrase.end, min(len(tokens), scene.phrase.end + 3))
    )


def left_by_people(scene: Scene) -> Action | None:
    """In "remove the reviews which their buyers wrote": whatever it is called, it is theirs."""
    if scene.clause_names_files or scene.phrase.made_up or scene.head.passive:
        return None
    behind = scene.clause.tokens[scene.head.place + 1 :]
    people = (place for place, token in enumerate(behind) if token.text in _PEOPLE and place)
    left = any(_did_leave(behind, place) for place in people)
    return Action(Operation.DELETE, Resource.CUSTOMER_DATA) if left else None


def _did_leave(tokens: Sequence[Token], place: int) -> bool:
    """Their doing stands behind them, or in Spanish right in front."""
    behind = tokens[place + 1 : place + 1 + _RELATIVE]
    before = tokens[max(0, place - 2) : place]
    inverted = any(token.text in _LEFT_BEHIND and token.text.endswith("on") for token in before)
    return inverted or any(
        token.text in _LEFT_BEHIND and token.word.form is not Form.BASE and not token.word.noun
        for token in behind
    )


def person_deleted(scene: Scene) -> Action | None:
    """In "erase Mrs Hartley", "delete Jane Doe from all our systems": who it is, no list can say."""
    if scene.in_code or scene.phrase.made_up:
        return None
    place = scene.head.place
    beside = scene.clause.tokens[:place] if scene.head.passive else scene.clause.tokens[place + 1 :]
    named = beside if scene.head.passive else beside[:_NAME]
    if not (_is_titled(scene, named) or _is_named_only(scene, named, beside)):
        return None
    return Action(Operation.DELETE, Resource.CUSTOMER_DATA)


def _is_titled(scene: Scene, named: Sequence[Token]) -> bool:
    if not any(_is_title(named, place) for place in range(len(named))):
        return False
    return scene.object in (Resource.UNKNOWN, *_STORES) or any(token.text == "mr" for token in named)


def _is_named_only(scene: Scene, named: Sequence[Token], beside: Sequence[Token]) -> bool:
    """Nothing that we know is deleted, and it is called a person or is to be gone everywhere."""
    deletes = scene.token.word.verb is VerbClass.DELETE and scene.lemma not in _OTHERWISE
    if not deletes or scene.object is not Resource.UNKNOWN or scene.refers:
        return False
    return any(token.text in _PERSONS for token in named) or _is_everywhere(beside)


def _is_title(tokens: Sequence[Token], place: int) -> bool:
    """A courtesy title; "mr" is also a merge request, unless a name follows."""
    if tokens[place].text != "mr":
        return tokens[place].text in _TITLES
    name = tokens[place + 1 : place + 2]
    return bool(name) and name[0].text.isalpha() and not (name[0].word.roles or name[0].word.noun)


def _is_everywhere(tokens: Sequence[Token]) -> bool:
    """In "from all our systems", "everywhere"."""
    texts = [token.text for token in tokens]
    if not _EVERYWHERE.isdisjoint(texts):
        return True
    return any(
        text in _EVERY and not _SYSTEMS.isdisjoint(texts[place + 1 : place + 4])
        for place, text in enumerate(texts)
        if place and texts[place - 1] in _FROM
    )
