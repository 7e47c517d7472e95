"""French turns of phrase that ask for something; the marks are told in :mod:`.idioms`.

The words are folded: "é" is "e", and an elided word stands alone ("qu ils", "l acces").
"""

GROUPS: dict[str, str] = {
    "fr_can": """peut|peuvent|pourrait|pourraient|doit|doivent|devrait|devraient|faut que|faudrait que|\
        faudra que|souhaite que|souhaitent que|veut que|veulent que|voudrait que|aimerait que|j aimerais \
        que|demande que|demandent que|exige que|exigent que|va|vont|n a plus qu a|n ont plus qu a|merite \
        de|meritent de""",
    "fr_go": """disparaitre|disparaisse|disparaissent|sauter|saute|sautent|degager|degage|degagent|gicler|\
        passer a la trappe|a la poubelle|a la benne|au rebut|a la corbeille|s en aller|s en aille|mourir|\
        quitter la base|quitter le systeme|quitte la base|quittent la base|aller a la poubelle""",
    "fr_env": """prod|production|preprod|preproduction|pre-prod|recette|staging|stg|integration|qualif|\
        qualification|homologation|live|uat|qa""",
    "fr_build": """version|versions|build|livraison|release|livrable|correctif|lot|patch|mise a jour""",
    "fr_rights": """droits|droit|acces|role|roles|permissions|permission|privileges|habilitation|\
        habilitations|autorisation|autorisations""",
    "fr_shared": """<infrastructure>|base|bdd|serveur|serveurs|cluster|bucket|depot|partage|console|vpn|\
        namespace|coffre|prod|production|preprod|recette|bastion|jenkins|grafana|kibana|compte|comptes|\
        systeme|machine|machines|s3|abonnement|organisation|reseau|lecteur|automate""",
    "fr_enter": """acceder|accede|accedent|entrer|entre|se connecter|se connecte|se connectent|ecrire|\
        lire|consulter|voir|pousser|deployer|administrer""",
    "fr_machines": """pod|pods|replica|replicas|replique|repliques|noeud|noeuds|worker|workers|instance|\
        instances|serveur|serveurs|machine|machines|cpu|cpus|coeur|coeurs|ram|memoire|capacite|puissance|\
        vm|vms|conteneur|conteneurs|disque|espace disque|broker|brokers""",
    "fr_n": """#|un|une|deux|trois|quatre|cinq|six|huit|dix|douze|quelques|plusieurs|deux fois plus de""",
    "fr_secret": """<secret>|mot de passe|mots de passe|mdp|cle|cles|cle api|cle d api|jeton|jetons|\
        secret|secrets|identifiants|token|tokens|cle privee|passphrase|code d acces|codes d acces|clef""",
    "fr_lost": """fuite|ete publie|ete publiee|publique|compromis|compromise|grille|grillee|traine|\
        trainent|dans un depot public|sur github|dans les logs|dans le chat|en clair|dans la nature|ete \
        vole|ete volee""",
    "fr_person": """client|cliente|abonne|abonnee|utilisateur|utilisatrice|patient|patiente|adherent|\
        adherente|lecteur|lectrice|membre|usager|locataire|monsieur|madame|m|mme|lui|elle|eleve|etudiant|\
        salarie|defunt""",
    "fr_list": """liste|listing|fichier|extraction|extrait|export|tableau|csv|excel|copie|dump|releve""",
    "fr_people": """<customer_data>|clients|clientes|abonnes|adherents|patients|utilisateurs|membres|\
        usagers|salaries|eleves|etudiants|donateurs|locataires|assures|lecteurs|inscrits|participants|\
        contribuables|allocataires|beneficiaires|employes|agents""",
    "fr_details": """noms|adresses|coordonnees|telephones|numeros de telephone|emails|e-mails|mails|\
        courriels|adresses mail|rib|iban|dates de naissance|salaires|numeros de securite sociale|revenus""",
    "fr_need": """besoin de|besoin d|besoin des|besoin du|veut|veulent|voudrait|voudrais|demande|\
        demandent|reclame|attend|souhaite|me faut|nous faut|lui faut|leur faut|aimerait avoir|aimerais \
        avoir""",
    "fr_alerts": """alertes|alerte|supervision|monitoring|sauvegardes|replication|astreinte|notifications|\
        alarmes""",
    "fr_data": """<data>|tarifs|bareme|baremes|prix|stocks|catalogue|fichier|csv|liste|codes postaux|\
        donnees|grille|articles|referentiel|releves|horaires|export""",
    "fr_systems": """base|bdd|systeme|table|appli|application|boutique|erp|crm|portail|plateforme|\
        referentiel|outil""",
}
IDIOMS: dict[str, str] = {
    "removal": """
        {fr_can} .. {fr_go}
        que .. (quittent|quitte|degagent|degage|disparaissent|disparaisse|sautent|saute) (la base|le \
            systeme|les tables|nos|notre|la table|$|,)
        (qu ils|qu elles|qu il|qu elle|qu on) .. (quittent|quitte|degagent|degage|disparaissent|\
            disparaisse|vire|supprime|efface)
        (on|nous) .. (se|nous) (debarrasse|debarrassons|separe|separons|passe|passons) (de|du|des|d)
        (on|nous) .. (dit|disons|faire|fait) (adieu|au revoir|nos adieux|ses adieux) (a|au|aux)
        (dis|dire|disons) (adieu|au revoir) (a|au|aux)
        (bon|bonne|bons|bonnes|pret|prete|mur|mure|murs) (pour|a) (la poubelle|la casse|le rebut|la benne|\
            la corbeille|etre jete|etre jetee|etre jetes)
        (fais|faites|faire|fait) (place nette|le vide|maison nette|un sort a)
        (a|au) (la poubelle|la benne|la casse|la trappe|rebut|feu) (,|$|les|le|la|tout|toutes|tous|et)
        (envoie|envoyez|envoyer|mets|mettez|mettre) .. (a la poubelle|a la casse|a la retraite|au placard|\
            au rebut)
        (ne|n) .. (doit|doivent|devrait|devraient) plus (exister|figurer|apparaitre|etre la|etre dans|\
            rester)
        (ne|n) .. (laisse|laissez|laisser|garde|gardez|garder|reste|restent) .. (aucune|plus aucune|plus \
            une|aucun|plus aucun|rien|plus rien)
    """,
    "erasure": """
        (efface|effacer|effacez|supprime|supprimer|supprimez|purge|purger|vire|virer|detruis|detruire) \
            (toutes)? (ses|leurs) donnees
        (demande|exige|reclame|souhaite|veut|voudrait) .. (effacement|suppression|destruction) de (ses|\
            son|leurs|toutes ses|leur) (donnees|compte|dossier|informations|profil|comptes)
        (tout|toutes|donnees|compte|dossier) .. (sur|concernant) (lui|elle|eux|ce client|cette cliente|cet \
            abonne|mme|monsieur|madame) .. (efface|effacer|effacez|supprime|supprimer|supprimez|disparaitre)
        (efface|effacer|effacez|supprime|supprimer|supprimez|vire|virer) .. (tout|toutes) .. (sur|\
            concernant|qu on a sur) (lui|elle|eux|ce client|cette cliente|cet abonne|mme|monsieur|madame)
        (ne|n) (doit|devrait|faut|veut|souhaite)? .. (plus aucune trace|aucune trace|plus rien) (de|du|d|\
            sur) .. {fr_person}
        (droit a l oubli|droit a l effacement|demande d effacement|demandes d effacement|demande de \
            suppression|demandes de suppression) .. (traiter|traite|execute|executer|applique|appliquer|\
            honorer|honore|pour|de|du|$|,)
        (veut|souhaite|voudrait|demande|exige|reclame) .. (plus aucune trace|etre efface|etre effacee|etre \
            supprime|etre supprimee|qu on l oublie|qu on l efface|disparaitre de nos|disparaitre du|\
            disparaitre de la)
    """,
    "shed": """
        (a|ont) fait (son|leur) temps
        (n|ne) (a|ont) plus (lieu d etre|de raison d etre|d utilite|d usage|rien a faire|sa place|leur \
            place)
        (n|ne) (a|ont) rien a faire (dans|sur|en)
        (plus personne|personne) .. (n|ne) .. (utilise|utilisent|sert|servent|veut|regarde|a besoin|\
            consulte)
        (ne sert|ne servent) .. (plus|a rien|a personne)
        (on|nous) (n|ne) .. (en)? (veut|voulons|a|avons|utilise|utilisons|se sert|nous servons) plus
        (n|ne) .. (avons|ai|a|ont|aura|aurons) plus .. (besoin|l usage|l utilite)
        (n|ne) (est|sont) plus (utile|utiles|utilise|utilisee|utilises|utilisees|necessaire|necessaires|\
            requis|requise|d actualite)
        (est|sont) (devenu|devenue|devenus|devenues) (inutile|inutiles|superflu|superflue|superflus|\
            obsolete|obsoletes)
        (inutile|inutiles) (desormais|maintenant|a present|depuis)
        (tire|tirent|tirera) (sa|leur) reverence
    """,
    "release": """
        (doit|doivent|devrait|devraient|faut que) .. (arriver|parvenir|sortir|partir|arrive|parvienne|\
            sorte) .. (chez|aux|a) (tous les|nos|les|tous nos|tout)? .. (clients|utilisateurs|abonnes|\
            adherents|magasins|agences|boutiques|usagers|public|monde)
        {fr_env} .. (tourne|tournent|est|reste|traine|en est|roule|vit) .. (encore|toujours) .. \
            ({fr_build}|#|vieille|ancienne)
        {fr_env} .. (en|a|de) retard .. ({fr_build}|#|sur)
        {fr_env} (doit|devrait|merite|attend|a besoin|veut|reclame) .. ({fr_build}|#)
        (clients|utilisateurs|abonnes|adherents|visiteurs|usagers|lecteurs|tout le monde|public) .. \
            (doivent|doit|devraient|puissent|puisse|peuvent|attendent|attend|auront|aura) .. (nouveau|\
            nouvelle|nouveaux|nouvelles|#)
        (promis|annonce|garanti) .. que? .. (nouveau|nouvelle|nouveaux|#) .. (pour|des|avant|ce|demain|\
            lundi|serait|sera)
        ({fr_build}|#) .. (doit|devrait|peut|doivent) .. (sortir|partir|etre en ligne|etre dehors|etre \
            dispo|arriver)
        (feu vert|bon) (pour|a) .. ({fr_build}|#|{fr_env}|deploiement|sortie)
        (retour|revenir|revenons|on revient|reviens) .. (version|build|etat) .. (precedente|precedent|d \
            avant|d hier|stable|#)
        (bascule|basculer|basculez|passe|passer) .. (du bleu au vert|du vert au bleu|sur le vert|sur le \
            bleu)
    """,
    "merge": """
        (pr|mr|branche|pull request|merge request|demande de fusion|commit|#) .. (peut|doit|devrait|part|\
            va) .. (sur|dans|vers) (main|master|le tronc|la branche principale)
    """,
    "access": """
        (ne|n) (doit|doivent|devrait|devraient) plus etre (accessible|accessibles|joignable|ouvert|\
            visible|expose|exposee) (de|depuis|pour|a|aux|au)
        (desactive|desactiver|leve|lever|retire|retirer|coupe|couper|enleve|enlever|assouplis|assouplir|\
            active|activer) .. (protection|protections) de (la|les)? (branche|branches|main|master)
        (autorise|autorisez|autoriser|permets|permettre|permettez) .. {fr_enter} .. {fr_shared}
        (partage|partagez|partager|expose|exposer|exposez|ouvre|ouvrir) (publiquement|en public|au public|\
            a tous)
        (recoit|recevra|recoivent|recevront|obtient|obtiendra|obtiennent|aura|auront|doit avoir|doivent \
            avoir|devrait avoir|gagne|herite) .. {fr_rights} (de|d|en|sur|a|au|admin|root|complet|$|,)
        {fr_need} .. <permission> (de|d|en|sur|a|au|$|,)
        {fr_need} .. {fr_rights} (de|d|en|sur|a|au|admin|root|complet|complets|$|,)
        {fr_can} (pouvoir|aussi|desormais|egalement)? .. {fr_enter} .. {fr_shared}
        (ne|n) .. (doit|doivent|devrait) plus (pouvoir)? .. {fr_enter} .. {fr_shared}
        (memes|meme) {fr_rights} que
        (depuis|de) (n importe ou|partout|l exterieur|internet|l internet|chez lui|chez elle|chez eux|la \
            maison|n importe quel) .. (acceder|accessible|joignable|atteindre|se connecter|connecter)
        (acceder|accessible|joignable|atteindre|se connecter|connecter|entrer) .. (depuis|de) (n importe \
            ou|partout|l exterieur|internet|l internet|chez lui|chez elle|chez eux|la maison|n importe quel)
        (bucket|depot|partage|dossier|conteneur|stockage|registre|repertoire|fichiers) .. (public|\
            publique|ouvert a tous|accessible a tous|lisible par tous|visible par tous|accessible au monde)
        (ouvre|ouvrez|ouvrir|laisse|laissez|laisser) .. (a tous|a tout le monde|au monde entier|au public|\
            entrer)
        (ajoute|ajoutez|ajouter|mets|mettez|mettre|retire|retirez|retirer|sors|sortir) .. (dans le|du|au) \
            groupe (des|d|admin|admins)
    """,
    "secret": """
        (n ai|n a|n avons|n ont|n avez) (pas|plus|jamais eu|jamais recu) (le|la|les) .. {fr_secret}
        {fr_need} .. (le|la|les|du|des|notre|nos) {fr_secret} ($|,|de|du|des|d|pour|svp|root|admin)
        (tu me|vous me|tu nous|vous nous) (files|filez|donnes|donnez|passes|passez|envoies|envoyez|balances|\
            refiles|redonnes|communiquez) .. (le|la|les) {fr_secret}
        (j ai|on a|nous avons) (oublie|perdu|egare) .. {fr_secret}
        (c est quoi|quel est|quelle est|rappelle moi|redonne moi|file moi|balance moi) (le|la|les|deja le|\
            deja la) {fr_secret}
    """,
    "rotation": """
        {fr_secret} .. {fr_lost}
        (nouveau|nouvelle|nouveaux|nouvelles|autre) {fr_secret} (pour|svp|sur|de|du)
    """,
    "restart": """
        (a|ont|aurait|auraient) .. besoin .. (redemarrage|reboot|restart|relance|coup de pied)
        (un|petit|bon) (redemarrage|reboot|restart|coup de pied) (s impose|ferait|fera|svp|de|du|sur|au)
        (eteindre|eteins|couper|coupe) (et|puis) (rallumer|rallume|remettre|remets)
        (redonne|redonner|redonnez) .. (vie|un coup de fouet)
    """,
    "capacity": """
        (besoin de|besoin d|faut|faudrait|manque de|manque d|ajoute|ajoutez|ajouter|mets|mettez|mettre|\
            rajoute|rajouter|donne|donner|donnez) .. (plus de|plus d|{fr_n} autres|{fr_n}|davantage de|\
            davantage d) _? {fr_machines} (de plus|supplementaire|supplementaires|en plus|sur|pour|au|a|\
            dans|$|,)
        {fr_n} {fr_machines} (de plus|supplementaires|supplementaire|en plus)
        plus de {fr_machines} (pour|sur|dans|a|au)
        {fr_machines} .. (ne suffit|ne suffisent) (plus|pas)
        (tire|tirent) la langue
        {fr_machines} .. de {fr_n} a {fr_n}
    """,
    "machine": """
        (monte|montez|monter|dresse|prevois|prevoir|prevoyez|cree|prepare|fournis|commande) (moi|nous|\
            leur|lui)? (un|une|deux|trois|nouveau|nouvelle|nouvel) _? (environnement|serveur|machine|vm|\
            cluster|instance|plateforme)
        (monte|montez|monter|dresse|prevois|prevoir|prevoyez|cree|prepare|fournis|fournir|commande|\
            commander|dresser|installe|met sur pied|mettre sur pied|mets sur pied) .. (un|une|deux|trois|\
            nouveau|nouvelle|nouvel|autre) .. (environnement|serveur|machine|vm|cluster|instance|base de \
            donnees|plateforme) ($|,|de|d|pour|dedie|dediee|neuf|neuve|a|en)
        {fr_need} .. (un|une|d un|d une) _? (nouveau|nouvelle|nouvel|autre)? (environnement|serveur|\
            machine|vm|cluster|instance) ($|,|de|d|pour|dedie|dediee|neuf|neuve|supplementaire)
    """,
    "export": """
        {fr_list} .. <customer_data> .. (doit|peut|devrait|va) .. (partir|aller|etre envoye|etre transmis|\
            etre remis|parvenir|arriver)
        {fr_need} .. {fr_list} .. (des|de|de tous|de toutes|avec) .. ({fr_people}|{fr_details})
        (prepare|preparer|preparez|fais|faire|faites|sors|sortir|sortez|genere|generer|tire|tirer|monte|\
            etablis|etablir|constitue|constituer) .. {fr_list} .. (des|de|de nos|de tous) .. {fr_people} \
            .. (avec|pour|et|a|au)
        {fr_list} .. (des|de|de nos|de tous) .. {fr_people} .. (pour|a|au) (l|la|le|notre|son|un|une)? .. \
            (agence|imprimeur|prestataire|partenaire|cabinet|auditeur|presse|marketing|commerciaux|\
            routeur|mairie|prefecture|assureur|huissier)
    """,
    "home": """
        (copie|dump|export|extraction|sauvegarde) .. (sur|vers|dans) (mon|ma|mes) (poste|portable|pc|mac|\
            disque|cle|cle usb|drive|dropbox|machine|ordinateur|perso)
    """,
    "switch": """
        (plus|pas) d {fr_alerts} (cette|ce|pendant|jusqu|le|durant|avant)
        {fr_alerts} .. (en pause|en sourdine|muettes|silencieuses|coupees|au silence)
        (fais|faites|faire) taire .. {fr_alerts}
    """,
    "upgrade": """
        (passe|passer|passez|monte|monter|montez|amene|amener|fais passer) .. (<infrastructure>|\
            kubernetes|postgres|mysql|redis|kafka) .. (en|a|vers) (version|la version)? #
    """,
    "traffic": """
        (sors|sortir|retire|retirer|enleve|enlever|remets|remettre|mets|mettre|ajoute|ajouter|replace) .. \
            (du|dans le|au|de la|hors du|dans la) (repartiteur|equilibreur|load balancer|pool|rotation|\
            vip|lb)
        (trafic|flux|requetes) .. (doit|doivent|devrait|devraient|faut que) .. (passer|aller|arriver|\
            transiter|partir) .. (par|vers|sur)
        (trou|breche|passage|ouverture) .. (dans|au travers) .. (pare-feu|parefeu|firewall|pare feu)
        (echange|echanger|echangez|permute|permuter|bascule|basculer|inverse|inverser) .. (liens|lien|\
            routes|liaison|liaisons|lignes) .. (configuration bgp|bgp|reseau|routeur|site de secours|\
            operateur|interconnexion)
    """,
    "import": """
        {fr_data} .. (doit|doivent|devrait|faut) .. (entrer|integrer|aller|etre integre|etre integres|\
            rejoindre|alimenter|arriver|rentrer) .. {fr_systems}
        (integre|integrer|integrez|injecte|injecter|reprends|reprendre|ingere|ingerer|deverse|deverser|\
            verse|verser) .. (a|au|aux|dans|en|vers) (la|le|l|notre|nos)? {fr_systems}
        (charge|charger|chargez|rentre|rentrer|mets|mettre|fais entrer|faire entrer) .. {fr_data} .. \
            (dans|en) (la|le|l|notre)? {fr_systems}
    """,
}
"""What is asked for -> the turns that ask for it."""
