"""French: infinitives and imperatives."""

VERBS: dict[str, str] = {
    "read": """
        lis, lire, lisez, décris, décrire, liste, résume, dis, dites, compte, voir, vois, voyez,
        comprendre, comprends, savoir, dire, jette un œil, jeter un œil, donne un aperçu, parcourir,
        parcours, parcourez, réponds, répondre, fais le point, faire le point, passe en revue,
        passer en revue""",
    "write": """
        écris, écrire, écrivez, traduis, traduire, décrivez, relis, relire, réécris, réécrire,
        réécrivez, traduisez, concevoir, conçois, code, coder, relisez, mets en forme, mettre en forme""",
    "fix": """
        résous, résoudre, refais, refaire, refaites, construis, construire, résolvez, revois, revoir,
        revoyez, reprends, reprendre,
        rends plus, mets en page, mettre en page, mets au propre, mettre au propre, remplis,
        extrais la fonction, remets en forme""",
    "change": """
        règle, coupe, pointe, mets à jour, mettre à jour, mettez à jour, réduis, réduire, réduisez,
        étends, étendre, restreins, restreindre, interrompre, interromps, mets hors service,
        mettre hors service, convertis la, remets, remettre, remettez, fais pointer, faire pointer,
        faites pointer""",
    "create": "crée",
    "delete": """
        détruis, détruire, détruiras, détruirez, jetteras, jetterez, purge, fais le ménage,
        faire le ménage, fais disparaître, faire disparaître,
        fais sauter, faire sauter, remets à zéro, remettre à zéro, remettez à zéro, mets à la poubelle,
        jette, jeter, jetez, détruisez, oublie le client, abats, fais table rase, faites le ménage,
        faites disparaître, mettre à la poubelle, remise à zéro, bon pour la poubelle, à la poubelle,
        mets à zéro, mettre à zéro, mettez à zéro, mise à zéro""",
    "deploy": """
        livre, mets en production, mettre en production, mettez en production, mets en prod,
        mets en ligne, mettre en ligne, mise en production, lance, mets en service, mettre en service,
        mettez en service, mettez en ligne, mettez en prod, mettre en prod, mets live, mettre live,
        remets en ligne, remettre en ligne, fais la mep, faire la mep, passe en prod, passer en prod,
        passe en production, passer en production, passez en prod, passez en production,
        fais passer en prod, faire passer en prod, fais passer en production, reviens à, revenir à,
        revenez à, reviens en arrière, revenir en arrière, revenez en arrière, fais marche arrière,
        promeus, promouvoir, promouvez, sors la, sortir la, sortez la, envoie en prod, envoyer en prod,
        envoyez en prod, ouvre au public, balance en prod, balancer en prod, rebascule""",
    "transport": """
        mets, mettre, mettez, mettras, mettrez, monte, monter, montez,
        descends, descendre, apporte""",
    "scale": "passe de, passer de, monte à, porte à, double",
    "operate": """
        arrête, éteins, éteindre, mets en pause, mettre en pause, mettez en pause, mets hors ligne,
        mettre hors ligne, suspends, suspendre, suspendez, éteignez, remets en route, remettre en route,
        fais redémarrer, faire redémarrer, redémarre""",
    "rotate": """
        renouvelle, fais tourner, renouvellent, faire tourner, faites tourner, fais une rotation de,
        faire une rotation""",
    "give": """
        rends, rendre, rendez, filer, filez, file lui, file moi, file leur, file nous, file les,
        balance moi, balance lui, balance leur, balance nous, balance à, balancer""",
    "open": """
        ouvre, ouvrir, ouvrez, ferme, permets, permettre, permettez, interdis, interdire, ouvres,
        rouvre, rouvrir, restreins l'accès""",
    "transfer": """
        envoie, envoyer, envoyez, enverras, enverrez, transmettras, transmettrez, partage, copie,
        transmets, transmettre, transmettez, fais suivre,
        faire suivre, faites suivre, extrais, extraire, extrayez, sors, sortir, sortez, envoies,
        envoyons, fais parvenir, faire parvenir, faites parvenir, renvoie, renvoyer, mets en copie,
        réplique, remets à""",
    "import": "charge, remplis la base, remplir, reinjecte, remonte la sauvegarde, fais remonter",
    "merge": """
        pousse sur main, merges, fais le merge, faire le merge, fusionnes, intègre la branche,
        intégrer la branche, intègre la pr""",
    "run": """
        lance le script, fais, faire, feras, ferez, faites, faisons, procède à, procéder à, procédez à,
        fais tourner le script, lance la commande""",
    "aid": """
        vous voudrez bien, tu voudras bien, vous veillerez à, tu veilleras à, tu penseras à,
        vous penserez à,
        il conviendra de, il conviendra aussi de, il s'agira de, il s'agit de, tu pourras, vous pourrez,
        il y a lieu de, il y aura lieu de, il n'y a plus qu'à, y a plus qu'à, je te laisse, je vous laisse,
        je te prie de, je vous prie de, je compte sur toi pour, je compte sur vous pour, on pourra,
        je t'invite à, je vous invite à, il serait bon de, il serait bien de, il est demandé de,
        tu devras, vous devrez, on devra, il vous appartient de, libre à toi de, autant,
        peux-tu, pouvez-vous, peux, tu peux, veuillez, merci de, pense à, n'oublie pas de,
        n'oubliez pas de, oublie pas de, il faut, pourrais-tu, pourriez-vous, tu pourrais,
        vous pourriez, vous pouvez, on peut, peut-on, pouvons-nous, il faudrait, faudrait, faudra,
        il faudra, il faut que tu, il faut que vous, il faudrait que tu, il faudrait que vous,
        faut que tu, ce serait bien que tu, ce serait bien que vous, ce serait bien de, ce serait bien,
        ce serait top de, ça serait bien de, ça serait bien que tu, j'aimerais que tu,
        j'aimerais que vous, j'aimerais, je voudrais que tu, je voudrais que vous, je voudrais,
        je veux que tu, je veux, je souhaite, nous souhaitons, on voudrait, on aimerait, on doit,
        nous devons, on va, nous allons, tu dois, vous devez, il est temps de, il convient de,
        prière de, j'ai besoin que tu, j'ai besoin de, on a besoin de, est-ce que tu peux,
        est-ce que vous pouvez, est-ce que tu pourrais, est-ce que vous pourriez, est-ce possible de,
        est-il possible de, possible de, serait-il possible de, tu veux bien, veux-tu bien, voudrais-tu,
        voulez-vous, penser à, pensez à, essaie de, essayez de, n'hésite pas à, n'hésitez pas à,
        il reste à, reste à, merci d, prière d, tâche de, faut, te charger de, charge-toi de,
        occupe-toi de, occupez-vous de, tu te charges de, va, allez, vas-y, vas y, besoin de,
        besoin que tu, à faire, svp, stp, s'il te plaît, s'il vous plaît""",
    "grant": """
        promeus administrateur, passe admin, passe administrateur, passer admin, mets admin,
        rends admin, mets les droits""",
}

