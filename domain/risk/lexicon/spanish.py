"""Spanish: infinitives, imperatives (informal and formal) and participles."""

VERBS: dict[str, str] = {
    "read": """
        resume el, resume la, resume lo, resume los, resume las, resume este, resume esta, resume en,
        muestra, muéstrame, enséñame, explícame, lista, describe, describir, dime, consulta, cuenta, ve,
        ver, veamos, di, diga, decir, leé, muestran, entender, entiende, saber, describí, describa,
        échale un vistazo, echa un vistazo, echar un vistazo, dale un vistazo, pégale una mirada,
        haz un resumen, hacer un resumen, dame un resumen, sugiere, mide, cuéntame, cuéntanos,
        hazme un resumen, revisá, échale un ojo, echa un ojo, dale una ojeada, échale una mirada,
        echarle un ojo, echarle un vistazo, pégale un ojo""",
    "write": "prueba, traduce, traduzca, reproduce, escribí, prueben, pruébalo, elabora",
    "fix": """
        corrige, construye, construir, reduce, reducí, resuelve, usa, use, usen, atiende, ordena,
        ordene, corrija, corrijan, corregí, corregir, construya, enlaza, hazle un arreglo, dale formato,
        dar formato""",
    "change": """
        apaga el, redirige, redirija, pon en mantenimiento, sustituye, extiende, prolonga,
        haz que apunte, hacer que apunte""",
    "create": "cree, da de alta, dar de alta, dé de alta, crea, créame, créanos",
    "deploy": """
        libera, pon en producción, poner en producción, poner en vivo, pon en vivo, ponlo en vivo,
        pon en línea, poner en línea, saca a producción, sacar a producción, sube a producción,
        subir a producción, pasa a producción, pasar a producción, pasen a producción,
        lleva a producción, llevar a producción, haz rollback, hacer rollback, hacé rollback,
        hagan rollback, haz deploy, hacer deploy, hacé deploy, hagan deploy, vuelve a la versión,
        volver a la versión, vuelve atrás, volvé atrás, volver atrás, vuelvan atrás,
        regresa a la versión, regresar a la versión, vuelve a la, volvé a la, echa atrás, echar atrás,
        pon en marcha, poner en marcha, pon a disposición, saca la versión, sacar la versión,
        tira pa prod, abre al público, promueve""",
    "transport": """
        sube, pon, poner, suba, suban, ponga, pongan, pongas, pusieras, pone, meté, mete, meta, lleve,
        baja, baje, poné, subí""",
    "scale": "escala",
    "operate": """
        detén, parar, detiene, detenga, detengan, detenés, pare, paren, pon en pausa, poner en pausa,
        saca de línea, sacar de línea, echa a andar, vuelve a arrancar, vuelve a levantar,
        volver a levantar, levanta de nuevo, dale un reinicio, pégale un reinicio, haz un reinicio,
        mátalo, baja el servicio, bajar el servicio, tira el servicio, para el servicio,
        para el servidor, para los servicios, para los servidores, para la aplicación,
        para la instancia, para las instancias, para el contenedor, para los contenedores, para el job,
        para el proceso, para el clúster, para el nodo, para los workers""",
    "give": """
        da, dale, dar, denle, denles, dame, danos, dales, darle, darles, darme, dáselo, dásela, denme,
        pásame, pásanos, pásale, pásales, pasame, proporcione""",
    "open": "expón, expone, exponga, abra, abran, abrí, abrile, cierra, cierre, cierren",
    "transfer": """
        copia, adjunta, extrae, extraiga, remite, vuelca, copie, copiá, sácame, sácales, sácale,
        sacales, hazle llegar, hacer llegar, hazme llegar""",
    "import": "carga, cargue, carguen, cargá, vuelve a cargar, volver a cargar, puebla",
    "aid": """
        puedes, podrías, por favor, no olvides, no te olvides de, recuerda, hay que, quiero, necesito,
        asegúrate de, podés, pueden, podría, podrían, podríamos, podemos, podéis, me podés, me puedes,
        me podrías, nos puedes, nos podrías, se puede, se podría, sería bueno que, sería bueno,
        estaría bien que, estaría bien, convendría, conviene, hace falta, hace falta que, habría que,
        habrá que, tenemos que, tengo que, tienes que, tenés que, toca, necesitamos, necesito que,
        necesitaría, necesitaría que, necesitamos que, quiero que, queremos, queremos que, quisiera,
        quisiera que, quisiéramos, me gustaría, me gustaría que, nos gustaría, deberíamos, debemos,
        debes, es hora de, es necesario, es preciso, procede a, proceda a, proceder a, encárgate de,
        encárguense de, ocúpate de, recuerden, no se te olvide, no se olviden de, acuérdate de,
        acordate de, asegúrate, asegúrense de, intenta, intenten, trata de, traten de, vamos a, vaya,
        ve y, anda, ponte a, empieza a, empezar a, dale y, porfa, por fa, favor de, te pido que,
        les pido que, ayúdame a, ayúdanos a, ayuda a, échame una mano con, sería posible, es posible,
        te importaría, te encargas de, pendiente, pendiente de, urge, le das, te toca""",
    "delete": """
        da de baja, dar de baja, dé de baja, dar baja a, deshazte de, deshacerse de, tira abajo,
        tirar abajo, echa abajo, echar abajo, échate, cárgate, tira a la basura, tirar a la basura,
        mándala a la basura, haz limpieza, hacer limpieza, hacé limpieza, pon a cero, poner a cero,
        deja en blanco, dejar en blanco, deja vacía, dejar vacía, vuela, volar, volate,
        borrón y cuenta nueva, olvida al cliente, mata, mate, deshaz""",
    "run": """
        haz, haga, hagan, hagas, hacer, hagamos, haced, lleva a cabo, llevar a cabo, corré, corre el,
        tira el script, lanza el comando, hacé""",
    "grant": """
        haz admin, hacer admin, hazlo admin, hazla admin, hazle admin, pon de admin, poner de admin,
        dar acceso, da acceso, dale acceso, dale permisos, dale permiso, que tenga acceso,
        que pueda entrar, que puedan entrar, tenga acceso, tengan acceso, pueda acceder, puedan acceder""",
    "merge": """
        haz merge, hacer merge, hacé merge, hagan merge, dale merge, darle merge, haz el merge,
        haz push, hacer push, hacé push, hagan push, mete a main, meter a main, integra la rama,
        integrar la rama, haz force push""",
}

