"""French: infinitives and imperatives."""

VERBS: dict[str, str] = {
    "read": """
        lis, lire, lisez, montre, montrer, montrez, affiche, afficher, affichez, explique, expliquer,
        expliquez, décris, décrire, liste, lister, listez, résume, résumer, vérifie, vérifier, vérifiez,
        cherche, chercher, trouve, trouver, compare, comparer, analyse, analyser, regarde, regarder, dis,
        dites, indique, consulte, consulter, compte, révèle, imprime, examine, examiner, contrôle""",
    "write": """
        écris, écrire, écrivez, rédige, rédiger, rédigez, documente, documenter, traduis, traduire, teste,
        tester, refactorise, refactoriser, implémente, implémenter, formate, formater, esquisse, simule,
        simuler, décrivez, relis, relire""",
    "fix": """
        corrige, corriger, corrigez, répare, réparer, améliore, améliorer, optimise, optimiser, résous,
        résoudre, renomme, renommer, trie, trier, construis, construire""",
    "change": """
        change, changer, changez, modifie, modifier, modifiez, configure, configurer, active, activer,
        désactive, désactiver, remplace, remplacer, règle, coupe, couper, pointe, bascule, basculer,
        redirige, rediriger, déplace, actualise""",
    "create": "crée, créer, créez, ajoute, ajouter, ajoutez, génère, générer",
    "provision": "provisionne, provisionner",
    "delete": """
        supprime, supprimer, supprimez, efface, effacer, effacez, vide, vider, videz, détruis, détruire,
        purge, purger, élimine, éliminer, écrase, écraser, débarrasse, nettoie, nettoyer, tronque,
        tronquer""",
    "remove": "retire, retirer, enlève, enlever",
    "deploy": """
        déploie, déployer, déployez, publie, publier, publiez, livre, livrer, livrez, installe, installer,
        mets en production, mettre en production, mettez en production, mets en prod, mets en ligne,
        mettre en ligne, mise en production, lance, pousse, pousser, redéploie, redéployer""",
    "transport": "mets, mettre, mettez, passe, passer, amène",
    "scale": "redimensionne, redimensionner, double, doubler",
    "migrate": "migre, migrer",
    "operate": """
        redémarre, redémarrer, redémarrez, arrête, arrêter, arrêtez, démarre, démarrer, stoppe, éteins,
        éteindre, relance""",
    "rotate": "renouvelle, renouveler, révoque, révoquer, fais tourner, régénère, régénérer",
    "grant": "accorde, accorder, attribue, attribuer, octroie",
    "give": "donne, donner, donnez, rends",
    "open": "ouvre, ouvrir, ouvrez, bloque, bloquer, autorise, autoriser, expose, ferme, fermer",
    "transfer": """
        envoie, envoyer, envoyez, exporte, exporter, exportez, partage, partager, copie, copier,
        télécharge, télécharger""",
    "import": "importe, importer, importez, charge, charger, restaure, restaurer",
    "backup": "sauvegarde, sauvegarder",
    "merge": "fusionne, fusionner, merge, merger, pousse sur main",
    "run": "exécute, exécuter, exécutez, lance le script, applique, appliquer",
    "aid": """
        peux-tu, pouvez-vous, peux, tu peux, veuillez, merci de, pense à, n'oublie pas de,
        n'oubliez pas de, oublie pas de, il faut""",
}

PARTICIPLES: dict[str, str] = {
    "delete": """
        supprimé, supprimée, supprimés, supprimées, effacé, effacée, effacés, vidé, vidée, détruit,
        détruite, purgé""",
    "deploy": "déployé, déployée, publié, publiée, livré, livrée, installé, mis en production, mise en ligne",
    "operate": "redémarré, arrêté, redémarrée, arrêtée",
    "rotate": "renouvelé, renouvelée, renouvelés",
    "change": "modifié, modifiée, changé, changée, remplacé",
}

NOMINAL: dict[str, str] = {
    "deploy": "déploiement, mise en production, mise en prod, livraison, publication, mise en ligne",
    "delete": "suppression, effacement, purge, destruction, nettoyage",
    "rotate": "rotation, renouvellement",
    "migrate": "migration",
    "operate": "redémarrage, arrêt",
}