PARTICIPLES: dict[str, str] = {
    "delete": "détruit, détruite, détruits, détruites, purgé, purgée, purgés, purgées",
    "deploy": """
        mis en production, mise en ligne, mis en ligne, lancé, lancée, lancés, lancées, livré,
        livrée, livrées""",
    "read": "décrit, lu, lue, lus, vu, vue",
    "write": "écrit, écrite, écrits, traduit, traduite",
    "change": """
        mis à jour, mise à jour, réglé, réglée, réglées, coupé, coupée, coupées, pointé, pointée,
        pointés, pointées""",
    "operate": "éteint, éteinte, arrêté, arrêtée, arrêtés, arrêtées",
    "open": "ouvert, ouverte, ouverts, fermé, fermée, fermées",
    "transport": "mise",
    "create": "créé, créée, créés, créées",
    "import": "chargé, chargée, chargées",
    "scale": "doublé, doublée, doublés, doublées",
    "transfer": "copié, copiée, copiés, copiées, partagé, partagée, partagées",
}

NOMINAL: dict[str, str] = {
    "deploy": """
        déploiement, mise en production, mise en prod, livraison, publication, mise en ligne,
        déploiements, rollback, retour arrière, retour en arrière, release, mep, mise en service,
        installation, lancement, sortie, promotion, hotfix, bascule, redéploiement, mises en production,
        mise à disposition, retour à la version, retour à la version précédente,
        retour version précédente""",
    "delete": """
        suppression, effacement, purge, destruction, nettoyage, suppressions, vidage, destructions,
        démantèlement, décommissionnement, effacements, remise à zéro, truncate, troncature,
        réinitialisation, anonymisation, désinstallation, élimination, drop""",
    "rotate": """
        rotation, renouvellement, révocation, régénération, changement de mot de passe,
        changement des mots de passe""",
    "migrate": """
        migration, migrations, changement de schéma, modification du schéma, migration de schéma,
        réindexation""",
    "operate": "redémarrage, arrêt, redémarrages, extinction, restart, reboot, coupure, relance, failover",
    "scale": "montée en charge, mise à l'échelle, redimensionnement, doublement",
    "import": "import, restauration, chargement, injection, imports, réimport, ingestion, alimentation",
    "export": "export, extraction, transfert, envoi, exports, extractions",
    "merge": "fusion, merge",
    "backup": "sauvegarde, sauvegardes, copie de sécurité",
    "grant": "attribution des droits, attribution, élévation",
}

