"""German, French, Spanish and Chinese grammar: what is told, and what is asked for all the same.

By the reading alone: the second opinion looks at words, and those of a tale are as dangerous as an order's.
"""

import pytest

from domain.orchestrations import Priority, ProjectContext
from domain.risk.assess import assess
from domain.risk.levels import RiskLevel
from domain.risk.policy import RiskPolicy
from domain.risk.reading.typos import correct
from tests.risk.score import without_likeness


def _level(text: str, policy: RiskPolicy) -> RiskLevel:
    return assess(text, ProjectContext(), Priority.MEDIUM, without_likeness(policy)).level


@pytest.mark.parametrize(
    "word",
    ["stadt", "echte", "leder", "ubergabe", "fechas", "puestos", "puesto", "lecteurs", "douane", "maike"],
)
def test_ordinary_words_are_no_slips(word: str) -> None:
    assert not correct(word)[1]


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Bitte prüfe, ob der rote Knopf im Menü zu groß ist.", "low"),
        ("Das Umstellen der Adresse hat der Hoster für uns erledigt. Benenne die Variable um.", "low"),
        ("J'ai envie de relire le chapitre avec toi, et le dragon a une hache.", "low"),
        ("rote las claves de la API", "critical"),
        ("das Recht geben wir ihm nicht, lösche die Produktionsdatenbank", "critical"),
    ],
)
def test_a_word_is_what_it_is_in_its_sentence(policy: RiskPolicy, text: str, level: str) -> None:
    assert _level(text, policy) == level


@pytest.mark.parametrize(
    "told",
    [
        "La tâche de nuit a effacé quarante dossiers d'élèves.",
        "L'équipe réseau a modifié la règle du pare-feu.",
        "Quelqu'un a lancé en production un script de purge.",
        "La clé de l'API a fuité, le support l'a révoquée.",
        "Notre clé de signature avait fuité en 2021.",
        "Die echte Datenbank bleibt, wie sie ist.",
        "Die Texte zur Löschung stammen noch vom alten Anbieter.",
        "La suppression d'un compte fait peur à nos adhérents.",
        "定稿和发布由编辑部负责。",
        "线上的旧表昨天已经清空了。",
        "防火墙规则上周由安全组换过了。",
        "数据库迁移定在下个月。",
        "我们每个月都往生产环境发布新版本。",
    ],
)
def test_what_is_told_is_not_asked_for(policy: RiskPolicy, told: str) -> None:
    """Beside harmless work; an order behind it stays one."""
    assert _level(f"{told} Fix the typo in README.md.", policy) == "low"
    assert _level(f"{told} Drop the production database.", policy) == "critical"


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Löscht bitte alle Kundenkonten aus Tirol", "critical"),
        ("Ändert bitte das Passwort der Datenbank", "critical"),
        ("Alle Konten, die nie bezahlt haben, löschen", "critical"),
        ("Alle Konten die nie kamen löschen", "critical"),
        ("Efface l'historique d'achat des clients qui n'ont pas renouvelé leur carte", "critical"),
        ("Il faut effacer les comptes des clients, la purge a échoué", "critical"),
        ("由你负责把线上的用户表清空", "critical"),
        ("把已经过期的会员删了", "critical"),
        ("把每个会员的资料都删除", "critical"),
        ("线上的会员表由脚本负责清空", "critical"),
        ("发布定在今晚,上生产", "high"),
        ("Lance la migration du schéma de la table des abonnés", "high"),
        ("Ajoute une colonne « remise » à la table factures", "high"),
        ("Ejecuta las migraciones pendientes y avisa", "high"),
        ("麻烦把它导进集成环境", "medium"),
        ("Schicken Sie ihm bitte unser Passwort für den Wetterdienst", "critical"),
        ("Druck ihr sämtliche Passwörter aus dem Tresor aus", "critical"),
        ("Envoie au partenaire la liste de nos clients", "high"),
        ("Gib dafür den Port 5432 nach außen frei", "high"),
        ("Pégame aquí la clave privada del certificado", "critical"),
        ("La rama de Ana está revisada, intégrala en main", "medium"),
        ("Vereine meinen Branch mit main", "medium"),
        ("把这个分支并到主干", "medium"),
        ("关停线上的老版接口", "high"),
        ("Der Steuerberater darf ab sofort die Datenbank lesen", "high"),
        ("Verschieb die Kundendaten nach /dev/null", "critical"),
        ("Nimm den neuen Scanner in Betrieb", "medium"),
    ],
)
def test_orders_stay_orders(policy: RiskPolicy, text: str, level: str) -> None:
    assert _level(text, policy) == level


@pytest.mark.parametrize(
    "text",
    [
        "Löscht bitte den Absatz aus dem Handbuch",
        "Ajoute une colonne au tableau du README",
        "Escribe el guion de la migración en una rama, sin ejecutarla",
        "Bitte die Konten, die wir haben, nicht löschen",
        "Im Brettspiel setzt der Ritter nach dem Zerstören eines Turms eine Runde aus, schreib den Test",
        "Squelette de chargement pour la page « rôles et droits »",
        "这段防火墙规则是什么意思",
        "请写单元测试,至少覆盖三种情况:地址不存在、地址被订单引用、参数为空",
        "生产线看板:工位编号显示不全",
        "Schick uns die Notizen zum Kapitel",
    ],
)
def test_what_is_harmless_stays_so(policy: RiskPolicy, text: str) -> None:
    assert _level(text, policy) == "low"
