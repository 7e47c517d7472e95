"""Ordinary words that are one letter away from a dangerous one ("parts", "state", "contrast").

They are right as they are: the repair of typos leaves them alone. ``python -m tests.risk.near_misses`` made
both tables. The English one is from the list ``american-english`` of Debian's package ``wamerican``
2020.12.07, which is SCOWL up to level 50; its notices stand below and in ``NOTICE``, as its licence asks. The
German, French and Spanish one is from words that were written down by hand for this project
(``tests/risk/ordinary``), and from others that were found by running the repair over common words; the
package wordfreq said which ones are common.
"""

from domain.risk.lexicon.tables import words

# SCOWL: Copyright 2000-2011 by Kevin Atkinson
#
# Permission to use, copy, modify, distribute and sell these word lists, the associated scripts, the output
# created from the scripts, and its documentation for any purpose is hereby granted without fee, provided that
# the above copyright notice appears in all copies and that both that copyright notice and this permission
# notice appear in supporting documentation. Kevin Atkinson makes no representations about the suitability of
# this array for any purpose. It is provided "as is" without express or implied warranty.
#
# Parts: WordNet 1.6, Copyright 1997 by Princeton University, all rights reserved; VARCON, from Ispell's
# lists, Copyright 1993, Geoff Kuenning, Granada Hills, CA, all rights reserved (BSD). NOTICE has both in
# full. SCOWL's other sources up to that level are in the public domain.

