"""German. Verbs are given as infinitive:imperative forms; a separable particle follows a ``+``."""

VERBS: dict[str, str] = {
    "read": """
        lies, lese, lesen, zeig, zeige, zeigen, erklär, erkläre, erklären, beschreib, beschreibe,
        beschreiben, fasse, zusammenfassen, such, suche, suchen, finde, finden, prüfe, prüfen, überprüfe,
        überprüfen, liste, auflisten, anzeigen, nenne, sag, sage, untersuche, untersuchen, analysiere,
        analysieren, vergleiche, vergleichen, zähle, schau, schaue, ansehen, anschauen, ermittle,
        ermitteln, verrate, gib aus, ausgeben, drucke, kontrolliere""",
    "write": """
        schreib, schreibe, schreiben, dokumentiere, dokumentieren, übersetze, übersetzen, formatiere,
        formatieren, teste, testen, refaktoriere, refaktorieren, implementiere, implementieren, entwirf,
        entwerfe, entwerfen, skizziere, skizzieren, formuliere, formulieren, kommentiere, sortiere,
        sortieren, verfasse, verfassen, programmiere, simuliere""",
    "fix": """
        behebe, beheben, repariere, reparieren, korrigiere, korrigieren, verbessere, verbessern,
        optimiere, optimieren, ergänze, ergänzen, benenne, umbenennen, beschleunige, vereinfache,
        vereinfachen, baue, bauen, entferne den import""",
    "change": """
        ändere, ändern, aktualisiere, aktualisieren, setze, setzen, stelle, schalte, schalten,
        konfiguriere, konfigurieren, aktiviere, aktivieren, deaktiviere, deaktivieren, ersetze, ersetzen,
        passe, anpassen, abschalten, ausschalten, einschalten, umstellen, leite, umleiten, erhöhe,
        verschiebe, verschieben, umschalten""",
    "create": "erstelle, erstellen, lege, anlegen, füge, hinzufügen, erzeuge, erzeugen, richte, einrichten",
    "provision": "provisioniere, provisionieren, bereitstelle",
    "delete": """
        lösch, lösche, löschen, lösch alle, vernichte, vernichten, leere, leeren, verwirf, verwerfe,
        verwerfen, beseitige, beseitigen, zerstöre, zerstören, wirf weg, wegwerfen, tilge, abbauen,
        abreißen, plattmachen, bereinige, bereinigen, ausradieren, überschreibe, überschreiben, säubere""",
    "remove": "entferne, entfernen, räume, aufräumen",
    "deploy": """
        deploye, deployen, deploy, veröffentliche, veröffentlichen, rolle, ausrollen, rolle aus,
        installiere, installieren, spiele, spiel, einspielen, ausliefern, liefere, freigeben,
        freischalten, live schalten, live stellen, produktiv setzen, in betrieb nehmen, hochfahren, bring,
        bringe, bringen, release, releasen, zurückrollen""",
    "scale": "skaliere, skalieren, hochskalieren, verdopple, verdoppeln",
    "migrate": "migriere, migrieren",
    "operate": """
        starte, starten, neustarten, neu starten, stoppe, stoppen, fahre, fahr, herunterfahren, beende,
        beenden, halte an, anhalten""",
    "rotate": "rotiere, rotieren, erneuere, erneuern, widerrufe, widerrufen",
    "grant": "gewähre, gewähren, erteile, erteilen, berechtige, berechtigen",
    "give": "gib, gebt, geben, mach, mache, machen",
    "open": "öffne, öffnen, blockiere, blockieren, sperre, sperren, erlaube, erlauben, freigebe, entsperre",
    "transfer": """
        schick, schicke, schicken, sende, senden, exportiere, exportieren, teile, teilen, kopiere,
        kopieren, lade hoch, hochladen, herunterladen, verschicke, verschicken, maile, mailen, poste""",
    "import": "importiere, importieren, lade, laden, lies ein, einlesen, stelle wieder her, wiederherstellen",
    "backup": "sichere, sichern",
    "merge": "merge, mergen, führe zusammen, zusammenführen, pushe, pushen, mische, mischen",
    "run": "führe, ausführen, wende, anwenden, starte den job",
    "aid": """
        bitte, kannst, könntest, könnten, kannst du, würdest du, hilf, stelle sicher, vergiss nicht,
        fang an""",
}

PARTICIPLES: dict[str, str] = {
    "delete": "gelöscht, geleert, entfernt, verworfen, vernichtet, zerstört, überschrieben",
    "deploy": "deployt, ausgerollt, veröffentlicht, installiert, eingespielt, zurückgerollt",
    "operate": "gestartet, gestoppt, neugestartet, heruntergefahren, abgeschaltet",
    "rotate": "rotiert, erneuert",
    "change": "geändert, aktualisiert, ersetzt",
    "migrate": "migriert",
    "merge": "gemergt, gepusht",
    "import": "importiert",
    "transfer": "exportiert, verschickt, kopiert",
}

NOMINAL: dict[str, str] = {
    "deploy": """
        deployment, auslieferung, veröffentlichung, ausrollen, einspielen, installation, rollout,
        inbetriebnahme""",
    "delete": "löschung, löschen, bereinigung, leerung, das löschen, zum löschen, beim löschen",
    "rotate": "rotation, erneuerung",
    "migrate": "migration",
    "operate": "neustart, abschaltung",
    "import": "datenimport",
    "export": "datenexport",
}

