"""Words of games, stories, trades and texts: "the secret level", "egg production" are nothing of ours."""

from dataclasses import replace

from domain.risk.lexicon.classes import UNKNOWN, Word
from domain.risk.lexicon.tables import words
from domain.risk.reading.facts import Environment, Resource
from domain.risk.reading.tokens import Token

_SECRET_THINGS = words(
    """
    level levels door doors passage passages garden gardens room rooms chamber chambers boss bosses
    ending endings recipe recipes ingredient ingredients agent agents society mission missions quest
    quests island islands tunnel tunnels cave caves treasure weapon weapons sword achievement
    achievements character characters menu world worlds stage stages map maps history ballot santa
    admirer sauce path lair base hideout word words spell spells plan plans place places life identity
    compartment staircase shortcut easter
    """
)
"""What can be secret without being one."""
_PLAYED = words(
    """
    maze dungeon castle treasure chest puzzle quest dragon knight princess novel chapter story stories fairy
    wizard pirate pirates monster monsters riddle labyrinth kingdom spaceship starship board-game boardgame
    keyboard piano melody song tokenizer tokeniser tokenizers lexer lexers museum arcade
    """
) | {"board game", "escape room", "card game"}
_OF_TEXTS = words("subway arcade casino poker tram lexer lexical lookahead whitespace punctuation bpe")
"""Tokens in front of which one of these stands are coins, or words of a language."""
_ISSUERS = words(
    "npm pypi github gitlab slack openai stripe aws auth access bearer api deploy session signing host"
)
"""What gives out real ones, whatever else is spoken of: "the npm token of the lexer's release job"."""
_AMBIGUOUS = frozenset({"key", "keys", "token", "tokens", "secret", "secrets"})
_NEAR = 5
"""Words behind one of those in which the story is named."""
_FIGURES = words(
    """
    monster monsters dragon dragons goblin goblins orc orcs ogre ogres troll trolls vampire vampires
    werewolf werewolves dinosaur dinosaurs alien aliens spaceship spaceships starship starships asteroid
    asteroids meteor meteors enemy enemies villain villains pawn pawns chessman chessmen checkmate
    minion minions bullets fireball fireballs laser lasers hero heroes
    """
)
"""Who fights in a game or a tale."""
_FIGURES_ABROAD = words(
    """
    drache drachen ungeheuer ritter zauberer hexe turm turms turme spielfigur spielstein bauern springer
    monstre monstres chevalier chevaliers sorcier sorciere ennemi ennemis dragon dragons
    dragones monstruo monstruos caballero caballeros brujo bruja enemigo enemigos peon peones alfil
    """
)
_THEIRS = words(
    "base bases ship ships tank tanks army armies castle camp tower towers soldier soldiers units"
)
"""What belongs to them: "the enemy base"."""
_GOODS = words(
    """
    egg eggs milk dairy oil wine beer cider whisky cheese butter bread meat beef pork poultry fish seafood
    salmon honey sugar coffee tea cocoa chocolate rice wheat maize corn grain barley soy potato potatoes
    tomato tomatoes fruit vegetable vegetables crop crops wool cotton silk leather timber wood
    pulp steel iron aluminium aluminum coal cement concrete plastic textile furniture car cars vehicle
    vehicles bicycle energy electricity heat hydrogen biogas gas solar wind nuclear hydro vaccine vaccines
    insulin hormone hormones antibody enzyme film movie theatre theater opera album television documentary
    agricultural industrial
    """
)
"""What is produced elsewhere than in a data centre."""
_OF_WORKS = words(
    """
    year years company companies designer design volume volumes statistics figures credits country countries
    calendar value values chart charts map maps diagram graph by per of since between during
    """
)
"""What is said of such a production; with all else behind it, it may be ours ("the energy production db")."""
_RESULTS = frozenset({"dnf", "dsq", "dnq"})
_TRAVELS = words("bus buses tram ferry hiking cycling bike walking climbing ski hike timetable trail")
_DRAWN = frozenset({"chart", "charts"})


