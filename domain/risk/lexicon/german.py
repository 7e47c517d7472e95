"""German. Verbs are given as infinitive:imperative forms; a separable particle follows a ``+``."""

VERBS: dict[str, str] = {
    "read": """
        lies, lese, lesen, zeige, fasse, such, finde, finden, liste, ermittle, verrate, gib aus,
        ausgeben, sieh, sieh nach, vergleich, beschreib, sag mir, zeig mir, gib einen überblick""",
    "write": "entwirf, schreib, zieh tests nach",
    "fix": "entferne den import",
    "change": "stelle, passe, leite, tausch, wechsel, wechsle, änder, vergib, außer kraft setzen",
    "create": "lege, füge, richte",
    "provision": "bereitstelle",
    "delete": """
        hau, haue, schmeiß, schmeiße, lösch alle, verwirf, wirf weg, vergiss den kunden,
        außer betrieb nehmen, weg damit, kann weg, können weg, muss weg, müssen weg, soll weg,
        sollen weg, fliegt raus, fliegen raus, kommt weg, kommen weg, darf weg, dürfen weg, raus damit,
        loswerden, verschwinden lassen, mach schluss mit, tabula rasa,
        drüberbügeln""",
    "deploy": """
        rolle, rolle aus, spiele, spiel, liefere, live schalten, live stellen, produktiv setzen,
        in betrieb nehmen, bring, bringe, bringen, live nehmen, live bringen, live setzen,
        in produktion nehmen, in produktion bringen, auf produktion bringen, auf prod bringen,
        produktiv nehmen, produktiv schalten, live gehen, gehen live""",
    "scale": "erhöhe die anzahl, verdopple",
    "operate": """
        neu starten, fahre, fahr, halte an, vom netz nehmen, offline nehmen, neu laden, kalt starten,
        den stecker ziehen""",
    "give": "gib, gebt, geben, mach, mache, machen",
    "open": "freigebe",
    "transfer": "lade hoch, lass mir zukommen, zukommen lassen",
    "import": "lade, laden, lies ein, stelle wieder her",
    "merge": "führe zusammen",
    "run": "starte den job, laufen lassen, fahr den job, lass laufen",
    "aid": """
        du kannst, ihr könnt, du darfst, ihr dürft, du könntest, ihr könntet, du solltest, ihr solltet,
        du musst, ihr müsst, du müsstest, ihr müsstet, sie müssten, sie könnten, sie können, sie sollten,
        ich bitte dich, ich bitte sie, ich bitte euch, darf ich dich bitten, darf ich sie bitten,
        es wird zeit, höchste zeit, hast du zeit, hättest du zeit, schaffst du es, wir wollen,
        ich würde gern, ich würde gerne, wir würden gern, wir würden gerne, ich hätte gerne,
        wir hätten gern,
        wir hätten gerne, könnt ihr bitte, macht bitte, sei so freundlich, seien sie so gut, seid so gut,
        bitte, kannst, könntest, könnten, kannst du, würdest du, hilf, stelle sicher, vergiss nicht,
        fang an, kannst du mal, könntest du, könnt ihr, könnten sie, würden sie, wärst du so nett,
        sei so gut, sei so lieb, denk dran, denk daran, denkt daran, bitte nicht vergessen,
        nicht vergessen, magst du, magst du mal, wäre super wenn du, wäre toll wenn du,
        es wäre gut wenn du, ich bräuchte, ich brauche, wir brauchen, brauche ich, bräuchte ich, brauchen
        wir, ich hätte gern, hätte gern,
        gilt es, versuch, versuche, kümmere dich darum, sorg dafür, sorge dafür, stell sicher, lass uns,
        wir müssen, wir sollten, ich möchte, wir möchten, ich will dass du, damit wir, vergesst nicht,
        unbedingt""",
    "transport": "nimm, wirf, zieh, häng, trag, räum, stoß, tritt, heb, reiß, schieb",
    "rotate": "neu vergeben, neu generieren, neu erzeugen, neu ausstellen, neu setzen, erneuer",
}

PARTICIPLES: dict[str, str] = {
    "delete": "entfernt, verworfen, überschrieben",
    "deploy": "deployt",
    "operate": "heruntergefahren, abgeschaltet",
}

