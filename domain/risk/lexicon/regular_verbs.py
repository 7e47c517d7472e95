"""Regular verbs of the languages beside English, as infinitives; :mod:`.conjugation` makes their forms.

German: a ``+`` stands behind a separable particle. Spanish: the stem that bends stands behind a slash.
"""

GERMAN: dict[str, str] = {
    "read": """
        zeigen, erklären, suchen, durch+suchen, prüfen, überprüfen, nach+prüfen, auf+listen, an+zeigen,
        nennen, sagen, untersuchen, analysieren, zählen, schauen, nach+schauen, an+schauen, nach+sehen,
        durch+sehen, an+sehen, ermitteln, drucken, kontrollieren, recherchieren, heraus+finden,
        raus+finden, verstehen, aus+werten, bewerten, beurteilen, beobachten, messen, schätzen,
        ab+schätzen, ein+schätzen, klären, ab+klären, erläutern, berichten, beantworten, nach+lesen,
        auf+zählen, begutachten, verifizieren, validieren, diagnostizieren, empfehlen, vor+schlagen,
        dar+stellen, heraus+suchen, raus+suchen, gegenüber+stellen, durch+gehen, durch+lesen,
        nach+messen, nach+zählen, visualisieren, auf+zeigen, gegen+lesen, nach+vollziehen, vergleichen,
        beschreiben, zusammen+fassen, profilen, reviewen""",
    "write": """
        zeichnen, malen, um+schreiben, neu+schreiben, dokumentieren, übersetzen, formatieren, testen,
        refaktorieren, refaktorisieren, refactoren, implementieren, entwerfen, skizzieren, formulieren,
        um+formulieren, kommentieren, sortieren, verfassen, programmieren, simulieren, planen,
        vor+bereiten, auf+schreiben, mocken, gliedern, nach+stellen, reproduzieren, notieren,
        um+strukturieren, strukturieren, modularisieren, typisieren, entwickeln, konzipieren,
        aus+arbeiten, erarbeiten, durch+probieren, durch+spielen, debuggen, auf+malen, nach+pflegen,
        alphabetisieren, auf+teilen, entflechten, aus+formulieren, durch+testen, lektorieren, kürzen,
        schreiben""",
    "fix": """
        reparieren, korrigieren, verbessern, optimieren, ergänzen, um+benennen, benennen, beschleunigen,
        vereinfachen, bauen, nach+bessern, an+gleichen, vereinheitlichen, auf+hübschen, ab+fangen,
        behandeln, vermeiden, verhindern, verschönern, hervor+heben, aus+richten, zentrieren, runden,
        unterstützen, nutzen, verwenden, benutzen, ein+bauen, um+bauen, aus+kommentieren, erweitern,
        aus+lagern, überarbeiten, bearbeiten, erledigen, fertig+stellen, ab+schließen, aus+bessern,
        verlinken, glätten, kümmern, lösen, auf+lösen, ab+dunkeln, härten, modernisieren, übernehmen,
        ab+runden, auf+klappen, zu+klappen, ein+klappen, an+fügen, ein+rücken, beheben, verfeinern,
        ab+haken, um+setzen, ein+rahmen, ein+färben, auf+hellen, um+brechen, verschönern,
        bündig+machen""",
    "change": """
        ändern, ab+ändern, verändern, modifizieren, an+passen, aktualisieren, setzen, schalten,
        konfigurieren, um+konfigurieren, aktivieren, deaktivieren, ersetzen, tauschen, aus+tauschen,
        wechseln, aus+wechseln, ab+schalten, aus+schalten, ein+schalten, an+schalten, um+schalten,
        um+stellen, um+leiten, um+biegen, um+hängen, um+lenken, um+legen, verschieben, erhöhen, senken,
        herab+setzen, herauf+setzen, hoch+setzen, runter+setzen, verlängern, um+drehen, verbinden,
        verknüpfen, ab+klemmen, an+klemmen, knipsen, ab+knipsen, aus+knipsen, ab+drehen, stumm+schalten,
        upgraden, updaten, patchen, downgraden, lockern, verschärfen, ab+stellen, auf+drehen,
        hinterlegen, ein+tragen, aus+tragen, um+tragen, entkoppeln, koppeln, ein+hängen, aus+hängen,
        drehen, schwenken, um+schwenken, vergeben, editieren, um+ändern, an+heben, drosseln,
        manipulieren, ab+hängen, kappen, unterbrechen, trennen""",
    "create": """
        erstellen, an+legen, hinzu+fügen, ein+fügen, erzeugen, ein+richten, generieren, auf+setzen,
        auf+nehmen, auf+bauen, definieren, bauen, registrieren""",
    "provision": "provisionieren, mieten, buchen, reservieren, instanziieren, bereit+halten",
    "delete": """
        löschen, leeren, aus+leeren, leer+räumen, leer+machen, entleeren, vernichten, verwerfen,
        beseitigen, zerstören, weg+werfen, weg+machen, weg+hauen, tilgen, ab+bauen, ab+reißen,
        ein+reißen, platt+machen, bereinigen, aus+radieren, überschreiben, säubern, weg+räumen,
        raus+werfen, raus+schmeißen, weg+schmeißen, ab+räumen, frei+räumen, killen, purgen, droppen,
        wipen, truncaten, demontieren, eliminieren, entsorgen, schreddern, anonymisieren,
        pseudonymisieren, zurück+setzen, deinstallieren, entrümpeln, aus+misten, nullen, still+legen,
        ein+stampfen, ab+wickeln, raus+löschen, heraus+löschen, hinaus+werfen, weg+löschen, um+hauen,
        aus+putzen, verschwinden, resetten, kaputt+machen, nuken, dropen, weg+putzen, weg+kippen,
        weg+fegen, weg+blasen, weg+sprengen, weg+schaffen, weg+pusten, fort+werfen, fort+schaffen,
        aus+merzen, aus+löschen, aus+rotten, ab+schaffen, ab+tragen, nieder+reißen, platt+walzen,
        raus+kicken, raus+streichen, heraus+streichen, verschrotten, ab+wracken, plätten, aus+dünnen""",
    "remove": "entfernen, räumen, auf+räumen, raus+nehmen, heraus+nehmen, weg+nehmen, streichen, aus+bauen",
    "deploy": """
        deployen, redeployen, veröffentlichen, aus+rollen, ein+spielen, auf+spielen, installieren,
        nach+installieren, aus+liefern, frei+geben, frei+schalten, live+schalten, live+stellen,
        live+nehmen, live+setzen, live+bringen, hoch+fahren, hoch+ziehen, releasen, zurück+rollen,
        zurück+drehen, publizieren, shippen, raus+bringen, raus+hauen, raus+schieben, raus+geben,
        bereit+stellen, aus+bringen, online+stellen, online+nehmen, scharf+schalten, scharf+stellen,
        scharf+machen, launchen, promoten,
        nach+fahren, nach+spielen, zurück+nehmen, aus+spielen, rollbacken, hoch+nehmen, vor+spielen,
        heraus+bringen, raus+lassen, hoch+schieben, rauf+schieben, rauf+spielen, rauf+laden, drauf+spielen,
        hoch+bringen, live+schieben, raus+jagen, raus+feuern, raus+ballern, raus+rollen, online+schalten,
        online+bringen, drauf+packen, rüber+schieben""",
    "transport": """
        tragen, nehmen, ziehen, hängen, klemmen, werfen, packen, holen, schieben, heben, reißen, misten,
        hauen, rollen, stellen, laden, fahren, fügen, legen, leiten, richten, spielen, stoßen, treten,
        radieren, biegen, lenken, bringen, machen, lassen, drücken, kippen, feuern, frieren""",
    "scale": """
        skalieren, hoch+skalieren, runter+skalieren, herunter+skalieren, verdoppeln, verdreifachen,
        halbieren, auf+stocken, vergrößern, verkleinern, vervierfachen, auf+bohren, vertikal+skalieren,
        scalen""",
    "migrate": "migrieren, um+ziehen, überführen, partitionieren, reindexieren, um+siedeln",
    "operate": """
        starten, neu+starten, durch+starten, stoppen, herunter+fahren, runter+fahren, beenden,
        an+halten, pausieren, an+werfen, ab+würgen, ab+schießen, ab+brechen, rebooten, restarten,
        bouncen, durch+booten, hoch+booten, lahm+legen, an+machen, aus+machen, wieder+beleben, ab+drehen,
        ein+frieren, auf+tauen, fort+setzen, auf+wecken, reloaden, booten,
        neu+laden, durch+treten""",
    "rotate": """
        rotieren, erneuern, widerrufen, durch+rotieren, invalidieren, revoken, neu+vergeben,
        neu+generieren, neu+ausstellen, neu+erzeugen, aus+stellen, durch+tauschen""",
    "grant": """
        gewähren, erteilen, berechtigen, ein+räumen, zu+weisen, ermächtigen, befördern, autorisieren,
        entziehen, zu+teilen, ab+erkennen, zu+sprechen, zu+gestehen""",
    "give": "über+geben, übergeben, aus+händigen, überlassen",
    "open": """
        öffnen, blockieren, sperren, entsperren, erlauben, zu+lassen, auf+machen, zu+machen, schließen,
        dicht+machen, ab+dichten, auf+sperren, auf+schließen, zu+sperren, ab+schotten, ab+riegeln,
        exponieren, aus+sperren, whitelisten, verbieten""",
    "transfer": """
        schicken, senden, zu+senden, zu+schicken, weiter+leiten, exportieren, teilen, kopieren,
        zusammen+stellen, zusammen+tragen, hoch+laden, herunter+laden, runter+laden, verschicken,
        versenden, mailen, posten, ab+ziehen,
        übermitteln, übertragen, heraus+ziehen, raus+ziehen, weiter+geben, rüber+schicken, rum+schicken,
        rüber+kopieren, dumpen, raus+schicken, weiter+schicken, zu+mailen, aus+leiten, raus+lassen,
        durch+geben, rüber+geben, rüber+reichen, weiter+reichen, ab+saugen, ab+greifen, mit+geben,
        zu+stecken, zu+spielen, raus+rücken, heraus+rücken, heraus+geben, preis+geben, offen+legen,
        aus+plaudern, mit+teilen, durch+stechen, an+vertrauen""",
    "import": """
        importieren, ein+lesen, wieder+herstellen, zurück+spielen, rein+laden, befüllen, füttern,
        nach+laden, rein+spielen, bestücken, restoren, seeden, zurück+sichern, ein+pflegen, ein+füttern,
        ein+kippen, rein+kippen, rein+schaufeln, hinein+laden, ein+speisen, rein+pumpen, rein+ziehen""",
    "backup": "sichern",
    "merge": """
        mergen, vereinen, vereinigen, zusammen+führen, pushen, mischen, rein+mergen,
        zurück+mergen, hoch+pushen""",
    "run": """
        aus+führen, an+wenden, an+stoßen, los+treten, ab+feuern, triggern, durch+führen, ab+setzen,
        vor+nehmen, führen, wenden, durch+laufen""",
}

