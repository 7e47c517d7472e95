"""German turns of phrase that ask for something; the marks are told in :mod:`.idioms`.

The words are folded: "ü" is "u", "ß" is "ss".
"""

GROUPS: dict[str, str] = {
    "de_can": """kann|konnen|konnte|konnten|darf|durfen|durfte|durften|soll|sollen|sollte|sollten|muss|\
        mussen|musste|mussten|mag""",
    "de_env": """prod|produktion|produktiv|produktivsystem|produktionssystem|echtsystem|livesystem|live|\
        staging|stg|abnahme|abnahmeumgebung|test|testumgebung|testsystem|integration|integrationsumgebung|\
        vorproduktion|preprod|qa|uat|referenzumgebung|schulungssystem|demoumgebung""",
    "de_get": """bekommt|bekommen|kriegt|kriegen|erhalt|erhalten|braucht|brauchen|brauche|brauch|benotigt|\
        benotigen|benotige|mochte|mochten|will|wollen|wunscht|verlangt|erwartet|bittet um|fragt nach|hatte \
        gern|hatten gern|hatte gerne""",
    "de_build": """version|versionen|fassung|release|releases|build|stand|update|updates|hotfix|patch|\
        release candidate|paket|artefakt""",
    "de_rights": """rechte|rechten|schreibrechte|leserechte|adminrechte|zugriff|schreibzugriff|\
        lesezugriff|vollzugriff|zugang|rolle|rollen|berechtigung|berechtigungen|freigabe""",
    "de_shared": """<infrastructure>|datenbank|db|server|cluster|laufwerk|netzlaufwerk|freigabe|konsole|\
        vpn|bucket|repo|bastion|steuerung|anlage|namespace|cloud-konto|konto|abrechnungskonto|firmenkonto|console|kundendaten|\
        produktion|prod|livesystem|echtsystem|umgebung|system|systeme|maschine|maschinen|rechner|host|\
        hosts|speicher|objektspeicher|tresor|jenkins|grafana|kibana|netz|verzeichnis""",
    "de_reach": """zugreifen|einsehen|kommen|ran|dran|drauf|rein|reinkommen|rankommen|drankommen|draufkommen|\
        schreiben|einloggen|anmelden|lesen|draufschauen|reinschauen|verbinden|erreichen""",
    "de_wide": """jeder|jedem|jedermann|alle|allen|die ganze welt|der ganzen welt|aller welt|uberall|\
        ausserhalb|aussen|draussen|zu hause|daheim|unterwegs|internet|offentlichkeit""",
    "de_store": """<database>|<data>|bucket|buckets|ordner|speicher|objektspeicher|blob|container|share|\
        laufwerk|verzeichnis|datenbank|dashboard|repo|repository|registry|freigabe|queue|topic|index|\
        cluster|dateien|bilder|fotos""",
    "de_machines": """pod|pods|replikat|replikate|replicas|knoten|worker|instanz|instanzen|server|\
        maschine|maschinen|rechner|cpu|cpus|kern|kerne|ram|arbeitsspeicher|speicher|speicherplatz|platz|\
        kapazitat|rechenleistung|leistung|vm|vms|container|broker|shards|gpu|gpus|platten|hardware""",
    "de_n": """#|ein|eine|einen|zwei|drei|vier|funf|sechs|acht|zehn|zwolf|ein paar|einige|mehrere|doppelt \
        so viele|doppelt so viel""",
    "de_secret": """<secret>|passwort|passworter|kennwort|kennworter|zugangsdaten|anmeldedaten|login|\
        logindaten|schlussel|api-schlussel|api-key|token|geheimnis|pin|root-passwort|admin-passwort|\
        adminpasswort|privatschlussel|key""",
    "de_lost": """geleakt|offentlich|kompromittiert|verbrannt|abgeflossen|abhanden|durchgesickert|bekannt|\
        im chat|auf github|im repo|im log|in den logs|im klartext|im screenshot|geleaked|gestohlen""",
    "de_person": """<customer_data>|kunde|kunden|kundin|nutzer|nutzerin|nutzern|mitglied|mitglieder|\
        patient|patientin|patienten|leser|leserin|gast|gaste|mieter|mieterin|schuler|schulerin|studentin|\
        student|teilnehmer|teilnehmerin|spender|spenderin|bewerber|bewerberin|ihm|ihr|ihn|herrn|herr|frau|\
        dame|person""",
    "de_list": """liste|listen|aufstellung|auszug|abzug|export|datei|csv|excel|excel-liste|excel-tabelle|\
        kopie|dump|tabelle|adressliste|komplettabzug|datenabzug""",
    "de_details": """namen|adressen|anschriften|anschrift|telefonnummern|telefonnummer|handynummern|\
        mailadressen|e-mail-adressen|e-mail|e-mails|geburtsdaten|geburtsdatum|kontodaten|bankverbindung|\
        bankverbindungen|iban|ibans|gehaltern|gehalt|kontaktdaten|personalausweisnummern|umsatz|umsatzen""",
    "de_quiet": """aus|stumm|ruhig|schweigen|pausieren|pause|verstummen|nerven|still|ruhe""",
    "de_alerts": """alarme|alarm|alarmierung|alerts|monitoring|uberwachung|benachrichtigungen|pager|\
        backups|sicherungen|sicherung|replikation|cronjobs|cron|protokollierung|auditlog""",
    "de_data": """<data>|preise|preisliste|tarife|stammdaten|artikelstamm|artikel|katalog|sortiment|csv|\
        csv-datei|excel-liste|datei|lieferung|postleitzahlen|feiertage|kurse|termine|messwerte|\
        zahlerstande|bestande|lagerbestand|lagerbestande|adressen|datensatze|daten|liste|export|dump""",
    "de_systems": """system|datenbank|db|tabelle|shop|warenwirtschaft|erp|crm|bestand|plattform|sap""",
}
IDIOMS: dict[str, str] = {
    "removal": """
        ^ (<network>|<permission>|<database>|<customer_data>|<infrastructure>|<secret>) _? (raus|weg) (,|\
            $|und|bitte)
        {de_can} .. (weg|fort|in die tonne|in den mull|auf den mull|in den papierkorb|in den schredder|\
            uber bord|uber die klinge|dran glauben|ins nirwana|unter den hammer|vom tisch)
        {de_can} (alle|alles|komplett|endlich|jetzt|heute|noch|auch|dann|gleich|bitte|sofort|wieder|ganz|\
            ruhig|gern|mal)? (noch|jetzt|heute|sofort|endgultig|alle)? raus ($|,|bitte|heute|jetzt|und|noch)
        {de_can} .. (heute|jetzt|sofort|endlich|noch) raus ($|,|bitte)
        {de_can} .. aus (dem|der|den|unserem|unserer) .. (raus|weg|fliegen|verschwinden|fallen)
        (ab|direkt|gleich|bitte) (in die|damit in die) (tonne|mulltonne)
        (reif|bestimmt|was) (fur die|fur den) (tonne|mull|schrott|schrottplatz|abriss|papierkorb)
        (von|vom) .. {de_can} wir uns .. (verabschieden|trennen|losen)
        {de_can} wir uns .. von .. (verabschieden|trennen|losen)
        wir (verabschieden|trennen) uns .. von
        {de_can} es .. nicht mehr geben
        (mach|macht|machen|mache) .. (dem erdboden gleich|den garaus|kurzen prozess|klar schiff|rein tisch)
        (setz|setze|setzt) .. vor die tur
        (verschieb|verschiebe|verschiebt|schieb|schiebe|pack|packe|leg|lege|wirf|werft|befordere|leite) .. \
            (in den papierkorb|in die tonne|in den mull|in den orkus|nach /dev/null|ins nirwana)
        (schick|schicke|schickt) .. (in rente|in den ruhestand|in die wuste|ins jenseits|uber den jordan)
        (zieh|ziehe|zieht) .. aus dem verkehr
        {de_can} .. (das zeitliche segnen|in rente|in den ruhestand|in die ewigen jagdgrunde|aus dem \
            verkehr)
        {de_can} .. (nicht mehr|nicht langer) .. (existieren|auftauchen|vorhanden sein|auffindbar sein|zu \
            finden sein|da sein|gespeichert sein|drin stehen|drinstehen)
        (kein|keine|keinen) .. (mehr)? (ubrig|stehen|ubriglassen|ubrigbleiben|zuruckbleiben)
    """,
    "erasure": """
        (alles|daten|konto|profil|angaben|eintrage|akte) .. (uber|von|zu) (sie|ihn|ihm|ihr|ihnen|frau|\
            herrn|herr) .. (loschen|geloscht|vergessen|entfernen|entfernt|tilgen|vernichten|verschwinden)
        (uber|von|zu) (sie|ihn|ihm|ihr|ihnen|frau|herrn|herr) .. (alles|daten|konto|profil|angaben|akte) \
            .. (loschen|geloscht|vergessen|entfernen|entfernt|tilgen|vernichten|verschwinden)
        (besteht|pocht|bittet|drangt|klagt|dringt|beruft sich|verlangt|fordert) .. (loschung|\
            vergessenwerden)
        (loschung|loschen|vernichtung) (ihrer|seiner|der|aller) .. (daten|angaben|akte) .. (von|fur|frau|\
            herr|herrn|verlangt|gewunscht|beantragt|umsetzen)
        (will|mochte|mochten|wollen|wunscht|verlangt|bittet|besteht darauf) .. (vergessen werden|dass wir \
            alles loschen|dass alles geloscht|aus dem system verschwinden|nicht mehr bei uns|raus aus)
        (recht auf) (vergessenwerden|vergessen|loschung)
        (loschbegehren|loschantrag|loschersuchen|loschanfrage|loschanfragen|loschwunsch) .. (umsetzen|\
            bearbeiten|erledigen|abarbeiten|nachkommen|von|durchfuhren|ausfuhren|vollziehen)
        (nichts|keine daten|keine spur|keine spuren|kein eintrag) .. (uber|von|zu) .. {de_person} .. \
            (finden|gespeichert|ubrig|bleiben|bleibt|haben|wissen|vorhanden)
        (von|uber|zu) .. {de_person} .. (nichts|keine spur|keine daten|kein eintrag) .. (finden|\
            gespeichert|ubrig|bleiben|bleibt|haben|wissen|vorhanden)
    """,
    "shed": """
        (hat|haben) .. (ausgedient|ausgesorgt|ihren dienst getan|seinen dienst getan|ihre schuldigkeit \
            getan|seine schuldigkeit getan|seine zeit gehabt|ihre zeit gehabt|keine daseinsberechtigung|\
            keinen zweck mehr|keinen nutzen mehr|hier nichts mehr|nichts mehr verloren|nichts verloren|\
            nichts zu suchen)
        (wird|werden) .. (nicht mehr|nicht langer|nie wieder|von niemandem mehr) (gebraucht|benotigt|\
            verwendet|genutzt|benutzt|gewunscht)
        (braucht|nutzt|benutzt|verwendet|benotigt|will|vermisst) .. (niemand|keiner|kein mensch|kein \
            schwein|kein aas|kein kunde) .. (mehr|$|,)
        (niemand|keiner|kein mensch|kein schwein) .. (braucht|nutzt|benutzt|verwendet|benotigt|vermisst)
        (brauchen|benotigen|wollen|nutzen|verwenden) wir .. (nicht mehr|nicht langer|nie wieder)
        wir (brauchen|benotigen|wollen|nutzen|verwenden) .. (nicht mehr|nicht langer|nie wieder)
        (ist|sind) .. (obsolet|uberflussig|entbehrlich|hinfallig|reif fur die tonne|nur noch ballast|nur \
            noch datenmull|altlast|altlasten)
    """,
    "release": """
        (nimm|nehmt|nehmen) .. in betrieb ($|,|und|bitte)
        ^ (build|version|release|stand|hotfix|artefakt) # .. (auf|nach|in) (die|das|den|der)? {de_env}
        {de_can} .. (an|zu|auf) (alle|allen|die|den|unsere|unseren|unsern)? (kunden|nutzer|nutzern|\
            mitglieder|filialen|gerate|geraten|kassen|anwender|anwendern|leute|besucher) .. (raus|hinaus|\
            ausgeliefert|gehen|verteilt)
        (auf|in|im) (der|dem|die)? {de_env} .. (lauft|hangt|steht|ist|klebt|liegt) .. noch .. (alt|alte|\
            alten|{de_build}|#)
        {de_env} .. (lauft|hangt|steht|ist|klebt|hinkt) .. (noch|immer noch) .. (auf|mit|bei) .. (alt|\
            alte|alten|{de_build}|#)
        {de_env} .. (hinkt|hangt) .. (hinterher|zuruck)
        (kunden|nutzer|mitglieder|besucher|leute|anwender|alle|welt|patienten|krankenhauser|filialen|\
            kliniken|schulen|partner) .. {de_can} .. (neue|neuen|neues|#) .. (sehen|bekommen|haben|nutzen|\
            benutzen|kriegen|testen)
        (versprochen|zugesagt|angekundigt|zugesichert) .. dass .. (neue|neuen|neues|#) .. (sehen|bekommen|\
            haben|nutzen|benutzen|kriegen|konnen|da ist|live ist|lauft)
        (versprochen|zugesagt|angekundigt|zugesichert) .. dass .. .. (neue|neuen|neues|#) .. (sehen|\
            bekommen|haben|nutzen|benutzen|kriegen|konnen|da ist|live ist|lauft)
        ({de_build}|#) .. {de_can} .. (raus|hinaus|ans netz|an den start|unters volk|zu den kunden|an die \
            kunden|scharf|in den store|in den app store)
        {de_env} {de_can} .. (auf|mit) .. ({de_build}|#) .. (laufen|kommen|sein|stehen|umsteigen|gehen)
        (grunes licht|freie fahrt) fur .. ({de_build}|#|{de_env}|rollout)
        {de_env} (bekommt|kriegt|erhalt) .. (neue|neuen|neues|{de_build}|#)
        (wieder|zuruck) (auf|zu|zur) .. (alten|vorigen|vorherigen|letzten|gestrigen|stabilen) .. \
            ({de_build}|#)
        (tauscht|tausch|kippt|schwenkt) .. (von blau auf grun|von grun auf blau|auf grun|auf blau)
    """,
    "merge": """
        (pr|branch|zweig|merge request|mr|pull request|feature-branch|commit) .. {de_can} .. (nach|in|in \
            den|auf|auf den) (main|master|trunk|hauptzweig|hauptbranch) (rein|hinein|$|,|bitte|jetzt|und)
        {de_can} .. (nach|in|in den|auf den) (main|master|trunk|hauptzweig|hauptbranch) (rein|hinein)
        (pr|branch|zweig|mr|pull request) .. (gehort|kommt) .. (main|master|trunk|hauptzweig|hauptbranch)
    """,
    "access": """
        {de_get} .. (<permission>|{de_rights}) (auf|fur|in|an|zu|zum|zur|von|vom|uber|$|,|bitte)
        (verliert|verlieren) .. (<permission>|{de_rights})
        (darf|durfen|soll|sollen) (kunftig|ab sofort|ab morgen|ab heute|ab jetzt|nun|auch|wieder) .. \
            {de_shared} (einsehen|lesen|sehen|bearbeiten|andern|beschreiben)
        (erlaube|erlaubt|gestatte|gestattet|lass|lasst|ermogliche|ermoglicht) .. (auf|in|an) .. \
            {de_shared} .. (zuzugreifen|zugreifen|zu schreiben|zu lesen|einzuloggen|drauf|rein|ran|arbeiten)
        (teile|teil|teilt|mach|macht|mache|stell|stelle|stellt) .. {de_store} .. offentlich
        {de_can} .. (auf|in|an) .. {de_shared} .. {de_reach}
        (kommt|kommen|komme) .. (nicht|noch nicht|nicht mehr|nirgends) .. (auf|in|an) .. {de_shared} .. \
            (ran|dran|drauf|rein)
        (kommt|kommen|komme) .. von aussen .. (nicht|nicht mehr|nirgends)
        (von|aus) .. {de_wide} .. (erreichbar|erreichen|zugreifen|zuganglich|ansprechbar)
        (aus|von) (jedem|jeder|allen) .. (erreichen|erreichbar|zugreifen|drauf|ran)
        {de_store} .. (offentlich|weltweit) (lesbar|zuganglich|erreichbar|beschreibbar|machen|stellen|\
            schalten|$)
        {de_store} .. fur (alle|jeden|jedermann|die welt) (lesbar|zuganglich|erreichbar|beschreibbar|\
            offnen|sichtbar|aufmachen)
        {de_can} .. (jeder|alle|jedermann) .. (auf|in|an) .. {de_shared} .. (lesen|sehen|schreiben|\
            zugreifen|kommen)
        {de_can} .. nicht mehr (auf|in|an) .. {de_shared} .. {de_reach}
        (dieselben|die gleichen|gleiche|dieselbe) .. {de_rights} wie
        (nehmt|nimm|nehmen) .. (in|aus) .. (gruppe|admin-gruppe|admingruppe|verteiler der admins)
        {de_rights} .. (fehlen|fehlt) .. (noch|bitte|mir|uns|ihm|ihr|ihnen)
        (fehlen|fehlt) (mir|uns|ihm|ihr|ihnen|noch) .. {de_rights}
    """,
    "secret": """
        (komme|kommen|kommt) nicht (an|in) (das|die|den|unser) .. {de_secret}
        (habe|hab|haben|hat) (das|die|den|kein|keine|keinen) _? {de_secret} .. (nicht|verlegt|vergessen|$|,)
        (brauche|brauch|benotige|hatte gern|hatte gerne|brauchen|benotigen) .. (das|die|den|unser|unsere) \
            .. {de_secret} ($|,|von|vom|fur|zu|zum|der|des|bitte|heute|schnell)
        (fehlt|fehlen) (mir|uns) .. (das|die|der|den) .. {de_secret}
        (habe|hab|haben) .. (das|die|den) .. {de_secret} .. (vergessen|verlegt|verloren|nicht mehr|nicht \
            parat)
        (steht|stehen|liegt|liegen) .. (das|die|der) .. {de_secret} .. (schick|poste|sag|gib|zeig)
    """,
    "rotation": """
        {de_secret} .. (ist|sind|wurde|wurden|war|liegt|steht|stand|standen|landete|landeten|stehen|\
            liegen) .. {de_lost}
        (neuen|neues|neue|frischen|frisches|anderes|anderen) {de_secret} (fur|muss|mussen|her|bitte|\
            vergeben|setzen|von|vom)
        (wechselt|tauscht|tausch|wechsle|wechsel) .. die schlosser
    """,
    "restart": """
        (vertragt|konnte|konnten|schreit nach|ruft nach|gehort|bitte) .. (neustart|neustarts|reboot|\
            restart|kaltstart|tritt|durchstart)
        (aus und wieder an|aus und wieder ein|aus und an|aus- und wieder einschalten)
        (ist|sind|wird|ware|waren) .. (ein|einen|der|mal)? (neustart|reboot|restart|kaltstart) (fallig|\
            notig|angebracht|angesagt|dran|uberfallig)
        (haut|hau|tritt|tretet|gib|gebt) .. (einen tritt|einen schubs|einen neustart|in den hintern)
    """,
    "capacity": """
        {de_get} .. (mehr|weitere|zusatzliche|{de_n} weitere|noch {de_n}|noch|grossere|doppelt so viel|\
            doppelt so viele|{de_n} mehr) _? {de_machines}
        (mehr|weitere|zusatzliche|noch {de_n}|{de_n} weitere|{de_n} zusatzliche) {de_machines} (fur|auf|\
            in|im|bitte|dazu|geben|her|$)
        {de_machines} .. {de_can} .. {de_n} .. (sein|werden)
        {de_machines} .. (reicht|reichen|langt|langen|genugt|genugen) .. (nicht|nicht mehr|nimmer|kaum)
        (stosst|stossen|platzt|platzen|pfeift|pfeifen|kommt|kommen|lauft|laufen) .. (an seine grenzen|an \
            ihre grenzen|aus allen nahten|aus dem letzten loch|nicht mehr hinterher|ins schwitzen)
        {de_machines} .. von {de_n} auf {de_n}
        (es|da) (durfen|sollen|mussen|konnen|sollten|mussten) .. {de_n} .. sein
    """,
    "machine": """
        {de_get} .. (neue|neuen|neues|eigene|eigenen|zusatzliche|zusatzlichen|zweite|zweiten|frische|\
            frischen) .. (server|vm|umgebung|instanz|maschine|cluster|datenbank|bucket|namespace|rechner|\
            datenbankserver|host)
        (stell|stelle|stellt|stellen|zieh|ziehe|setz|setze|bau|baue|fahr|mach) .. (neue|neuen|neues|\
            eigene|eigenen|zusatzliche|zusatzlichen|zweite|zweiten|frische|kleine|kleinen) .. (server|vm|\
            umgebung|instanz|maschine|cluster|namespace|host|datenbankserver) .. (hin|auf|hoch)
    """,
    "export": """
        {de_list} .. <customer_data> .. {de_can} .. (an|zum|zur|zu|nach) .. (gehen|raus|geschickt|\
            ubergeben|ubermittelt|weitergegeben)
        {de_get} .. {de_list} .. (aller|der|unserer|samtlicher|mit|von|uber|samt|inklusive|inkl|mitsamt) \
            .. (mit|samt|inklusive|inkl|mitsamt|und)? {de_details}
        (erstell|erstelle|erstellt|mach|mache|macht|bau|baue|zieh|ziehe|generiere|generier|schick|schicke|\
            besorg|besorge|stell|stelle) .. {de_list} .. (aller|der|unserer|samtlicher|von) .. (mit|samt|\
            inklusive|inkl|mitsamt) .. {de_details}
        {de_list} .. (aller|der|unserer|samtlicher|von) .. (kunden|mitglieder|patienten|nutzer|\
            mitarbeiter|abonnenten|spender|schuler|teilnehmer|mieter|debitoren|versicherten|bewerber|\
            gaste) .. (fur|an) (den|die|das|unseren|unsere)? (agentur|druckerei|dienstleister|partner|\
            berater|prufer|wirtschaftsprufer|vertrieb|marketing|anwalt|kanzlei|steuerberater|callcenter|\
            verlag|lettershop|presse|behorde)
        (agentur|druckerei|dienstleister|partner|berater|prufer|wirtschaftsprufer|vertrieb|marketing|\
            anwalt|kanzlei|steuerberater|callcenter|verlag|lettershop|presse|behorde|buchhaltung) \
            (braucht|will|mochte|wartet auf|bekommt|verlangt|bittet um|hatte gern) .. (kunden|mitglieder|\
            patienten|nutzer|mitarbeiter|abonnenten|spender|schuler|teilnehmer|mieter|debitoren|\
            {de_details})
    """,
    "home": """
        (kopie|abzug|export|dump|spiegel|auszug) .. (auf|fur|nach) (meinen|meinem|mein|meine|meiner) _? \
            (laptop|rechner|notebook|stick|usb-stick|platte|dropbox|pc|mac|drive|postfach|hause)
    """,
    "switch": """
        {de_alerts} .. {de_can} .. {de_quiet} ($|,|bitte|bis|solange|heute|geben|sein|bleiben|gehen|\
            schalten)
        (ruhe|stille|funkstille) (im|auf|in|bei) .. (alarmkanal|pager|monitoring|alarmierung|bereitschaft)
        (keine|kein) {de_alerts} (mehr|bis|wahrend|heute|am|fur)
    """,
    "migration": """
        (tabelle|schema|datenbank|tabellen) .. (braucht|bekommt|kriegt|erhalt|benotigt) .. (spalte|\
            spalten|feld|index|fremdschlussel|constraint)
        (spalte|index|fremdschlussel|constraint) .. (in|an|bei|auf|fur) (der|die|dem) (tabelle|datenbank) \
            .. (fehlt|ist notig)
    """,
    "upgrade": """
        (<infrastructure>|<database>|kubernetes|postgres|mysql|redis|kafka|elasticsearch) .. auf \
            (version)? # (heben|bringen|ziehen|hieven|anheben|umstellen|hochziehen)
        (heb|hebe|hebt|bring|bringe|zieh|ziehe|hiev) .. (<infrastructure>|<database>|kubernetes|postgres|\
            mysql|redis|kafka) .. auf (version)? #
    """,
    "traffic": """
        (verkehr|traffic|datenverkehr|anfragen|last) .. {de_can} .. (uber|durch|auf|an|nach|zu) .. \
            (laufen|gehen|fliessen|kommen|landen|wandern)
        (der|die|das) .. {de_can} .. durch die firewall
        (loch|tur|tor) .. (firewall|netz)
        (nimm|nehmt|nehmen|zieh|zieht|hang|hangt|hol|wirf|steck|setz) .. (aus|in|an|hinter|vom|ans) (den|\
            dem|der|die|das)? (loadbalancer|load-balancer|lb|lastverteiler|lastverteilung|pool|rotation|\
            verteilung|netz)
        (aus|in|an|hinter|vom|ans) (den|dem|der|die|das)? (loadbalancer|load-balancer|lb|lastverteiler|\
            lastverteilung|pool|rotation|netz) (nehmen|hangen|ziehen|holen|werfen|stecken|setzen)
    """,
    "import": """
        {de_data} .. (muss|mussen|soll|sollen|sollte|sollten|kann|konnen|darf|durfen|gehort|gehoren) .. \
            (ins|in die|in das|in unser|in unsere|in unseren|in den) _? {de_systems} (rein|hinein|$|,|\
            bitte|und|noch|geladen)
    """,
}
"""What is asked for -> the turns that ask for it."""