NOUNS: dict[str, str] = {
    "customer_data": """
        client, clients, clientes, commande, commandes, utilisateur, utilisateurs, paiements, factures,
        comptes, compte, abonnés, patients, données personnelles, données clients, données des clients,
        employés, adresses""",
    "database": """
        base de données, bases de données, base, bases, table, tables, données, sauvegardes, sauvegarde,
        schéma, enregistrements, bdd""",
    "data": "fichiers, journaux, file d'attente, catalogue, cache, dossier, données de test, prix, produits",
    "secret": """
        mot de passe, mots de passe, secret, secrets, clé, clés, clé api, clés api, clé d'api, jeton,
        jetons, identifiants, clé privée, clef""",
    "infrastructure": """
        serveur, serveurs, cluster, noeud, noeuds, infrastructure, machine, machines, répartiteur, grappe,
        instance""",
    "network": """
        pare-feu, parefeu, pare feu, réseau, domaine, port, ports, certificat, certificats, dns,
        enregistrement dns""",
    "permission": """
        droits, droits d'admin, droits admin, droit, permissions, accès, rôle, rôles, administrateur,
        droits administrateur""",
    "branch": "branche, branche courante",
    "service": """
        service, services, application, version, nouvelle version, site, appli, conteneur,
        service de messagerie""",
    "code": """
        faute de frappe, faute, fautes, documentation, guide, test, tests, fonction, classe, méthode,
        variable, bouton, page, formulaire, erreur, erreurs, bug, bogue, rapport, texte, couleur, style,
        code, script, titre, article, tutoriel, commentaire, commentaires, message d'erreur, composant,
        exemple, tests unitaires, test unitaire, section, menu, boîte""",
}

ENVIRONMENTS: dict[str, str] = {
    "production": "production, prod, environnement de production, en ligne",
    "staging": """
        préprod, préproduction, pré-production, recette, environnement de recette, intégration,
        environnement de test""",
    "development": """
        développement, environnement de développement, local, locale, bac à sable, mon poste, ma machine""",
}

ROLES: dict[str, str] = {
    "determiner": """
        le, la, les, l, un, une, des, du, d, ce, cet, cette, ces, mon, ma, mes, notre, nos, votre, vos,
        tous, toutes, tout, toute, nouvelle, nouveau, nouvelles, nouveaux, ancien, ancienne, anciens,
        anciennes, vieux, vieille, vieilles, dernière, dernier, inactifs, inactives, son, sa, ses, leur,
        leurs, chaque, quelques, courante""",
    "preposition": """
        de, comme, à, au, aux, en, dans, sur, pour, par, avec, chez, vers, depuis, sous, entre, selon,
        avant, après""",
    "conjunction": "et, ou, puis, ensuite, mais, et puis, donc",
    "subordinator": "si, quand, lorsque, dès que, une fois, parce que, afin de, que, qui, dont, où, tant que",
    "question": "comment, pourquoi, quel, quelle, quels, quelles, quand, combien, est-ce que, qu'est-ce que",
    "negation": "ne, n, pas, jamais, rien, aucun, aucune, sans, ni, au lieu de, plutôt que",
    "modal": "doit, doivent, devrait, faut, peut, peuvent",
    "auxiliary": "est, sont, était, étaient, a été, ont été, ont, avait, être, été, sera, seront, avoir",
    "pronoun": """
        il, elle, ils, elles, nous, vous, je, j, tu, on, lui, ça, ceci, cela, moi, toi, y, se, s, le tout""",
    "politeness": """
        svp, merci, maintenant, tout de suite, seulement, juste, bonjour, aussi, immédiatement, vite,
        aujourd'hui, demain""",
    "finite": "marche, fonctionne, échoue, plante, affiche une erreur, manque",
    "argues": "risque faible, faible risque, aucun risque, sans risque, classe-le bas, approbation inutile",
}

FUNCTION_WORDS = "très plus bien encore toujours ici là déjà ainsi comme même"