ENVIRONMENTS: dict[str, str] = {
    "production": """
        en direct, production, prod, environnement de production, en ligne, prd, la prod, en live, live,
        base de prod, bdd de prod, bd de prod, serveur de prod, serveurs de prod, serveur de production,
        serveurs de production, cluster de prod, cluster de production, site en ligne, site public,
        tous les clients, tous les utilisateurs, tous nos clients, tous nos utilisateurs,
        tous les magasins, toutes les caisses, toutes les agences, tous les terminaux, toutes les boutiques,
        tous les appareils, tous les sites, tous les postes clients, tous les abonnés, tous nos abonnés,
        environnement live, env de prod, plateforme de production""",
    "staging": """
        préprod, préproduction, pré-production, recette, environnement de recette, intégration,
        environnement de test, pré-prod, pre-prod, env de recette, environnement d'intégration,
        env de test, environnement de préproduction, environnement de préprod, environnement de démo,
        environnement de staging, serveur de test, serveur de recette, qualif, qualification,
        homologation, base de recette, base de préprod, plateforme de test, plateforme de recette,
        banc de test""",
    "development": """
        développement, environnement de développement, local, locale, bac à sable, mon poste,
        ma machine, dév, en local, localement, base locale, base de dev, base de dév,
        base de développement, env de dev, environnement de dev, serveur de dev,
        serveur de développement, ma base locale, mon pc, poste local, sandbox, cluster de dev""",
}

