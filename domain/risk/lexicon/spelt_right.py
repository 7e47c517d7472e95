"""Ordinary words that are one letter away from a dangerous one ("parts", "state", "contrast").

They are right as they are: the repair of typos leaves them alone. Made by
``python -m tests.risk.near_misses`` from Debian's ``wamerican`` 2020.12.07 (SCOWL, copyright 2000-2011 Kevin
Atkinson, free to use, copy, modify and distribute) and from the German, French and Spanish words that occur
200 times or more in the lists of ``pyspellchecker`` 0.9.1 (MIT licence, copyright 2018-2021 Tyler Barrus).
"""

from domain.risk.lexicon.tables import words

SPELT_RIGHT = words(
    """
    abate abates abbes abets abrams abuts accordions accords acres acrid addressee addressees afire
    aglow aires alden allot allover alumnus ameer amend amends amply andes angle annular annuls anode
    anodes aorta aortas apple appliques aptly aquila aquinas archie argue argues ascends assumes assured
    assureds auras babar babes backus baden bakes baleen bales banes banns barbed barber barbra bared
    barer bares barfed barged barges baring barked barker barman barnes barrel barrels barrens barrera
    barrie barrier barron barry barter basest bashes basis basks basra basses bastes bates bayes bbses
    becket befall befallen befell beige bering berra biases bilge binge biogen blackout bling bloch
    blocs boobing booing booker boole booming boone bootee bootie booting booze boozing borden boreas
    borer borers bores borges boring borne bouncer bouncy bound bounden bridge brine brink briny brock
    brooking bucked bulldozer bunche burred buses byers caller calve calves cancer carats carbs career
    cares carets cargo cargoes carla carps casandra caves cedar cedars celts cents ceres certification
    chads chancel chants chaos chaps charier charmer chars charter cheats cheer chefs chick chicken
    chits chock chows chunk cider clare cleat cleave cleaves clefts clint clive clove cloves clown cluck
    clustered clutters cobra cobras codas coffee coffer colder collar collier collies collins cologne
    colognes colones colonies colons comfier commander commanders commandoes compete competes compote
    compotes comte conduce conduit confer confide confides confine confines congeal congeals conifer
    conley connie contents contract contracts contralto contraltos contrast contrasts contrite convents
    convex convoy cooler copious copper copra copse copter corded cords cored cores corked corned corner
    corral corrals cortes cosier covey cozier crape crate crave craves creamer creams creamy credos
    creed creeds creeks creels cremate crepes cress crete crews crier cries croons crown curds dados
    dames dampen danes daren dares darla dated dates dawes dazes deena defile definer defray delivery
    demoed denote dense deplete deplore deplores descartes descender descents desks despatch detente
    detentes deter dicks dinner dionne direction dirks discord discs discus divulge divulged divulges
    doable doles dominic dominion dominions dominos donates donna donny doors doublet doubly doubter
    downer drainers drape drawn dread dresses drone drones droppers drove drunk dumpier dunne dunner
    dupes dutch edger egrets eleven elevens elves elvia ember embers emote employed employer employers
    engender enlarger enron entrees envied errol estelle evert evoke excite excuse executions executor
    executors exhort exporters extort extras exxon faces facilities facility fades fairer fairs fairy
    faiths fakes fares farmer fates fazes ferber fermi fiber filed filet filler finer fireball fireballs
    firestone firestorm firmer fiver fixer flier flies forbad former fracture fractures freda freer
    frees freezer freya friar fried fries frieze fryer fusions gales gelds geller general generalize
    generalizes generals generous genes geneses geneva genre genres giant giles graft grape grapes
    grapple grapples grippe grunt guess gusts haber hacked hacker haled haler haman hanger hangmen
    hansen hardest hared hated hater hates hawed hayed hazed helen hinge hogan hoists holden holes
    hollers homes hones hoots hopes hoppers hotels importers imposter incest incite indra inert infest
    ingres ingrid inhere inheres injections injector injectors injects insect inset instals instant
    insure insurer insures invalided invalids invert invest irons jerkins jester jetty joker jokes jones
    joules kennel keystone killeen killer killers kipper kongo laces lancers lancet lancets lander lanes
    lanka lanker lapse larger larges largos larsen larva larvas lases lassie latte launcher leaden
    ledges leeds leger legmen leiden lemme lends lenten lepke lessen liberal liberals liberia libra
    libras limpid linus liquids liver lobes locals locate locates lodes lodger loges logons loins loner
    loons lopes lopez loser louder louis louse louses louts louver lover loves loxes loyal loyaler
    loyally lunch luster madden maiden mailer mailers mailmen maine maize maizes males malls mandy manes
    manga mange mangler mango mania manias manifesto manifestos manna manse manses mantes mantle maples
    marten massage massages mated mates mauls maven mazda meager meets melted menes mercer meres merle
    mermen meters mettle mewed microns miles miners mingle mires miscue mister mites mitten moisten
    molten monet monger mongol monster months monty mortar motes nadir nettie nominal noses notwork
    noyes nudes nullity ounce outer outing outre packer papas parent parsons partake partaker
    participates parts pashas passions pasta pastas pastel pastie pasts pasty patienter paula pavement
    pavements peeing peeking peeling peelings peeping peeving peoples permian personae personals persons
    petering pikes piles pines pipes pisces pisses pistons plate platen platter plusher plusses poets
    poises poker polar ponder poplar populace pores portage poser poses posher posies posse posses
    posters postmen postures postwar potts pouts power procurer profits profs promos promoter proms
    prospector prospectors prospectus prosy proteus provisional prows prude publicans pueblo pueblos
    purchaser purchasers purdue puree purer purser pursue pursues pushier pusses quadruplet qualify
    quash quiet quiets quine quines quire quires quito quits quoth racer races racier rages raider rakes
    ramses randier rapes rapier rarer rares rasher rashes rasps raster raves rawer reactor readier
    reales realism realists realize realized realizes reasons recite recites recovery rector redid reeds
    refine refiner refines regaled regalia registries regular rehire reindeer reinitialize reins
    reinstate reinstates reliance relive relives remiss remits remoter renee repay reproduction
    republicans republics resale resales rescuer resettle reside restates rested restorer retina retinas
    reuters reveller revere revery revile reviler reviles rheum richie richter rides rinds riser rites
    robes rojas roller romes ropes roseau roses rosette rosier rosters rotor rotten rotting roues rouge
    rouges rouging rouses rousing routeing routs roves ruses sachs sacks sagas sager salad salas salons
    samar sandboxes sarape scala scalene scalier scheme schemes schtick schuyler scrabble scram
    scrambler scraper scream scrip scubas secede secretes sense serape serer severn shack shade shads
    shake shale shame shane shape shari shark sharks sharp sharpe sharps shave sherd sherds shied
    shippers shoed shored shrek shrew shrewd shrub shuttle sired slender slick smack smart smarten snack
    snare snitches sorter spare spate spear speeder speer spencer spenser sperm sperry spied spies spill
    squashy squish stain staking stalin staling staring stark starr starter startle starve state staten
    staving steal steam steel stella steppe steppes sting stockade stoppers stows strap streak strep
    stretch stripe stript strop stuart subbed sublet sublets subprime subscribed subscribes subset
    subsets sudan summaries summit supreme susan suspenders suspense sward swards swash swatches
    switcher syphon tablets tales teats tents testate testis thrash throb throe tiaras tinge tirade
    tired tires tiros toked torah touch trade tragic transit trashy triad trifle trifler tripe triplet
    triply trippe trite tubas tubes tumble tumbles tunney unbar unload unman unseat unsent updater upset
    urban usages ushers vacua vader vaporizer varies vaunt vents versed vibes vices videos vines violate
    vireos virus vises volcanos waite weyden white witches wrack wreak writer writhe writs
    """
) | words(
    """
    abces abhalten abhauen ablegen abogado abordar absorta acorde agresse ailes alada amada ananas andar
    andas anden anlugen annales anziehen apanar aplacar aportar aporte apprend apure aquiles arbres
    arene arete ariete asada assen assigne assignes atada atras aufbringen aufstellen aufwachen
    ausloschen ausmachen ausnutzen ausziehen autora autoridad autorites avorte azada babear bache bagre
    baies balader balades barbes barder basar basee basees batea batear baten bavarde bavarder baves
    bazar biche bieten bohren boira boiras boire bonnement bonnes bonte bordar borgen bornes boses boten
    botte bourre bourres brote broyer burra cagar caids caliente calle candela canela carcel carre
    carres cebra celle celles cercar cincel cloque cobre cofia colloque comete cometes comite comites
    compacta comporta comporte comtes contrastar convie coole cooles cordes cornes coule couler coure
    courra criar crient criez cuesta cuestas cuneta damen deboule debouler decena decoule defoule
    defouler delate delirer demeler demeles demene demener demente denen depeche depeches deriver
    deshecha desole desoles despegar deuten dienen dique diseccion doble doblez domine donnions dorme
    douane drame dreien dresse drohen duena dummen dummes eclate egale egales einladen emitir emporte
    emportes emportez emportons empunar enden enmienda entende entrevue entrevues envol envoles envoyes
    ermita ermite errar ertrage escapar escolar espalda etablir etablis etablissez etudiantes eveille
    eveiller evocar evoque evoquer experta experte explose exploser facilidad facons faena fairen
    faisiez faisions feiere feiern femme feriez ferions ferne fernen ferner ferons ferrer feutre fiere
    figer firme fixez flaire foies forme formez formons fractura fregar freien freier freies freir frere
    freres freuen fringues frites fuhlen fuites gaben galons garant geant gefahren gehen geiler geiles
    gelben gendre genez geste goles habilete hareng hingen hohen hohes horen impia impie inerte infecta
    infectar infecte infecter infectes inferir initie innere inneres insecte insectes instables interes
    interessanten iriez ivres jeher jener jerez joies jouions joute kapier kapiere kapieren konnen
    kosten lagen laisse lamida landen langen langes langue langues laves lebten lecken legere legten
    lehre lehren leihen leisten lepre levar levre liasse librar libres liebre liegen lient lieux lievre
    ligera lince linke linken lirez lisse litera llegar llenar locamente loger logez loque louche loyale
    loyalement loyer luden lugen macaque madchen magra maigre maigres maisons maldad malles mamar manche
    manchen manges manies manjar mannes manta mante meche meiste meisten meles mener meneurs menez
    meniez menons menta mente mentez merder merken miche miesen mignons mimbre mingo mioche mixte moche
    moite monda monde mondes morte mugre munter nahmen nimmer noces norme normes nummer oeuvre oeuvres
    offenen offre ondes ordres orten oubliez pacte pagar paien paient pajar palas panser paras pariente
    parke parken partagerons partagions passeports passieren patas patente patientes patte paupiere
    payent pecar pelar perdido perdit pesame pesar peses peste picar piges pilar pinga pires pisser
    piste pistes pitar planten platzen plegar poder poete poetes poisse poissons polla ponte pontes
    ponts porte portee portees portes portez portiez portons posar posees posiez posons potes poussins
    prevision prises profites proies pulga pulgar puste quarantaine quete racht racle radis raisons
    raler rales ramer rames ramez rasend rasieren raten rater ratez ratons rauben rayer rayons reale
    realen realeza realidad realites realzar rebord recale recente rechange rechter recoger recrues
    recue redactor redet redire redites reganar regles regnera reicht reichte reisten reite rejet
    rejetee rejette relique reliques remate remet remette remettes remettiez remettons remords remota
    remporte remporter renale rendes renes renouer renove renover rentre repetee repetees reproduccion
    reproductivo reservacion restante restee restees retar reten retocar retoque revend revetir reviser
    revivre revoie rhume riecht rissen robar rodar roder rogar rohes ronds rouage rouler roules routier
    routiere routiers rozar rudes saigne saignes salue salues sanar sarten scheiss scheisse schienen
    schiesse schiessen schmiss schrieb schrieben schweben schwuler secar serre serrer signe signes sodio
    solaires sonde spart spaten spenden starben starken starren stehlen stillen stopfen storte suces
    sucio suprema sures surtir suyas talla talle tarte taule teindre tendant tentant timar tirage tomba
    tombes trafen tragico tranca transaccion traten trauen treuen trincar trinquer troque troquer
    trueque trugen truque turba uberleben vaches valar valia variar varie velar verbitte vermieten
    verriet verschwand verschwanden verschwende verschwenden verschwunden versenken verzichte verzichten
    vibrer violar visez visons vitres vives vivez viviez vivons vivres vivrez vivrons votar warfen weite
    weitergehen weiterleben werten wunden zielen
    """
)