SPELT_RIGHT = words(
    """
    abate abates abbes abets abrams abuts accordions accords acres acrid addressee addressees afire
    aglow aires alden allover alumnus ameer amend amends amply andes angle annular annuls anode
    anodes aorta aortas apple appliques aptly aquila aquinas archie argue argues ascends assumes
    assured assureds auras babar babes backus baden bakes baleen bales banes banns barbed barber
    barbra bared barer bares barfed barged barges baring barked barker barman barnes barrel barrels
    barrens barrera barrie barrier barron barry barter basest bashes basis basks basra basses bastes
    bates bayes bbses becket befall befallen befell beige bering berra biases bilge binge biogen
    blackout bling bloch blocs boobing booing booker boole booming boone bootee bootie booting booze
    boozing borden boreas borer borers bores borges boring borne bouncer bouncy bound bounden bridge
    brine brink briny brock brooking bucked bulldozer bunche burred buses byers caller calve calves
    cancer carats carbs career cares carets cargo cargoes carla carps casandra caves cedar cedars
    celts cents ceres certification chads chancel chants chaos chaps charier charmer chars charter
    cheats cheer chefs chick chicken chits chock chows chunk cider clare cleat cleave cleaves clefts
    clint clive clove cloves clown cluck clustered clutters cobra cobras codas coffee coffer colder
    collar collier collies collins cologne colognes colones colonies colons comfier commander
    commanders commandoes compete competes compote compotes comte conduce conduit confer confide
    confides confine confines congeal congeals conifer conley connie contents contract contracts
    contralto contraltos contrast contrasts contrite convents convex convoy cooler copious copper
    copra copse copter corded cords cored cores corked corned corner corral corrals cortes cosier
    covey cozier crape crate crave craves creamer creams creamy credos creed creeds creeks creels
    cremate crepes cress crete crews crier cries croons crown curds dames dampen danes daren dares
    darla dated dates dawes dazes deena defile definer defray delivery demoed denote dense deplete
    deplore deplores descartes descender descents desks despatch detente detentes deter dicks dinner
    dionne direction dirks discord discs discus divulge divulged divulges doable doles dominic
    dominion dominions dominos donates donna donny doors doublet doubly doubter downer drainers
    drape drawn dread dresses drone drones droppers drove drunk dumpier dunne dunner dupes dutch
    edger egrets eleven elevens elves elvia ember embers emote employed employer employers engender
    enlarger enron entrees envied errol estelle evert evoke excite excuse executions executor
    executors exhort exporters extort extras exxon faces facilities facility fades fairer fairs
    fairy faiths fakes fares farmer fates fazes ferber fermi fiber filed filet filler finer fireball
    fireballs firestone firestorm firmer fiver fixer flier flies forbad former fracture fractures
    freda freer frees freezer freya friar fried fries frieze fryer fusions gales gelds geller
    general generalize generalizes generals generous genes geneses geneva genre genres giant giles
    graft grape grapes grapple grapples grippe grunt guess gusts haber hacked hacker haled haler
    haman hanger hangmen hansen hardest hared hated hater hates hawed hayed hazed helen hinge hogan
    hoists holden holes hollers homes hones hoots hopes hoppers hotels importers imposter incest
    incite indra inert infest ingres ingrid inhere inheres injections injector injectors injects
    insect inset instals instant insure insurer insures invalided invalids invert invest irons
    jerkins jester jetty joker jokes jones joules kennel keystone killeen killer killers kipper
    kongo laces lancers lancet lancets lander lanes lanka lanker lapse larger larges largos larsen
    larva larvas lases lasses lassie latte launcher leaden ledges leeds leger legmen leiden lemme
    lends lenten lepke lessen liberal liberals liberia libra libras limpid linus liquids liver lobes
    locals locate locates lodes lodger loges logons loins loner loons lopes lopez loser louder louis
    louse louses louts louver lover loves loxes loyal loyaler loyally lunch luster madden maiden
    mailer mailers mailmen maine maize maizes males malls mandy manes manga mange mangler mango
    mania manias manifesto manifestos manna manse manses mantes mantle maples marten massage
    massages mated mates mauls maven mazda meager meets melted menes mercer meres merle mermen
    meters mettle mewed microns miles miners mingle mires miscue mister mites mitten moisten molten
    monet monger mongol monster months monty mortar motes nadir nettie nominal noses notwork noyes
    nudes nullity ounce outer outing outre packer papas parent parsons partake partaker participates
    parts pashas passions pasta pastas pastel pastie pasts pasty patienter paula pavement pavements
    peeing peeking peeling peelings peeping peeving peoples permian personae personals persons
    petering pikes piles pines pipes pisces pisses pistons plate platen platter plusher plusses
    poets poises poker polar ponder poplar populace pores portage poser poses posher posies posse
    posses posters postmen postures postwar potts pouts power procurer profits profs promos promoter
    proms prospector prospectors prospectus prosy proteus provisional prows prude publicans pueblo
    pueblos purchaser purchasers purdue puree purer purser pursue pursues pushier pusses quadruplet
    qualify quash quiet quiets quine quines quire quires quito quits quoth racer races racier rages
    raider rakes ramses randier rapes rapier rarer rares rasher rashes rasps raster raves rawer
    reactor readier reales realism realists realize realized realizes reasons recite recites
    recovery rector redid reeds refine refiner refines regaled regalia registries regular rehire
    reindeer reinitialize reins reinstate reinstates reliance relive relives remiss remits remoter
    renee repay reproduction republicans republics resale resales rescuer resettle reside restates
    rested restorer retina retinas reuters reveller revere revery revile reviler reviles rheum
    richie richter rides rinds riser rites robes rojas roller romes ropes roseau roses rosette
    rosier rosters rotor rotten rotting roues rouge rouges rouging rouses rousing routeing routs
    roves ruses sachs sacks sagas sager salad salas salons samar sandboxes sarape scala scalene
    scalier scheme schemes schtick schuyler scrabble scram scrambler scraper scream scrip scubas
    secede secretes sense serape serer severn shack shade shads shake shale shame shane shape shari
    shark sharks sharp sharpe sharps shave sherd sherds shied shippers shoed shored shrek shrew
    shrewd shrub shuttle sired slender slick smack smart smarten snack snare snitches sorter spare
    spate spear speeder speer spencer spenser sperm sperry spied spies spill squashy squish stain
    staking stalin staling staring stark starr starter startle starve state staten staving steal
    steam steel stella steppe steppes sting stockade stoppers stows strap streak strep stretch
    stripe stript strop stuart subbed sublet sublets subprime subscribed subscribes subset subsets
    sudan summaries summit supreme susan suspenders suspense sward swards swash swatches switcher
    syphon tablets tales teats tents testate testis thrash throb throe tiaras tinge tirade tired
    tires tiros toked torah touch trade tragic transit trashy triad trifle trifler tripe triplet
    triply trippe trite tubas tubes tumble tumbles tunney unbar unload unman unseat unsent updater
    upset urban usages ushers vacua vader vaporizer varies vaunt vents versed vibes vices videos
    vines violate vireos virus vises volcanos waite weyden white witches wrack wreak writer writhe
    writs
    """
) | words(
    """
    abhalten ablegen abogado abogados abord abordar aborde aborder aborto abrazos absagen absichten
    absorta acorde admis agresse ailes alimento alimentos alteste amada andan andar andas anerkennen
    angreifen anlagen anliegen annahme annales annuels anziehen aporta aportar aporte aportes apprend
    arbres arene arles atras attente aufbringen aufnahmen aufstellen aufwachen aufzustellen ausmachen
    ausnutzen ausschliessen ausziehen auszuschliessen autora autoridad autorites baies balader bandas
    banken baren basee basees bastien bavarder befand berger bernd bewertung bewertungen bienen biere
    bieten billets blick bohren boire bonnes bonte bordar bordes borgen bornes borse boses boten botte
    bourre broyer burra caiga caliente calientes calle calles capilla caras carcel carceles carre carres
    cartas cartes cebra cejas celle celles cense cercar certes charme ciertas cintas cobran cobre
    colloque comete comite comites compacta comporte compre compris contrastar contraste convie coole
    coran corde cordes coree corrupto corse coule couler courra crecer creemos creme cuesta damen damos
    danois darnos decena decenas decoule dejen delirer delit demener denen denke deriver desole desoles
    despegar destaca destacan detenu detenus detient deuten dienen dimensiones diseccion disparu
    disparue disparus dispo doble doblez domine domingos douane drame dreck dreien dresse drogen drohen
    drole duena dummen dummes echte eclate egale egales einladen einlegen einziehen elevage emite emitir
    emport emporte empunar enden enmienda enquete entende entendemos entienda entiendan entiendes entite
    entrenar entrevue envol errar escalade escapar escolar espalda espaldas etablir etablis eveiller
    evocar evoque evoquer experta experte experten explose exploser extremos facilidad facons factores
    faena fahnen fairen familial fases faure fechas federn feiern femme ferne fernen ferner ferons
    ferrer fiches fiere figer firme fluss forme fournier fractura fregar freie freien freier freies
    freir frere freres freue freuen frieden frites fueras fuese fuesen fuhlen fuhrer gaben gamme garant
    garten gasto gaston geant gefahr gefahren gehen gelben gelder geldes gendre generale generos geste
    gewehr gilles goles gomez gruppe guste habitantes hadas hagen halbe halle handen haran harter
    hayamos hayan hayas hexen hohen hohes horen hosen inerte infecta infectar infecte infecter inferir
    ingresos initiale initie innere insecte insectes insekten instante interes interessanten interet
    inviter iremos isere jeher jener jerez joies jungen junges justa kafer konnen kosten kurden lagen
    laien lande landen landes langen langes langue langues laser lasser lasten lebten lecken lecteurs
    leder legere legten lehre lehren leihen leire leiser leisten lente leuten levke levre liberte
    libertes librar libre libres lideres liebre liefert liegen lieux ligera linke linken lisse llegamos
    llegar llegas llenar llenas llueve locamente loger louche loyale loyer lugen madchen magen maigre
    maigres maike maires maisons maite maldad manche manchen mandat mandats mangel manges manifeste
    mannes manta marchen maren mathe mechants meiste meisten mener menge mengen mente mentes merken
    meter metern metres miente minden mitre mixte moche monate monaten monats monde mondes monjas monto
    morte munter nahmen nette nimmer noces norme normes noten nummer oeuvre oeuvres offenen offre ondes
    ordres orner orten ortes osten otono oubliez pacte pagamos pagar pagas pague paguen paient paises
    palette palos pariente parientes parken partagerons pasajes pases passa passen passieren pasto patas
    patente patentes patientes patte pautas payent pecar pelar perdido perdidos perdit permis pesar
    peste pfosten phasen pibes pides pilar pilas pires piste pistes plait plantes plata plato plats
    platzen poder podido poete poetes poissons ponte ponts porte portee portees portes portez posar
    poseen posees postre posturas potes prevision prises producto profis profite promet promete prusse
    publics puesto puestos pulgar purete qualifikation quedas quitte quoten radis rahmen rainer raisons
    ramer rasieren rasse ratas raten rater rauben rayons reale realen realeza realidad realites recente
    rechter recoger recordo recue redactor reden redest redet redire reglas regles regula reicht reichte
    reims rejet rekord rektor relique remette remords remota remporte remporter renate rentre repetee
    repite reproduccion reproductivo republicanos republik requete rescate resena residences restante
    restee rester retar retoque reves revetir reviser revivre reyes rhume riche riecht ringe ringen
    rissen robar rocas rodar roder rogar ropas rosas rosen rouage rouen rouler routier routiere routiers
    saale sabes salue sanar schale scheibe scheiben schere schienen schiessen schinken schock schrieb
    schrieben schultern schussel schweben schweiss secar secas seelen serre serrer signe signes social
    sodio sofia solaires solia solides sonde sonia soria sorten sorteo sosse spart spaten spenden staat
    staaten stadt stadte stadten starb starben starken starren stehlen stillen stopfen strich sucia
    sucio sucios suman sunde sunden suprema sures suyas talla talle tarte taule tenait tentant thron
    tieren tirage titulaires tombes tomen toren traen trafen tragico traje tranen transaccion trate
    traten trauen trugen truque turba turen ubergabe uberleben uberschreiten uhren vache vaches valia
    varia variar varie vaters velar vengas ventes vermieten versand verschwand verschwenden verschwunden
    versenken verzicht verzichten vitres vives vivons vivres voler volvamos vortrage votar votes vueltas
    vuelvas wahrer wande wanden weiden weite weitergehen werben werken werten wunde wunden zielen
    """
)