NOMINAL: dict[str, str] = {
    "deploy": """
        deployment, auslieferung, veröffentlichung, ausrollen, einspielen, installation, rollout,
        inbetriebnahme, deployments, rollback, rückrollen, release, freigabe, bereitstellung,
        liveschaltung, go-live, livegang, freischaltung, auslieferungen, produktivsetzung, einspielung,
        hotfix""",
    "delete": """
        löschung, löschen, bereinigung, leerung, das löschen, zum löschen, beim löschen, löschungen,
        entfernung, vernichtung, räumung, leeren, entsorgung, anonymisierung, löschaktion, beseitigung,
        stilllegung, rückbau, deinstallation, zurücksetzung, löschlauf""",
    "rotate": """
        rotation, erneuerung, rotierung, widerruf, austausch, passwortwechsel, schlüsselwechsel,
        neuvergabe, passwortreset, schlüsseltausch, zertifikatswechsel""",
    "migrate": """
        migration, migrationen, schemaänderung, schemaänderungen, schemamigration, umzug, reindexierung""",
    "operate": "neustart, abschaltung, neustarts, restart, abschalten, herunterfahren, failover, stopp",
    "import": """
        datenimport, import, wiederherstellung, rücksicherung, befüllung, datenübernahme,
        einspielen des dumps""",
    "export": "datenexport, weitergabe, übermittlung, datenabzug",
    "scale": "skalierung, hochskalierung, aufstockung",
    "merge": "zusammenführung",
    "backup": "datensicherung, sicherungskopie",
    "grant": "berechtigungsvergabe, rechtevergabe",
}

ENVIRONMENTS: dict[str, str] = {
    "production": """
        produktion, produktionsumgebung, produktivumgebung, produktiv, produktivsystem,
        produktionssystem, echtsystem, livesystem, live-system, live system, prod-umgebung, echtbetrieb,
        wirkbetrieb, live-betrieb, prod, produktionsdatenbank, produktions-db, prod-db,
        produktionscluster, produktions-cluster, prod-cluster, produktivdatenbank, livedatenbank,
        produktionsserver, prod-server, produktivserver, liveumgebung, live-umgebung, live umgebung,
        livebetrieb, livebetriebs, produktivbetrieb, produktionsbetrieb, echtdaten, echtdatenbank,
        echtumgebung, allen filialen, alle filialen, allen kassen, alle kassen, allen standorten,
        alle standorte, allen geräten, alle geräte, allen endgeräten, allen terminals, alle terminals,
        scharfen system, produktiven, produktive, produktives, allen kunden, alle kunden,
        alle nutzer, allen nutzern, endkunden""",
    "staging": """
        testumgebung, abnahme, abnahmeumgebung, integrationsumgebung, staging-umgebung, vorproduktion,
        testsystem, qa-umgebung, stagingumgebung, testcluster, testserver, testinstanz, vorabsystem,
        vorstufe, abnahmesystem, referenzumgebung, referenzsystem, integrationssystem, konsolidierung,
        schulungssystem, schulungsumgebung, demosystem, demoumgebung, demo-umgebung, demo-system,
        preprod-umgebung, uat-umgebung, vorabumgebung, testdatenbank, testdb, test-datenbank""",
    "development": """
        entwicklung, entwicklungsumgebung, entwicklungssystem, lokal, lokale, lokalen,
        entwicklerrechner, mein rechner, entwicklungsdatenbank, entwicklungs-db, entwicklungsserver,
        entwicklungscluster, lokales, lokaler, lokalem, dev-umgebung, dev-system, dev-db, dev-cluster,
        sandkasten, spielwiese, sandbox-umgebung, meinem rechner, meinen rechner, meinem laptop,
        dev-server, entwickler-sandbox""",
}

