"""Spanish: infinitives, imperatives (informal and formal) and participles."""

VERBS: dict[str, str] = {
    "read": """
        lee, leer, lea, muestra, mostrar, muestre, muéstrame, enseña, enséñame, explica, explicar,
        explique, explícame, lista, listar, describe, describir, resume, resumir, comprueba, comprobar,
        verifica, verificar, busca, buscar, encuentra, encontrar, compara, comparar, analiza, analizar,
        revisa, revisar, mira, dime, consulta, consultar, cuenta, imprime, revela, investiga, investigar,
        examina""",
    "write": """
        escribe, escribir, escriba, redacta, redactar, documenta, documentar, traduce, traducir, prueba,
        probar, refactoriza, refactorizar, implementa, implementar, formatea, formatear, esboza, simula,
        simular""",
    "fix": """
        corrige, corregir, corrija, arregla, arreglar, mejora, mejorar, optimiza, optimizar, soluciona,
        solucionar, renombra, renombrar, ordena, ordenar, repara, reparar, construye, construir""",
    "change": """
        cambia, cambiar, cambie, modifica, modificar, modifique, configura, configurar, activa, activar,
        desactiva, desactivar, reemplaza, reemplazar, actualiza, actualizar, apunta, apuntar, mueve,
        mover, apaga el, deshabilita, deshabilitar, habilita, habilitar, sustituye, redirige""",
    "create": "crea, crear, cree, añade, añadir, agrega, agregar, genera, generar",
    "provision": "aprovisiona, aprovisionar, levanta, levantar",
    "delete": """
        borra, borrar, borre, borres, elimina, eliminar, elimine, elimines, vacía, vaciar, destruye,
        destruir, purga, purgar, limpia, limpiar, tumba, trunca, truncar, sobrescribe, sobrescribir""",
    "remove": "quita, quitar, retira, retirar",
    "deploy": """
        despliega, desplegar, despliegue, despliegues, publica, publicar, publique, lanza, lanzar,
        instala, instalar, instale, libera, liberar, pon en producción, poner en producción, redespliega,
        revierte, revertir""",
    "transport": "sube, subir, pon, poner, pasa, pasar, lleva, llevar",
    "scale": "escala, escalar, redimensiona, redimensionar, duplica, duplicar",
    "migrate": "migra, migrar",
    "operate": """
        reinicia, reiniciar, reinicie, detén, detener, para el, arranca, arrancar, apaga, apagar, inicia,
        iniciar, parar, suspende, suspender""",
    "rotate": "rota, rotar, rote, renueva, renovar, revoca, revocar, regenera, regenerar",
    "grant": "concede, conceder, otorga, otorgar, asigna, asignar",
    "give": "da, dale, dar, dé, haz, hacer",
    "open": "abre, abrir, abra, bloquea, bloquear, permite, permitir, expón, exponer, cierra, cerrar",
    "transfer": """
        envía, enviar, envíe, exporta, exportar, exporte, comparte, compartir, copia, copiar, descarga,
        descargar, manda""",
    "import": "importa, importar, importe, carga, cargar, restaura, restaurar",
    "backup": "respalda, respaldar",
    "merge": "fusiona, fusionar, mergea, mergear, empuja",
    "run": "ejecuta, ejecutar, ejecute, corre, aplica, aplicar, aplique",
    "aid": """
        puedes, podrías, por favor, no olvides, no te olvides de, recuerda, hay que, quiero, necesito,
        asegúrate de""",
}

PARTICIPLES: dict[str, str] = {
    "delete": """
        borrado, borrada, borrados, borradas, eliminado, eliminada, eliminados, eliminadas, vaciado,
        vaciada, destruido""",
    "deploy": "desplegado, desplegada, publicado, publicada, instalado, instalada",
    "operate": "reiniciado, reiniciada, detenido, detenida",
    "rotate": "rotado, rotada, renovado, renovada",
    "change": "cambiado, cambiada, modificado, modificada",
}

