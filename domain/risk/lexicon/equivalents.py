"""Verbs of other languages for which the reading makes the same distinctions as for an English one."""

from domain.risk.lexicon.tables import words

_SAME: dict[str, str] = {
    "show": """
        zeigen anzeigen zeige nennen sagen verraten verrate drucken ausgeben lesen lies auflisten liste
        nachsehen nachschauen heraussuchen raussuchen montrer afficher dire dis dites lire lis lisez
        reveler imprimer lister indiquer mostrar muestra ensenar decir dime imprimir revelar leer lee
        listar lista indicar 显示 打印 输出 展示 告诉 读取 查看 列出 看看 看一下 查一下 告诉我 告知
        看下 看一眼 给我看 瞄一眼 告诉一下 说说 说一下 报一下 列一下 列个 查查 念 报 说""",
    "get": "holen 取 拿",
    "write": "schreiben ecrire ecris ecrivez escribir 写 写下",
    "test": "testen durchtesten tester probar testear prueba 测试",
    "deploy": "deployen redeployen ausrollen deployer redeployer desplegar deployar 部署 发布",
    "publish": "veroffentlichen publizieren publier publicar",
    "start": "starten anwerfen lancer lance demarrer iniciar arrancar 启动",
    "import": "importieren einlesen importer importar 导入",
    "upload": "hochladen televerser uploader 上传",
    "install": "installieren nachinstallieren installer instalar 安装",
    "uninstall": "deinstallieren desinstaller desinstalar 卸载",
    "disable": """
        deaktivieren abschalten ausschalten stummschalten abstellen abdrehen abknipsen desactiver couper
        coupe neutraliser desactivar deshabilitar silenciar desconectar 禁用 关闭 停用 关掉 关 关了 停
        静音""",
    "enable": "aktivieren einschalten anschalten activer activar habilitar 启用 打开 开启",
    "switch": "umschalten basculer alternar 切换",
    "upgrade": "upgraden 升级",
    "patch": "patchen patcher parchear",
    "update": "aktualisieren updaten actualiser actualizar 更新",
    "replace": """
        ersetzen austauschen tauschen auswechseln remplacer echanger reemplazar sustituir 替换 换 换成
        换掉""",
    "set": "setzen",
    "change": "andern abandern changer modifier cambiar modificar 修改 更改 改",
    "merge": "mergen merger fusionner fusionar mergear 合并 合 合到 合入",
    "push": "pushen hochpushen pousser pusher empujar pushear 推送",
    "apply": "anwenden appliquer aplicar 应用",
    "revert": "revertieren",
    "shut down": """
        herunterfahren runterfahren eteindre eteins apagar 关机 停机 下线 关停 断电 下电""",
    "rename": "umbenennen renommer renombrar 重命名 改名",
    "increase": "erhohen augmenter aumentar incrementar 增加",
    "raise": "anheben heraufsetzen hochsetzen",
    "decrease": "senken diminuer disminuir 减少 调低 调小",
    "extract": "extraer extraire",
    "format": "formatieren formater formatear 格式化",
}
ENGLISH: dict[str, str] = {word: english for english, table in _SAME.items() for word in words(table)}
"""Folded verb -> the English one."""
