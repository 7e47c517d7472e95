"""Common words and letters of languages that we do not read: texts in them are not taken for harmless."""

from domain.risk.lexicon.tables import words

FOREIGN = words(
    """
    il gli della dello degli delle nel nella sono questo questa anche perché più elimina cancella
    distribuisci riavvia nuova nuovo nuovi nuove versione produzione aggiungi rimuovi mostra utenti
    clienti dati vecchi vecchie servizio dalla dai alla allo negli sui sulla tutti tutte ogni chiave
    svuota aggiorna rilascia accesso nostri avvia ferma sposta apri chiudi dammi manda subito

    het een van voor niet met uit naar alle verwijder zet nieuwe nieuw versie oude gooi herstart
    wachtwoord geef maak toon verwijderen klanten klantgegevens gegevens bestand opnieuw onze deze zijn
    wordt hebben alstublieft omgeving testomgeving dienst gebruikers gebruiker vervang schakel
    uitschakelen beheerder stuur alles graag leeg wis bijwerken

    og ikke och inte som för på ett det från lägg nya nye gamle gamla databasen kunder kunderne slett
    slet kør udrul driftsætt tjänsten servern tjenesten serveren med ved blev jag jeg användare brukere
    lösenord passord adgangskode genstart gjenstart starta bort kunderna alle av

    não uma dos das para o os e ao do da apague exclua implante coloca versão produção serviço
    pagamentos excluir adiciona usuários banco dados senha tabela antigos antigas atualiza mostre nossos
    nossa você seu sua meu minha numa pelo pela apagar reinicie remova envie

    nie jest się na w z do usuń usunąć wdróż bazę nową wersję serwer klientów hasło pokaż uruchom
    ponownie bazy danych tabelę środowisko wszystkich użytkowników dodaj zmień zrestartuj przez oraz
    proszę wyczyść

    nasad nasaď novou verzi smaž klienty heslo restartuj databázi uživatele všechny prosím tabulku spusť
    zákazníky smazat je v

    ve bir bu için veri tabanını sil dan yang di yeni sürümü canlıya müşteri müşterileri tabloyu yükle
    şifre şifreyi sunucuyu yeniden başlat kullanıcı kullanıcıları lütfen göster

    untuk hapus và của semua pelanggan terapkan versi produksi mulai ulang

    tietokanta poista asiakkaat vanhat uusi versio tuotantoon käynnistä uudelleen palvelin salasana
    kaikki julkaise näytä testiin tietokannan

    törölje az egy és telepítsd új verziót éles rendszerre töröld ügyfelek adatbázist indítsd újra
    szervert jelszót összes felhasználók kérlek

    databaza baza šterge pune versiunea nouă toate clienții serverul parola repornește utilizatorii
    tabelul vechi adaugă
    """
)

LETTERS = frozenset("ąćęłńśźżőűșțăğışøåãõěřůčžšđħŋþð")
"""Letters that none of our languages has; in lower case, so that names of people do not count."""