PARTICIPLES: dict[str, str] = {
    "open": "abierto, abierta, abiertos, abiertas",
    "transport": "puesto, puesta",
    "write": "escrito, escrita",
}

NOMINAL: dict[str, str] = {
    "deploy": """
        despliegue, puesta en producción, publicación, lanzamiento, liberación, instalación,
        despliegues, rollback, reversión, release, subida a producción, pase a producción,
        paso a producción, puesta en marcha, lanzamientos, publicaciones, redespliegue, vuelta atrás,
        hotfix, salida a producción, deploy, promoción, pase, puesta en vivo""",
    "delete": """
        borrado, eliminación, supresión, limpieza, borrados, eliminaciones, vaciado, destrucción,
        depuración, purga, truncado, desmantelamiento, anonimización, desinstalación, puesta a cero,
        truncate, destroy, baja definitiva""",
    "rotate": """
        rotación, renovación, rotaciones, revocación, regeneración, cambio de contraseña,
        cambio de contraseñas, cambio de clave, cambio de claves""",
    "migrate": """
        migración, migraciones, cambio de esquema, migración de esquema, cambios de esquema, reindexado""",
    "operate": "reinicio, parada, reinicios, apagado, arranque, detención, restart, reboot, failover",
    "scale": "escalado, escalamiento, redimensionamiento, ampliación de réplicas",
    "import": """
        importación, restauración, carga masiva, carga de datos, recuperación de la copia,
        importaciones, volcado inicial""",
    "export": "exportación, extracción, envío, exportaciones, volcado, transferencia",
    "merge": "fusión, merge",
    "backup": "respaldo, copia de seguridad, backup",
    "grant": "asignación de permisos, concesión",
}