ROLES: dict[str, str] = {
    "determiner": """
        der, die, das, den, dem, des, ein, eine, einen, einem, einer, eines, alle, allen, aller, jede,
        jeden, jedes, neue, neuen, neues, neuer, alte, alten, altes, unser, unsere, unseren, mein,
        meine, meinen, ihr, ihre, diese, diesen, dieses, aktuelle, aktuellen, letzte, letzten,
        sämtliche, sämtlichen, inaktive, inaktiven, veraltete, veralteten, ganze, ganzen, komplette,
        gesamte, gesamten, erste, zwei, drei, beiden, kompletten, alter, altem, neuem, dessen, jedem,
        jeder, keiner der, etliche, einige, einigen, mehrere, mehreren, viele, vielen, unserem, unserer,
        unseres, eure, euren, seine, seinen, ihren, ihrem, meinem, meiner, deine, deinen, diesem,
        dieser, jene, solche, vier, fünf, sechs, zehn, restlichen, übrigen, abgelaufene, abgelaufenen,
        nicht mehr benötigten, überflüssigen, ungenutzten, unbenutzten, doppelten, verwaisten,
        obsoleten, ehemaligen, gekündigten, kleine, kleinen, großen, große, aktueller, aktuellem,
        gesamtes, komplettes, öffentliche, interne, internen, externe, externen""",
    "preposition": """
        auf, in, im, aus, nach, zu, zum, zur, für, mit, von, vom, bei, beim, über, unter, zwischen, an,
        am, ins, ans, aufs, gegen, als, wie bei, durch, um, ohne dass, während, seit, vor, hinter,
        gemäß, pro, bis, ohne, gegenüber, innerhalb, außerhalb, anhand, mittels, per, laut, trotz,
        wegen, fuer, übers, unters, entlang, samt""",
    "conjunction": """
        und, oder, dann, danach, aber, sondern, und dann, anschließend, sowie, denn, bzw,
        beziehungsweise, und zwar, dann noch, daraufhin, anschliessend, sonst""",
    "subordinator": """
        wenn, falls, sobald, weil, dass, damit, obwohl, nachdem, bevor, ob, solange, sofern, seitdem,
        sodass, so dass, indem, wohingegen, wodurch, welcher""",
    "question": "wie, warum, weshalb, wieso, welche, welcher, welches, wann, wo, wer, was",
    "negation": """
        nicht, kein, keine, keinen, keinem, nichts, niemals, nie, ohne, statt, anstatt, weder,
        keinesfalls, auf keinen fall, keiner, keines, bloß nicht, nicht mehr, finger weg, anstelle,
        ausgenommen, außer""",
    "modal": """
        soll, sollen, sollte, sollten, muss, müssen, darf, dürfen, möchte, möchten, will, wollen,
        müsste, müssten, dürfte, dürften, gehört, gehören, könnte""",
    "auxiliary": """
        ist, sind, war, waren, wird, werden, wurde, wurden, hat, haben, hatte, worden, sein, bin, wirst,
        werde, gewesen, wäre, wären, hätten, habe, haben wir, hatten, bist, gibt es""",
    "pronoun": "es, sie, ihn, er, wir, ich, du, man, alles, jemand, ihm, ihnen, mir, uns, dir, sich, mich",
    "politeness": """
        bitte, mal, jetzt, sofort, gleich, noch, nur, schon, einfach, doch, auch, hier, heute, morgen,
        gestern, kurz, schnell, endlich, danke, hallo, ab, ein, um, wieder, neu, aus, hoch, runter,
        zurück, zusammen, her, vollständig, komplett, endgültig, kurzfristig, bitteschön, dringend,
        asap, eben, gerade, heut, früh, abend, nacht, nachmittag, vormittag, mittag, montag, dienstag,
        mittwoch, donnerstag, freitag, samstag, sonntag, später, vorher, nachher, bald, übermorgen,
        woche, monat, uhr, stunde, stunden, tag, tage, tagen, jahr, jahre, jahren, vorsichtig,
        vorsichtshalber, direkt, gern, gerne, sauber, ordentlich, lieber, zuerst, zuletzt, zusätzlich,
        außerdem, zwischendurch, nebenbei, einmal, nochmal, nochmals, erneut, bereits, wirklich,
        eigentlich, vielleicht, evtl, mfg, lg, moin, servus, hi, hey, guten, kollegen, danke schön,
        vielen dank, ganz, so, irgendwann, möglichst, umgehend, unverzüglich, testweise, temporär,
        dauerhaft, vorübergehend, manuell, automatisch, jeweils""",
    "finite": """
        funktioniert, geht, läuft, fehlt, passt, sagt, steht, stimmt, wirft, klappt, heißt, stürzt,
        fehlgeschlagen, schlägt, schlagen fehl, scheitert, hängt, dauert, sieht aus, liegt, kommt, meldet,
        zeigt, verschwindet, erscheint, braucht, klemmt, ruckelt, flackert, abgestürzt, kaputt, bricht ab,
        überlappt, verrutscht, wackelt, spinnt, nervt, gibt, gab, gaben, sieht, sah, sahen, lässt, ließ,
        bleibt, bleiben, blieb, blieben, findet, fand, fanden, gilt, gelten, galt, scheint, scheinen,
        schien,
        besteht, tut, tat, passiert, passierte, nimmt, nahm, nahmen, spricht, sprach, bedeutet, bedeuten,
        fällt, fiel, fielen, hilft, reicht, reichte, kennt, kannte, kamen, kam, hörte, beginnt, begann,
        folgt,
        folgte, lebt, lebte, dachte, arbeitete, meint, meinte, stellte, trifft, traf, wusste, klingt, klang,
        klingen, sitzt, glaubte, hielt, wirkt, wirken, fährt, setzte, enthält, enthielt, freut, freute,
        kostet, kostete, fühlt, zeigte, zeigten, beträgt, ergibt, entspricht, steigt, stieg, dient, dienen,
        entsteht, entstand, trat, bildet, betrifft, betreffen, gewinnt, legte, stammt, stammen, verliert,
        verlor, lohnt, weist, lautet, lauten, wartet, warten, wartete, liebt, behauptet, bezieht, verfügt,
        gelingt, lieferte, merkt, merkte, wohnt, übernimmt, übernahm, nannte, erfolgt, erfolgte, droht,
        herrscht, entscheidet, existiert, existieren, rief, lief, liefen, ging, gingen, standen, lagen,
        fehlte, fehlten, dauerte, brauchte, brauchten, fragte, fragten, fragen, sagte, sagten, schrieb,
        schrieben,
        erzählt, erzählte, bekam, bekamen, hing, hingen, verschwand, verschwanden, tauchte, tauchten,
        platzte,
        brauchen, liegen, stehen, fehlen, beschwert, beschweren, funktionieren, gehörte, erschien,
        erschienen,
        verstand, mögen, machte, gefällt, erinnert, erinnern, verdient, hieß, hießen, taucht, landet,
        landete,
        verweist, erwähnt, fürchtet, fürchten, hofft, hoffen, vermutet, ärgert, ärgern, wundert, stört,
        stören, stürzte, tippt, tippte, klickt, klickte, zahlte, überlegt, schlief, schläft, trug, wächst,
        wuchs, suchte, reagiert, reagierte, berichtete, brach, riss, flog, zog""",
    "argues": """
        geringes risiko, kein risiko, niedriges risiko, als niedrig einstufen, keine freigabe nötig,
        ungefährlich""",
}

FUNCTION_WORDS = """
    hätte gern sehr mehr wo dort daran dazu darin dabei deren dessen hier da dann nun also etwa fast
    wohl ja nein ok okay heute wegen darauf davon damit dafür darüber deshalb daher jedoch trotzdem
    nämlich bisher inzwischen mittlerweile immer oft manchmal selten nie weniger viel wenig etwas
    jemandem niemand chef kollege kollegin team abteilung firma freigegeben genehmigt niedrig hoch
    mittel risiko stufe frage fragen antwort problem idee thema punkt beispiel fall fälle weise art teil
    teile anfang ende mitte seite rechts links oben unten schnell langsam groß klein lang kurz gut
    schlecht falsch richtig neuen alten mobil handy laptop bildschirm browser englisch deutsch
    trockenlauf morgens abends letzter nächster nächste nächsten vergangene folgendes folgende folgenden
    anderen andere anderes gleiche selbe einzige eigenen eigener svenja länger länge langer kürzer
    inaktiv tot tote toten toter uni außen erreichbar herr herrn frau
"""