NOUNS: dict[str, str] = {
    "customer_data": """
        kunde, kunden, kundendaten, kundentabelle, kundenkonten, benutzer, nutzer, nutzerdaten,
        benutzerdaten, bestellung, bestellungen, rechnungen, zahlungen, konten, konto, patienten,
        patientendaten, mitarbeiter, mitglieder, adressen, abonnenten, personendaten,
        personenbezogene daten, zahlungsdaten, bestelltabelle, kundenliste, buchungen""",
    "database": """
        datenbank, datenbanken, tabelle, tabellen, schema, sicherung, sicherungen, backup, backups,
        datensätze, daten, spalte, datensatz, speicher, bucket, verzeichnisdaten, stammdaten, index""",
    "data": """
        dateien, testdaten, protokolle, cache, zwischenspeicher, warteschlange, ordner, artikelliste,
        artikel, katalog, produktkatalog, preise, preisliste, sitzungen, logs, logdateien""",
    "secret": """
        passwort, passwörter, kennwort, kennwörter, geheimnis, geheimnisse, schlüssel, api-schlüssel,
        api schlüssel, zugangsdaten, token, zugriffsschlüssel, privater schlüssel, anmeldedaten""",
    "infrastructure": """
        server, rechner, knoten, cluster, instanz, infrastruktur, lastverteiler, maschine, namensraum,
        host""",
    "network": """
        firewall, netzwerk, netz, domäne, port, ports, zertifikat, zertifikate, dns, dns-eintrag,
        nameserver, ip-adresse, firewall-regel, firewallregel, dns eintrag, ip adresse""",
    "permission": """
        rechte, recht, admin-rechte, adminrechte, admin rechte, berechtigung, berechtigungen, zugriff,
        zugriffsrechte, rolle, rollen, administrator, root, rootrechte, adminzugang""",
    "branch": "zweig",
    "service": """
        dienst, dienste, anwendung, webseite, version, fassung, build, container, pod, maildienst,
        neue version, stand, wartungsmodus, monitoring, seite live""",
    "code": """
        fehler, dokumentation, anleitung, test, tests, funktion, klasse, methode, variable, dialog,
        lösch-dialog, löschdialog, knopf, schaltfläche, löschknopf, seite, seiten, formular, tippfehler,
        rechtschreibfehler, bericht, zusammenfassung, leitfaden, handbuch, abschnitt, text, überschrift,
        farbe, schriftgröße, symbol, quelltext, code, modultest, skript, skripte, import, importe, button,
        menü, hilfetext, kommentar, kommentare, readme, komponente, release notes, liste der, meldung,
        fehlermeldung, beispiel, artikel über, tabellenkomponente, warnung, warnungen, kapitel, absatz""",
}

ENVIRONMENTS: dict[str, str] = {
    "production": """
        produktion, produktionsumgebung, produktivumgebung, produktiv, produktivsystem, produktionssystem,
        echtsystem, livesystem, live-system, live system, prod-umgebung, echtbetrieb, wirkbetrieb,
        live-betrieb""",
    "staging": """
        testumgebung, abnahme, abnahmeumgebung, integrationsumgebung, staging-umgebung, vorproduktion,
        testsystem, qa-umgebung, stagingumgebung""",
    "development": """
        entwicklung, entwicklungsumgebung, entwicklungssystem, lokal, lokale, lokalen, entwicklerrechner,
        mein rechner""",
}

ROLES: dict[str, str] = {
    "determiner": """
        der, die, das, den, dem, des, ein, eine, einen, einem, einer, eines, alle, allen, aller, jede,
        jeden, jedes, neue, neuen, neues, neuer, alte, alten, altes, unser, unsere, unseren, mein, meine,
        meinen, ihr, ihre, diese, diesen, dieses, aktuelle, aktuellen, letzte, letzten, sämtliche,
        sämtlichen, inaktive, inaktiven, veraltete, veralteten, ganze, ganzen, komplette, gesamte,
        gesamten, erste, zwei, drei, beiden, kompletten""",
    "preposition": """
        auf, in, im, aus, nach, zu, zum, zur, für, mit, von, vom, bei, beim, über, unter, zwischen, an,
        am, ins, ans, aufs, gegen, als, wie bei, durch, um, ohne dass, während, seit, vor, hinter, gemäß""",
    "conjunction": "und, oder, dann, danach, aber, sondern, und dann, anschließend, sowie, denn",
    "subordinator": "wenn, falls, sobald, weil, dass, damit, obwohl, nachdem, bevor, ob, solange",
    "question": "wie, warum, weshalb, wieso, welche, welcher, welches, wann, wo, wer, was",
    "negation": "nicht, kein, keine, keinen, keinem, nichts, niemals, nie, ohne, statt, anstatt, weder",
    "modal": "soll, sollen, sollte, sollten, muss, müssen, darf, dürfen, möchte, möchten, will, wollen",
    "auxiliary": "ist, sind, war, waren, wird, werden, wurde, wurden, hat, haben, hatte, worden, sein, bin",
    "pronoun": "es, sie, ihn, er, wir, ich, du, man, alles, jemand, ihm, ihnen, mir, uns, dir, sich, mich",
    "politeness": """
        bitte, mal, jetzt, sofort, gleich, noch, nur, schon, einfach, doch, auch, hier, heute, morgen,
        gestern, kurz, schnell, endlich, danke, hallo, ab, ein, um, wieder, neu, aus, hoch, runter,
        zurück, zusammen, her, vollständig, komplett, endgültig, kurzfristig""",
    "finite": """
        funktioniert, geht, läuft, fehlt, passt, sagt, steht, stimmt, wirft, klappt, heißt, stürzt,
        fehlgeschlagen""",
    "argues": """
        geringes risiko, kein risiko, niedriges risiko, als niedrig einstufen, keine freigabe nötig,
        ungefährlich""",
}

FUNCTION_WORDS = "hätte gern sehr mehr wo dort daran dazu darin dabei deren dessen"