ROLES: dict[str, str] = {
    "determiner": """
        le, la, les, l, un, une, des, du, d, ce, cet, cette, ces, mon, ma, mes, notre, nos, votre, vos,
        tous, toutes, tout, toute, nouvelle, nouveau, nouvelles, nouveaux, ancien, ancienne, anciens,
        anciennes, vieux, vieille, vieilles, dernière, dernier, inactifs, inactives, son, sa, ses, leur,
        leurs, chaque, quelques, courante, tel, telle, certains, certaines, plusieurs, deux, trois,
        quatre, cinq, dix, autre, autres, même, mêmes, premier, première, seconde, précédente,
        précédent, actuelle, actuel, actuels, expirés, expirées, inutilisés, inutilisées, inutiles,
        inactif, inactive, obsolètes, obsolète, orphelins, orphelines, doublons, entière, entier,
        complète, complet, derniers, dernières, ton, ta, tes, interne, externe, internes, externes,
        public, publique, petit, petite, petites, petits, mauvaise, mauvais, bon, bonne, restants,
        restantes""",
    "preposition": """
        de, comme, à, au, aux, en, dans, sur, pour, par, avec, chez, vers, depuis, sous, entre, selon,
        avant, après, contre, pendant, durant, sauf, hors, malgré, dès, jusqu, jusqu'à, jusqu'au, via,
        parmi, derrière, devant, afin d, lors de, lors du, grâce à, à partir de, à partir du,
        au sein de, suite à, d'après, concernant, grâce au""",
    "conjunction": """
        et, ou, puis, ensuite, mais, et puis, donc, ainsi que, ou bien, car, or, et aussi, après quoi""",
    "subordinator": """
        si, quand, lorsque, dès que, une fois, parce que, afin de, que, qui, dont, où, tant que,
        puisque, comme quoi, lorsqu, puisqu, quoique, bien que, pour que, afin que, parce qu, dès qu,
        pendant que, alors que, tandis que, avant que, si jamais, une fois que, laquelle, lequel,
        lesquels""",
    "question": """
        comment, pourquoi, quel, quelle, quels, quelles, quand, combien, est-ce que, qu'est-ce que,
        qu'est-ce qui, quoi, où, qui, lesquelles, à quoi, pour quoi, en quoi, de quoi""",
    "negation": """
        ne, n, pas, jamais, rien, aucun, aucune, sans, ni, au lieu de, plutôt que, non, nul, nulle,
        personne, excepté, interdiction de, surtout pas, en aucun cas, hors de question de, inutile de,
        pas besoin de, au lieu d, sans avoir à""",
    "modal": """
        devra, devront, doit, doivent, devrait, faut, peut, peuvent, devrais, devraient, pourrait,
        pourraient, pourront,
        doive""",
    "auxiliary": """
        est, sont, était, étaient, a été, ont été, ont, avait, être, été, sera, seront, avoir, avaient, aura,
        auront, serait, seraient, sommes, suis, es, êtes, fut, c'est, soit, soient, ait, avons, avez""",
    "pronoun": """
        il, elle, ils, elles, nous, vous, je, j, tu, on, lui, quelqu'un, ça, ceci, cela, moi, toi, y, se, s,
        le tout""",
    "politeness": """
        svp, merci, maintenant, tout de suite, seulement, juste, bonjour, aussi, immédiatement, vite,
        aujourd'hui, demain, stp, bonsoir, salut, coucou, dès maintenant, asap, urgent, rapidement,
        vite fait, d'abord, enfin, également, ensuite, simplement, ce soir, ce matin, cet après-midi,
        cette nuit, hier, lundi, mardi, mercredi, jeudi, vendredi, samedi, dimanche, semaine, mois,
        jour, jours, heure, heures, midi, matin, soir, nuit, an, ans, année, années, définitivement,
        directement, temporairement, manuellement, automatiquement, proprement, complètement,
        entièrement, totalement, à nouveau, de nouveau, vraiment, bref, cordialement, équipe, d'urgence,
        en urgence, sans attendre, dès que possible, au plus vite, bientôt, tantôt, désormais""",
    "finite": """
        marche, fonctionne, échoue, plante, affiche une erreur, manque, dépasse, apparaît, disparaît,
        contient, contiennent, dit, disait, semble, semblent, reste, casse, cassé, rame, bloque sur, met trop,
        prend, devient, renvoie une erreur, clignote, déborde, tombe, échouent, plantent, fonctionnent,
        marchent, manquent, existe, existent, signale, se plaint, plaignent, fuite, a fuité, raconte, sert à,
        vient, viennent, sait, savent, pensent, arrive, arrivent, croit, croient, voit, voient, mettent,
        parle, parlent, tient, tiennent, vit, vivent, rend, rendent, connaît, connaissent, perd, perdent,
        comprend, comprennent, concerne, concernent, entend, répond, répondent, paraît, sert, servent,
        semblait, faisait, venait, contenait, fonctionnait, plantait, restait, marchait, manquait, prit,
        dorment, ralentit, dépend, dépendent, appartient, convient, suffit, suffisent, gêne, inquiète, agace,
        tournent, sonne, sonnent, tombent, restent, viendra, restera, resteront, écrivent, lisent, reçoit,
        reçoivent, boit, vend, vendent, perdait, servait, ignorent, racontent, préfère, préfèrent, craint,
        craignent, permet, mentionnent, aiment, déteste, adore, adorent, croyait, savait, pensait, fait peur,
        fait partie, fait plaisir, fait mal, fait référence, fait doublon, fait rire, fait sourire, fait
        défaut, font peur, font partie, font référence""",
    "argues": "risque faible, faible risque, aucun risque, sans risque, classe-le bas, approbation inutile",
}

FUNCTION_WORDS = """
    très plus bien encore toujours ici là déjà ainsi comme même oui voici voilà cela pourtant cependant
    surtout presque assez trop moins peu beaucoup entre-temps puis alors aucune société entreprise
    collègue collègues chef équipe client-là problème question réponse idée sujet point cas fois façon
    manière chose choses partie fin début milieu haut bas gauche droite grand petit long court mobile
    téléphone écran navigateur anglais français validé validée approuvé sécu sécurité risque faible
    niveau moyen élevé revue liste listes joint jointe prochain prochaine an an-dernier sprint démo
    réunion fuité flou mal agence nom prénom tél dépasse carte suite nouveaux-arrivants midi bouche trou
    ordre demande version-là
"""