def settle_stories(tokens: list[Token]) -> None:
    """Take the meaning of a credential, of production, of something that runs from such words."""
    for place, token in enumerate(tokens):
        if token.text in _AMBIGUOUS:
            if token.word.noun is Resource.SECRET and _is_told(tokens, place):
                token.word = replace(token.word, noun=None)
        elif any(case(tokens, place) for case in _HARMLESS):
            token.word = Word(noun=Resource.CODE)
        elif token.text == "checkout" and _is_own_checkout(tokens, place):
            token.word = replace(token.word, environment=Environment.DEVELOPMENT)
        elif token.text in _FIGURES or token.text in _FIGURES_ABROAD:
            _settle_figure(tokens, place)
        elif token.text == "production" and place and _makes_goods(tokens, place):
            token.word = replace(token.word, environment=None)
            if tokens[place + 1].text in _DRAWN:
                tokens[place + 1].word = Word(noun=Resource.CODE)


def _is_told(tokens: list[Token], place: int) -> bool:
    following = tokens[place + 1 : place + 2]
    if place and tokens[place - 1].text in _ISSUERS:
        return False
    if tokens[place].text == "secret" and following and following[0].text in _SECRET_THINGS:
        return True
    if place and tokens[place].text.startswith("token") and tokens[place - 1].text in _OF_TEXTS:
        return True
    return any(token.text in _PLAYED for token in tokens[place + 1 : place + 1 + _NEAR])


def _settle_figure(tokens: list[Token], place: int) -> None:
    """In "destroy the boss monster" it is part of a game; not in "destroy the monster cluster"."""
    last = place
    if tokens[place + 1 : place + 2] and tokens[place + 1].text in _THEIRS:
        last = place + 1
    following = tokens[last + 1 : last + 2]
    names_more = bool(following) and not following[0].punctuation and bool(following[0].word.noun)
    told = any(token.has("determiner") for token in tokens[max(0, place - 2) : place])
    if told and not (names_more or tokens[place].glued or tokens[place].snake):
        tokens[last].word = Word(noun=Resource.CODE)


def _makes_goods(tokens: list[Token], place: int) -> bool:
    following = tokens[place + 1 : place + 2]
    if tokens[place - 1].text == "post" and tokens[place].glued:
        tokens[place - 1].word = UNKNOWN
        return bool(following)
    return tokens[place - 1].text in _GOODS and bool(following) and following[0].text in _OF_WORKS


def _is_of_a_race(tokens: list[Token], place: int) -> bool:
    """In "DNS and DNF" somebody did not start, or not finish."""
    near = tokens[max(0, place - _NEAR) : place + _NEAR]
    return tokens[place].text == "dns" and any(token.text in _RESULTS for token in near)


def _is_of_a_line(tokens: list[Token], place: int) -> bool:
    """In "route 53 of the bus", "the hiking route"."""
    near = tokens[max(0, place - 2) : place + _NEAR]
    return tokens[place].text in {"route", "routes"} and any(token.text in _TRAVELS for token in near)


def _is_markup(tokens: list[Token], place: int) -> bool:
    """In 'role="button"', "the aria role"."""
    if tokens[place].text != "role":
        return False
    assigned = any(token.punctuation.startswith("=") for token in tokens[place + 1 : place + 2])
    return assigned or any(token.text in {"aria", "html"} for token in tokens[max(0, place - 1) : place])


def _is_own_checkout(tokens: list[Token], place: int) -> bool:
    """In "the files in my checkout", which is no shop's."""
    before = [token.text for token in tokens[max(0, place - 2) : place]]
    following = tokens[place + 1 : place + 2]
    ends = not following or bool(following[0].punctuation) or following[0].has("conjunction")
    return before[-1:] == ["my"] and before[0] in {"in", "from", "inside", "within"} and ends


_HARMLESS = (_is_markup, _is_of_a_race, _is_of_a_line)
"""Words that are no more than part of a text where one of these holds."""