FRENCH: dict[str, str] = {
    "read": """
        montrer, afficher, expliquer, lister, résumer, vérifier, chercher, rechercher, trouver,
        comparer, analyser, regarder, indiquer, consulter, compter, révéler, imprimer, examiner,
        contrôler, évaluer, étudier, estimer, mesurer, surveiller, auditer, détailler, présenter,
        recenser, identifier, déterminer, inspecter, énumérer, confirmer, valider, diagnostiquer,
        calculer, recommander, proposer, préciser, clarifier, récapituler, visualiser, chiffrer,
        répertorier, observer""",
    "write": """
        dessiner, rédiger, documenter, tester, refactoriser, refactorer, implémenter, formater,
        esquisser, simuler, reformuler, ébaucher, préparer, commenter, annoter, illustrer, programmer,
        développer, mocker, bouchonner, débuguer, déboguer, raccourcir, simplifier, factoriser,
        découper, structurer, typer, planifier, brouillonner, prototyper, modéliser, scinder,
        simplifier, numéroter""",
    "fix": """
        corriger, réparer, améliorer, optimiser, renommer, trier, ranger, aligner, harmoniser,
        clarifier, gérer, éviter, empêcher, utiliser, arrondir, centrer, agrandir, uniformiser,
        moderniser, traiter, finir, terminer, arranger, rattraper, compléter, élargir, peaufiner,
        accélérer, embellir, enrichir, adoucir, assombrir, éclaircir, aérer, aider, épurer, fignoler,
        homogénéiser, recaler, caler, recadrer, cadrer, décaler, réaligner, espacer, griser, masquer,
        colorer, colorier, teinter, souligner, surligner, justifier, rogner, pivoter, replier, déplier,
        resserrer, repositionner, réordonner, recentrer""",
    "change": """
        changer, modifier, configurer, reconfigurer, activer, désactiver, remplacer, régler, couper,
        pointer, basculer, rediriger, déplacer, actualiser, éditer, échanger, ajuster, adapter,
        paramétrer, brancher, débrancher, connecter, déconnecter, augmenter, diminuer, abaisser,
        relever, allonger, lever, réaffecter, aiguiller, dérouter, rattacher, détacher, verrouiller,
        patcher, repointer, contourner, repousser, assouplir, durcir, permuter, inverser, neutraliser""",
    "create": "créer, ajouter, générer, insérer, recréer, instaurer",
    "provision": "provisionner, allouer, louer, réserver, instancier",
    "delete": """
        supprimer, effacer, vider, purger, éliminer, écraser, débarrasser, nettoyer, tronquer,
        démanteler, démonter, dégager, virer, balayer, désinstaller, réinitialiser, anonymiser,
        flinguer, dropper, killer, zigouiller, décommissionner, raser, démolir, pseudonymiser, bazarder,
        remiser, annihiler, liquider, évacuer, éradiquer, expurger, dégommer, dézinguer, déboulonner,
        gommer, saborder, bousiller, anéantir, évincer, gicler""",
    "remove": "retirer, enlever, ôter, archiver, arracher",
    "deploy": """
        déployer, redéployer, publier, livrer, installer, réinstaller, lancer, pousser, rollbacker,
        releaser, généraliser, republier, relivrer, dérouler""",
    "transport": "passer, amener, remonter, faire, intégrer, rapatrier",
    "scale": "redimensionner, doubler, tripler, scaler, dimensionner, upscaler, quadrupler",
    "migrate": "migrer, partitionner, réindexer",
    "operate": """
        redémarrer, arrêter, démarrer, stopper, relancer, rebooter, geler, tuer, allumer, recharger,
        drainer, réveiller, débrayer, annuler, redemarrer, restarter""",
    "rotate": "renouveler, révoquer, régénérer, invalider, réémettre",
    "grant": "accorder, attribuer, octroyer, habiliter, nommer, élever",
    "give": "donner, laisser, céder, confier, refiler, balancer",
    "open": "bloquer, débloquer, autoriser, exposer, fermer, déverrouiller, bannir",
    "transfer": """
        exporter, partager, copier, télécharger, téléverser, transférer, communiquer, diffuser, poster,
        dumper, mailer, uploader, recopier, répliquer, divulguer, coller, expédier, fournir,
        rapatrier, transvaser""",
    "import": """
        importer, charger, restaurer, réimporter, injecter, ingérer, alimenter, peupler, repeupler,
        rétablir""",
    "backup": "sauvegarder",
    "merge": "fusionner, merger, pusher",
    "run": "exécuter, appliquer, effectuer, déclencher, réaliser, jouer, rejouer",
}