ENVIRONMENTS: dict[str, str] = {
    "production": """
        producción, prod, entorno de producción, en vivo, productivo, productiva, productivos,
        en producción, base de prod, base de producción, bd de prod, bd de producción, servidor de prod,
        servidores de prod, servidor de producción, servidores de producción, clúster de producción,
        clúster de prod, sitio en vivo, entorno productivo, ambiente productivo, ambiente de producción,
        ambiente prod, entorno prod, vivo, todos los clientes, todos los usuarios,
        todos nuestros clientes, todo el mundo, público general, el público""",
    "staging": """
        preproducción, pre-producción, preprod, entorno de pruebas, entorno de preproducción,
        integración, pruebas de qa, pre-prod, preproductivo, ambiente de pruebas, ambiente de prueba,
        ambiente de staging, entorno de staging, entorno de qa, ambiente de qa, entorno de integración,
        entorno de demo, ambiente de demo, servidor de pruebas, servidor de qa, base de staging,
        base de qa, base de pruebas, homologación, certificación, aceptación, entorno uat, ambiente uat,
        clúster de pruebas, entorno de uat""",
    "development": """
        desarrollo, entorno de desarrollo, local, mi máquina, mi equipo, entorno local, locales,
        localmente, en local, base local, base de desarrollo, base de dev, ambiente de desarrollo,
        ambiente local, entorno dev, ambiente dev, servidor de desarrollo, servidor de dev, mi compu,
        mi pc, mi computadora, mi ordenador, mi base local, clúster de desarrollo""",
}