NOMINAL: dict[str, str] = {
    "deploy": "despliegue, puesta en producción, publicación, lanzamiento, liberación, instalación",
    "delete": "borrado, eliminación, supresión, limpieza",
    "rotate": "rotación, renovación",
    "migrate": "migración",
    "operate": "reinicio, parada",
}

NOUNS: dict[str, str] = {
    "customer_data": """
        cliente, clientes, usuario, usuarios, pedido, pedidos, pago, pagos, facturas, factura, cuentas,
        cuenta, suscriptores, pacientes, datos personales, datos de clientes, datos de los clientes,
        empleados, direcciones""",
    "database": """
        base de datos, bases de datos, tabla, tablas, datos, copias de seguridad, copia de seguridad,
        esquema, registros, bd, bbdd, respaldo, respaldos""",
    "data": """
        archivos, ficheros, registros de log, cola, catálogo, caché, carpeta, datos de prueba, precios,
        productos""",
    "secret": """
        contraseña, contraseñas, secreto, secretos, clave, claves, clave api, claves de la api,
        clave de api, credenciales, llave, llaves, clave privada""",
    "infrastructure": """
        servidor, servidores, clúster, nodo, nodos, infraestructura, máquina, máquinas, balanceador,
        instancia""",
    "network": """
        cortafuegos, red, dominio, puerto, puertos, certificado, certificados, dns, registro dns,
        firewall, zona dns, servidor de nombres""",
    "permission": """
        permisos, permiso, derechos, acceso, rol, roles, administrador, permisos de administrador,
        privilegios""",
    "branch": "rama, rama actual",
    "service": """
        servicio, servicios, aplicación, versión, nueva versión, sitio, contenedor, compilación,
        servicio de correo""",
    "code": """
        error, errores, errata, documentación, guía, test, tests, prueba unitaria, pruebas unitarias,
        función, clase, método, variable, botón, página, formulario, informe, texto, color, estilo,
        código, script, título, artículo, tutorial, comentario, comentarios, mensaje de error, componente,
        ejemplo, sección, menú, fallo""",
}

ENVIRONMENTS: dict[str, str] = {
    "production": "producción, prod, entorno de producción, en vivo, productivo",
    "staging": """
        preproducción, pre-producción, preprod, entorno de pruebas, entorno de preproducción, integración,
        pruebas de qa""",
    "development": "desarrollo, entorno de desarrollo, local, mi máquina, mi equipo, entorno local",
}

ROLES: dict[str, str] = {
    "determiner": """
        el, la, los, las, un, una, unos, unas, este, esta, estos, estas, ese, esa, mi, mis, nuestro,
        nuestra, nuestros, su, sus, todo, toda, todos, todas, nuevo, nueva, nuevos, nuevas, viejo, vieja,
        viejos, viejas, antiguo, antigua, antiguos, antiguas, último, última, inactivos, inactivas, cada,
        algunos, lo""",
    "preposition": """
        de, como, del, a, al, en, para, por, con, desde, hacia, sobre, hasta, entre, según, bajo, tras,
        antes, después""",
    "conjunction": "y, e, o, u, luego, después, pero, entonces, sino, y luego, y después",
    "subordinator": "si, cuando, una vez, porque, para que, que, aunque, mientras",
    "question": "cómo, por qué, qué, cuál, cuáles, cuándo, dónde, quién, cuánto",
    "negation": "no, nunca, jamás, nada, sin, ningún, ninguna, ni, en vez de, en lugar de",
    "modal": "debe, deben, debería, puede, pueden, tiene que, tienen que",
    "auxiliary": "es, son, era, fue, fueron, está, están, ha, han, sido, ser, estar, será",
    "pronoun": "ello, ella, ellos, ellas, nosotros, yo, tú, usted, se, te, me, nos, les, le",
    "politeness": """
        ahora, ya, solo, sólo, solamente, inmediatamente, gracias, hola, también, hoy, mañana, mismo, ayer""",
    "finite": "funciona, falla, fallan, falta, aparece, sale",
    "argues": "bajo riesgo, riesgo bajo, sin riesgo, clasifícalo como bajo, no hace falta aprobación",
}

FUNCTION_WORDS = "muy más bien todavía siempre aquí allí así como"