SPANISH: dict[str, str] = {
    "read": """
        mostrar/muestr, enseñar, explicar, listar, comprobar/comprueb, verificar, buscar,
        encontrar/encuentr, comparar, analizar, revisar, mirar, consultar, imprimir, revelar,
        investigar, examinar, inspeccionar, evaluar, estudiar, estimar, calcular, contar, confirmar,
        validar, diagnosticar, detallar, enumerar, identificar, determinar, averiguar, medir/mid,
        monitorear, vigilar, auditar, recomendar/recomiend, sugerir/sugier, aclarar, ver, leer, resumir,
        indicar, chequear, observar, repasar, contestar""",
    "write": """
        dibujar, redactar, escribir, documentar, traducir, probar/prueb, refactorizar, implementar,
        formatear, esbozar, simular, reescribir, diseñar, preparar, comentar, anotar, programar,
        desarrollar, depurar, simplificar, estructurar, planificar, planear, mockear, bosquejar,
        acortar, maquetar, testear, reproducir, modularizar, tipar, codificar, elaborar, ilustrar,
        reformular, dividir""",
    "fix": """
        arreglar, mejorar, optimizar, solucionar, renombrar, ordenar, reparar, alinear, unificar,
        centrar, resolver/resuelv, evitar, manejar, usar, utilizar, redondear, completar, terminar,
        modernizar, pulir, acelerar, ampliar, homogeneizar, estandarizar, subrayar, reordenar,
        emprolijar, reducir, enlazar, prevenir, agilizar, atender/atiend, corregir/corrij""",
    "change": """
        cambiar, modificar, configurar, reconfigurar, activar, desactivar, reemplazar, actualizar,
        apuntar, mover/muev, deshabilitar, habilitar, sustituir/sustituy, redirigir/redirij, editar,
        intercambiar, ajustar, adaptar, conectar, desconectar, aumentar, incrementar,
        disminuir/disminuy, extender/extiend, alargar, prolongar, enrutar, desenchufar, enchufar,
        parchear, repuntar, silenciar, desmontar, relajar, endurecer, invertir/inviert, alternar,
        saltar, redireccionar, cortar, bifurcar""",
    "create": "crear, añadir, agregar, generar, insertar, definir, establecer, registrar, montar",
    "provision": "aprovisionar, levantar, alquilar, reservar, contratar, instanciar, provisionar",
    "delete": """
        borrar, eliminar, vaciar, destruir/destruy, purgar, limpiar, tumbar, truncar, sobrescribir,
        sobreescribir, suprimir, desinstalar, resetear, anonimizar, dropear, desechar, descartar,
        aniquilar, desmantelar, demoler, liquidar, fulminar, pisar, machacar, matar, wipear,
        seudonimizar, restablecer, barrer, droppear, deshacer, exterminar, extirpar, erradicar, expurgar,
        volatilizar, desintegrar, pulverizar, triturar, arrasar, desguazar, dinamitar,
        sepultar, nukear, cepillar""",
    "remove": "quitar, retirar, sacar, remover/remuev, archivar",
    "deploy": """
        desplegar/desplieg, publicar, lanzar, instalar, liberar, redesplegar/redesplieg,
        revertir/reviert, reinstalar, deployar, deployear, promover/promuev, promocionar, republicar,
        rollbackear, releasear, estrenar""",
    "transport": "subir, pasar, llevar, bajar, tirar, meter, colocar, largar, integrar, juntar",
    "scale": "escalar, redimensionar, duplicar, triplicar, reescalar, cuadruplicar",
    "migrate": "migrar, particionar, reindexar",
    "operate": """
        reiniciar, arrancar, apagar, iniciar, suspender, detener, pausar, reanudar, frenar,
        encender/enciend, recargar, rebootear, drenar, cancelar, abortar, relanzar, congelar,
        interrumpir""",
    "rotate": "rotar, renovar/renuev, revocar, regenerar, invalidar, reemitir",
    "grant": "conceder, otorgar, asignar, autorizar, ascender/asciend, nombrar",
    "give": "entregar, regalar, facilitar, proporcionar, ceder",
    "open": "bloquear, desbloquear, permitir, exponer, cerrar/cierr, abrir, prohibir, banear",
    "transfer": """
        enviar, exportar, compartir, copiar, descargar, mandar, transferir/transfier, reenviar,
        adjuntar, difundir, postear, extraer, remitir, volcar/vuelc, replicar, divulgar, pegar""",
    "import": """
        importar, cargar, restaurar, reimportar, inyectar, ingerir, poblar/puebl, rellenar, recuperar""",
    "backup": "respaldar",
    "merge": "fusionar, mergear, empujar, pushear",
    "run": "ejecutar, correr, aplicar, realizar, disparar, efectuar, desencadenar",
}
