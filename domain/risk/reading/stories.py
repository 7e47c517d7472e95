"""Words of games and stories: "the secret level", "the key of the treasure chest" are no credentials."""

from dataclasses import replace

from domain.risk.lexicon.tables import words
from domain.risk.reading.facts import Resource
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
    keyboard piano melody song
    spieler spielerin spielfigur levels joueur joueuse
    verlies kerker truhe schatztruhe burg drache drachen zauberer hexe ritter prinzessin ratsel geist held
    heldin gegner endgegner monster schatz raumschiff
    donjon chateau dragon magicien sorciere chevalier princesse enigme heros personnage
    monstre grimoire labyrinthe
    """
) | {"board game", "escape room", "card game"}
_AMBIGUOUS = words(
    """
    key keys token tokens secret secrets schlussel schlusseln geheimnis geheimnisse cle cles clef clefs jeton
    jetons
    """
)
_DRAWN = words(
    """
    icone icones pictogramme picto symbole logo dessin icono
    """
)
_JOINTS = frozenset({"de", "du", "la", "le", "des", "d", "l"})
_NEAR = 5
"""Words behind one of those in which the story is named."""
_BEFORE = 9
"""Words in front of one of those in German or French."""


def settle_stories(tokens: list[Token]) -> None:
    """Take the meaning of a credential from such words."""
    for place in [n for n, token in enumerate(tokens) if token.text in _AMBIGUOUS]:
        word = tokens[place].word
        if word.noun is Resource.SECRET and _is_told(tokens, place):
            tokens[place].word = replace(word, noun=None)


def _is_told(tokens: list[Token], place: int) -> bool:
    following = tokens[place + 1 : place + 2]
    if tokens[place].text == "secret" and following and following[0].text in _SECRET_THINGS:
        return True
    before = tokens[max(0, place - _BEFORE) : place]
    if any(token.text in _PLAYED for token in tokens[place + 1 : place + 1 + _NEAR]) or _is_drawn(before):
        return True
    ours = tokens[place].text.startswith(("schl", "cle", "jeton", "geheim"))
    return ours and any(token.text in _PLAYED for token in before)


def _is_drawn(before: list[Token]) -> bool:
    """In "l'icône de la clé"."""
    words_ = [token.text for token in before if token.text not in _JOINTS]
    return bool(words_) and words_[-1] in _DRAWN and before[-1].text in _JOINTS
