"""Who is spoken of: those who do things themselves, and words that say that something is wished."""

from domain.risk.lexicon.tables import words
from domain.risk.reading.tokens import Token

_PEOPLE = words(
    """
    dba dbas admin admins administrator administrators colleague colleagues vendor vendors provider hoster
    supplier suppliers contractor contractors freelancer consultant consultants agency intern interns
    apprentice trainee trainees engineer engineers developer developers operator operators ops devops sre
    security hr qa legal helpdesk department group team teams crew squad shift manager lead boss chief
    director predecessor successor technician technicians electrician office board hotline
    maintainer maintainers reviewer tester testers auditors nurse teacher students volunteers folks
    marketing sales finance accounting procurement purchasing everybody everyone nobody
    stranger attacker burglar thief joker he she guy support operations company sysadmin
    partner partners guild neighbour neighbours competitor
    """
)
_DATES = words("in of until till since by before after early late last next from mid to every")
_ITSELF = words("pipeline pipelines job jobs cron cronjob scheduler timer autoscaler watchdog sweeper robot")
"""Things that nobody has to ask."""
_WISHES = words(
    """
    should must ought need needs needed want wants wanted wish wishes wished like likes love prefer ask asks
    asked asking request requests requested require requires required beg begs begged told tell tells tasked
    instruct instructed order ordered orders approve approves approved approval agree agreed agrees allow
    allowed allows decide decided decides say says said let lets insist insists expect expects expected hope
    hopes propose proposed suggest suggested suggests recommend recommends may might can could cannot
    happy glad grateful thank thankful appreciate you your yours yourself please pls agent bot assistant
    authorised authorized permit permits permitted confirmed confirms demands demanded proposes until unless
    if instead
    """
)
"""Words of a wish: nothing is only told behind them."""


def is_somebody(tokens: list[Token], place: int) -> bool:
    """A person, a team, or a thing that runs by itself: "our DBA", "the on-call", "the pipeline"."""
    before = tokens[place - 1].text if place else ""
    pair = (before, tokens[place].text) in {("on", "call"), ("of", "us")}
    return pair or tokens[place].text in _PEOPLE or tokens[place].text in _ITSELF


def is_name_of_somebody(token: Token) -> bool:
    """It may be one: a word that nobody knows, as "Saskia"."""
    return not token.word.known and token.text.isalpha()


def wishes(tokens: list[Token], but: frozenset[str] = frozenset()) -> bool:
    """Somebody wishes, orders or allows something, or the reader is spoken to."""
    return any(
        token.text in _WISHES and token.text not in but and not _is_month(tokens, place)
        for place, token in enumerate(tokens)
    )


def _is_month(tokens: list[Token], place: int) -> bool:
    """In "in May", "until 4 May"."""
    before = tokens[place - 1].text if place else ""
    return tokens[place].text == "may" and (before in _DATES or before.isdigit())
