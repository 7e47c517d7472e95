"""Forms of regular German, French and Spanish verbs, by rule; the irregular ones stand in the tables."""

from collections.abc import Iterator

from domain.risk.lexicon.classes import Form
from domain.risk.lexicon.tables import words

NOUNS_TOO = words(
    """
    compte comptes charge charges copie copies livre livres porte portes purge liste listes règle règles
    mesure mesures pointe passes ferme fermes note notes trace traces cache caches partage partages
    programme programmes commande commandes réserve réserves présente présentes étude études double
    doubles coupe coupes forme formes rapide finit lance joue appliques calcules prépares dessines
    charges arrête prueba pruebas cuenta cuentas copia copias carga cargas lista listas muestras reglas
    marcas notas consultas consulta cambios usos usas casos cierre cierres corte cortes nombre nombres
    orden ordenes escala escalas pase pases renombres contratas contrata reservas registra registros
    registras indica indice ver ves vea veas veis leed usada usadas usado usados dado alquiler montes
    bajas baja bajo libera mata matas tire tires mete metas meta metan lleve cree creas creen creemos
    resume resumes reserve archive archives descartes compartes cargos mide mides mida sube edite edites
    mire mires programas programa programes planes planeas replicas replica calcula paradas define
    filtre aumentes avisos levante pegas pega limites remite pulido vista vistas comentes comentas
    muestra sugiere modelos usamos usemos leemos vemos balancer balance balances identifier observer
    exporter media null killer range ranges ranger lost pointer meter poster mailer dumper uploader
    typer dropper scaler restarter listen mate mates vue mal kürz nulle doublons haut veía prueba lös
    lose los führt legt stellt nimmt fahrt lasst spielt laufs messe laufe zeige
    """
)
"""Forms that are as often something else."""
_INSEPARABLE = ("be", "ent", "er", "ver", "zer", "uber", "wider", "miss")
_NO_SHORT_FORM = words(
    """
    leer test start plan druck wechsel teil such spiel halt bau lad end sicher kopf list tausch
    werf nehm geb les brech vergeb lauf stuf kurz nutz reih rat press block
    """
)
"""German stems that are nouns or adjectives too, or that are no imperative."""


def split_particle(verb: str) -> tuple[str, str]:
    """The particle of ``aus+rollen`` and the rest; the first is empty where nothing comes apart."""
    particle, _, rest = verb.rpartition("+")
    return particle, rest


def german_stem(verb: str) -> str:
    return verb[:-2] if verb.endswith("en") else verb[:-1]


_VOWEL_CHANGES = {
    "nehmen": "nimm",
    "werfen": "wirf",
    "geben": "gib",
    "lesen": "lies",
    "sehen": "sieh",
    "treten": "tritt",
    "brechen": "brich",
}


def german_short_forms(verb: str) -> list[str]:
    """What stands in front when the particle goes to the end ("rolle ... aus", "roll ... aus")."""
    stem = german_stem(verb)
    if verb in _VOWEL_CHANGES:
        return [verb, _VOWEL_CHANGES[verb]]
    short = [] if stem in _NO_SHORT_FORM or not verb.endswith("en") else [stem]
    return [verb, stem + "e", *short]


def german(entry: str) -> Iterator[tuple[str, Form]]:
    """``entry`` is an infinitive, with a ``+`` behind a separable particle."""
    particle, verb = split_particle(entry)
    stem = german_stem(verb)
    joint = "e" if stem.endswith(("t", "d")) else ""
    regular = verb.endswith("ieren") or verb.startswith(_INSEPARABLE)
    yield particle + verb, Form.BASE
    if particle:
        yield f"{particle}zu{verb}", Form.BASE
        yield f"{particle}{'' if regular else 'ge'}{stem}{joint}t", Form.PAST
        return
    for short in german_short_forms(verb):
        yield short, Form.BASE
    yield f"{'' if regular else 'ge'}{stem}{joint}t", Form.PAST
    yield f"{stem}{joint}t", Form.THIRD


def french(verb: str) -> Iterator[tuple[str, Form]]:
    """Verbs in -er, and those in -ir that go like ``finir``."""
    yield verb, Form.BASE
    stem = verb[:-2]
    if verb.endswith("ir"):
        for ending in ("is", "issez", "issons", "isse", "isses", "iras", "irez", "irons"):
            yield stem + ending, Form.BASE
        yield from ((stem + ending, Form.PAST) for ending in ("i", "ie", "ies"))
        yield from ((stem + ending, Form.THIRD) for ending in ("it", "issent"))
        yield stem + "issant", Form.GERUND
        return
    soft = stem + "e" if stem.endswith("g") else stem
    light = stem[:-1] + "i" if stem.endswith(("oy", "uy")) else stem
    future = (light + "eras", light + "erez", light + "erons")
    for form in (light + "e", light + "es", stem + "ez", stem + "iez", soft + "ons", *future):
        yield form, Form.BASE
    yield from ((stem + ending, Form.PAST) for ending in ("é", "és", "ée", "ées"))
    yield from ((form, Form.THIRD) for form in (light + "ent", soft + "ait", light + "era"))
    yield soft + "ant", Form.GERUND


_SPANISH_SOFT = {"c": "qu", "g": "gu", "z": "c"}


def spanish(entry: str) -> Iterator[tuple[str, Form]]:
    """``entry`` is an infinitive, with the stem that bends behind a slash: ``desplegar/desplieg``."""
    verb, _, bent = entry.partition("/")
    stem, ending = verb[:-2], verb[-2:]
    bent = bent or stem
    if ending == "ar":
        soft = (bent[:-1] + _SPANISH_SOFT.get(bent[-1], bent[-1])) if bent else bent
        base = ("a", "as"), ("e", "es", "en")
        past, going = "ad", "ando"
        third: tuple[str, ...] = ("an", "aron", "aba", "ó", "é")
        we = (stem + "amos", stem[:-1] + _SPANISH_SOFT.get(stem[-1], stem[-1]) + "emos", stem + "ad")
    else:
        soft = bent[:-1] + "j" if bent.endswith("g") else bent
        base = ("e", "es"), ("a", "as", "an")
        past, going = "id", "iendo"
        third = ("en", "ieron", "ia", "ió")
        we = (stem + ("emos" if ending == "er" else "imos"), stem + "amos", stem + ending[0] + "d")
    yield verb, Form.BASE
    yield from ((bent + form, Form.BASE) for form in base[0])
    yield from ((soft + form, Form.BASE) for form in base[1])
    yield from ((form, Form.BASE) for form in we)
    yield stem + {"ar": "á", "er": "é", "ir": "í"}[ending], Form.BASE
    yield from ((stem + past + gender, Form.PAST) for gender in ("o", "a", "os", "as"))
    yield stem + going, Form.GERUND
    yield from (((bent if form in {"an", "en"} else stem) + form, Form.THIRD) for form in third)