ROLES: dict[str, str] = {
    "determiner": """
        el, la, los, las, un, una, unos, unas, este, esta, estos, estas, ese, esa, mi, mis, nuestro,
        nuestra, nuestros, su, sus, todo, toda, todos, todas, nuevo, nueva, nuevos, nuevas, viejo,
        vieja, viejos, viejas, antiguo, antigua, antiguos, antiguas, último, última, inactivos,
        inactivas, cada, algunos, lo, aquel, aquella, aquellos, otra, otro, otros, otras, ambos, ambas,
        varias, varios, algún, alguna, algunas, dos, tres, cuatro, cinco, diez, seis, primera, primer,
        primero, segunda, tercera, siguiente, anterior, actual, actuales, vencidos, vencidas, expirados,
        expiradas, obsoletos, obsoletas, inactivo, inactiva, duplicados, duplicadas, huérfanos,
        huérfanas, entera, entero, completa, completo, completas, sobrantes, innecesarios, nuestras, tu,
        tus, mismo, misma, mismos, mismas, sueltas, cosas, pequeño, pequeña, gran, buen, buena, mala,
        mal, internos, externos, interno, externo, público, pública, últimos, últimas, reciente,
        recientes, restantes""",
    "preposition": """
        de, como, del, a, al, en, para, por, con, desde, hacia, sobre, hasta, entre, según, bajo, tras,
        antes, después, contra, mediante, durante, excepto, salvo, sin que, dentro de, fuera de,
        a través de, acerca de, respecto a, debido a, gracias a, junto a, ante, vía, cerca de,
        detrás de, a partir de, alrededor de, en cuanto a""",
    "conjunction": """
        y, e, o, u, luego, después, pero, entonces, sino, y luego, y después, así como, o bien,
        ni siquiera, además de, y también, por lo tanto, así que,
        de modo que, de manera que, por lo que, conque, por eso""",
    "subordinator": """
        si, cuando, una vez, porque, para que, que, aunque, mientras, ya que, puesto que, hasta que, antes de que, después de que, siempre que, a menos que, donde, quien,
        quienes, cuyo, cuya, en cuanto, apenas, el cual, la cual""",
    "question": """
        cómo, por qué, qué, cuál, cuáles, cuándo, dónde, quién, cuánto, quiénes, cuánta, cuántos,
        cuántas, para qué, a qué, de qué, en qué, con qué""",
    "negation": """
        no, nunca, jamás, nada, sin, ningún, ninguna, ni, en vez de, en lugar de, nadie, ninguno,
        tampoco, de ninguna manera, bajo ningún concepto, en ningún caso, evita, salvo, no hace falta,
        ni se te ocurra, sin necesidad de, prohibido""",
    "modal": """
        debe, deben, debería, puede, pueden, tiene que, tienen que, deberían, podría ser, tendría que,
        tendrían que, habrá de""",
    "auxiliary": """
        es, son, era, fue, fueron, está, están, ha, han, sido, ser, estar, será, fuera, sea, sean,
        estaba, estaban, había, habían, hay, serán, sería, serían, somos, soy, eres, estoy, estamos,
        estás, hubo, haya""",
    "pronoun": "ello, ella, ellos, ellas, nosotros, yo, tú, usted, se, te, me, nos, les, le",
    "politeness": """
        ahora, ya, solo, sólo, solamente, inmediatamente, gracias, hola, también, hoy, mañana, mismo,
        ayer, porfa, porfis, buenas, buenos, días, tardes, noches, hola a todos, equipo, urgente,
        urgentemente, rápido, rápidamente, directo, directamente, cuanto antes, lo antes posible,
        de inmediato, enseguida, primero, además, finalmente, por último, simplemente, esta noche,
        esta tarde, esta mañana, lunes, martes, miércoles, jueves, viernes, sábado, domingo, semana,
        mes, día, hora, horas, minutos, minuto, año, años, noche, tarde, temprano, definitivamente,
        temporalmente, manualmente, automáticamente, completamente, totalmente, de nuevo, otra vez,
        nuevamente, realmente, saludos, che, compa, jefe, che porfa, de paso, luego, después, pronto,
        apuro""",
    "finite": """
        funciona, falla, fallan, falta, aparece, sale, dice, decía, devuelve, devuelven, contiene,
        contienen, tarda, tardan, rompe, rompió, truena, muere, cae, cayó, explota, parece, parecen,
        funcionan, aparecen, desaparece, queda, quedan, queja, quejan, tiene, tienen, sigue, siguen,
        sirve, sirven, va lento, se ve, se traba, cuelga, desborda, parpadea, ocurre, pasa por, empezó,
        dejó de, existe, existen, salen, saldrá, anda mal, importa poco, coincide, coincida""",
    "argues": "bajo riesgo, riesgo bajo, sin riesgo, clasifícalo como bajo, no hace falta aprobación",
}

FUNCTION_WORDS = """
    muy más bien todavía siempre aquí allí así como casi poco poca mucho mucha muchos muchas menos
    demasiado bastante solo aun aún incluso quizá quizás tal vez sí hoy ayer veces cosa cosas parte
    partes fin inicio medio arriba abajo izquierda derecha grande pequeño largo corto móvil celular
    teléfono navegador inglés español empresa colega colegas compañero compañera problema pregunta
    respuesta idea tema punto caso forma manera listo lista rato sprint demo reunión negocio marketing
    ventas-equipo seguridad riesgo bajo alto nivel aprobado aprobada validado gente consultor consultora
    proveedor auditor auditora soporte módulo-de esperando resto lado nombre nombres paso pasos orden
    caída guardia guardias envío envíos verano husos horario horarios meses mitad lentitud vuelta ganas
    cuidado razón seguramente vacíos vacío correo-de échale echa echar ojo vuelva vuelve vuelvo volver
    carrito descuento anoche quede queda quedar abierto proveedores
"""
