"""Spanish: infinitives, imperatives (informal and formal) and participles."""

from domain.risk.lexicon import spanish_fillers

VERBS: dict[str, str] = {
    "read": """
        resume el, resume la, resume lo, resume los, resume las, resume este, resume esta, resume en,
        muestra, muéstrame, enséñame, explícame, lista, describe, describir, dime, consulta, cuenta, ve,
        ver, veamos, di, diga, decir, leé, muestran, entender, entiende, saber, describí, describa,
        déjame ver, déjanos ver, dejadme ver, dejanos ver, déjame leer, dices, me dices, nos dices,
        me muestras, nos muestras, me enseñas, nos enseñas, me cuentas, resúmemelo, resúmelo, resúmeme,
        resúmenos, échale un vistazo, echa un vistazo, echar un vistazo, dale un vistazo,
        pégale una mirada, haz un resumen, hacer un resumen, dame un resumen, sugiere, mide, cuéntame,
        cuéntanos, hazme un resumen, revisá, échale un ojo, echa un ojo, dale una ojeada,
        échale una mirada, echarle un ojo, echarle un vistazo, pégale un ojo""",
    "write": """
        haz un borrador, hacer un borrador, haz una lista, haz un listado de tareas, haz un esquema,
        haz una tabla comparativa, haz una tabla con, hazme una tabla, haz un cuadro,
        haz una presentación, haz una propuesta, prueba, traduce, traduzca, reproduce, escribí, prueben,
        pruébalo, elabora, hazme un borrador, hazme una propuesta, pon por escrito, poner por escrito,
        deja por escrito, toma nota, tomar nota""",
    "fix": """
        corrige, construye, construir, reduce, reducí, resuelve, usa, use, usen, atiende, ordena, ordene,
        corrija, corrijan, corregí, corregir, construya, enlaza, hazle un arreglo, da formato, dé formato,
        dad formato, dale formato, dar formato""",
    "change": """
        apaga el, redirige, redirija, pon en mantenimiento, sustituye, extiende, prolonga, haz que apunte,
        hacer que apunte""",
    "create": """
        cree, da de alta, dar de alta, dé de alta, dale de alta, darle de alta, denle de alta,
        dad de alta, den de alta, dales de alta, crea, créame, créanos""",
    "deploy": """
        libera, pon en producción, poner en producción, poner en vivo, pon en vivo, ponlo en vivo,
        pon en línea, poner en línea, saca a producción, sacar a producción, sube a producción,
        subir a producción, pasa a producción, pasar a producción, pasen a producción, lleva a producción,
        llevar a producción, haz rollback, hacer rollback, hacé rollback, hagan rollback, haz deploy,
        hacer deploy, hacé deploy, hagan deploy, vuelve a la versión, volver a la versión, vuelve atrás,
        volvé atrás, volver atrás, vuelvan atrás, regresa a la versión, regresar a la versión,
        vuelve a la, volvé a la, echa atrás, echar atrás, dale al deploy, darle al deploy,
        dale al despliegue, dale al botón de desplegar, haced deploy, haz el despliegue,
        hacer el despliegue, haz el pase, hacer el pase, hagan el pase, haz la subida, pon al aire,
        poner al aire, saca al aire, sacar al aire, suelta la versión, pon online, poner online,
        pon en servicio, poner en servicio, saca a la calle, sacar a la calle, pon en marcha,
        poner en marcha, pon a disposición, saca la versión, sacar la versión, tira pa prod,
        abre al público, promueve""",
    "transport": """
        sube, pon, poner, suba, suban, ponga, pongan, pongas, pusieras, pone, meté, mete, meta, lleve,
        baja, baje, poné, subí""",
    "scale": """
        escala, dale más, darle más, ponle más, métele más, dobla, doblen, dobla el, pon más, poner más,
        añade más, añadir más, agrega más, agregar más""",
    "operate": """
        detén, parar, detiene, detenga, detengan, detenés, pare, paren, pon en pausa, poner en pausa,
        saca de línea, sacar de línea, echa a andar, vuelve a arrancar, vuelve a levantar,
        volver a levantar, levanta de nuevo, dale un reinicio, pégale un reinicio, haz un reinicio,
        mátalo, baja el servicio, bajar el servicio, tira el servicio, para el servicio, para el servidor,
        para los servicios, para los servidores, para la aplicación, para la instancia,
        para las instancias, para el contenedor, para los contenedores, para el job, para el proceso,
        para el clúster, para el nodo, para los workers""",
    "give": """
        das, me das, nos das, me pasas, nos pasas, le pasas, les pasas, me dejas, nos dejas, me consigues,
        da, dale, dar, denle, denles, dame, danos, dales, darle, darles, darme, dáselo, dásela, denme,
        pásame, pásanos, pásale, pásales, pasame, proporcione""",
    "open": """
        haz público, haz pública, haz públicos, haz públicas, hacer público, hacer pública,
        hacer públicos, hazlo público, hazla pública, hagan público, hagan pública, pon público,
        pon pública, deja público, deja pública, vuelve público, vuelve pública, expón, expone, exponga,
        abra, abran, abrí, abrile, cierra, cierre, cierren""",
    "transfer": """
        me mandas, nos mandas, le mandas, les mandas, me envías, nos envías, le envías, les envías,
        me compartes, nos compartes, me exportas, nos exportas, me sacas, nos sacas, me bajas, nos bajas,
        me descargas, pega aquí, pega el, pega la, pega los, pega las, pega en, copia, adjunta, extrae,
        extraiga, remite, vuelca, copie, copiá, sácame, sácales, sácale, sacales, hazle llegar,
        hacer llegar, hazme llegar""",
    "import": "carga, cargue, carguen, cargá, vuelve a cargar, volver a cargar, puebla",
    "aid": """
        puedes, podrías, por favor, no olvides, no te olvides de, recuerda, hay que, quiero, necesito,
        asegúrate de, podés, pueden, podría, podrían, podríamos, podemos, podéis, me podés, me puedes,
        me podrías, nos puedes, nos podrías, se puede, se podría, sería bueno que, sería bueno,
        estaría bien que, estaría bien, convendría, conviene, hace falta, hace falta que, habría que,
        habrá que, tenemos que, tengo que, tienes que, tenés que, toca, necesitamos, necesito que,
        necesitaría, necesitaría que, necesitamos que, quiero que, queremos, queremos que, quisiera,
        quisiera que, quisiéramos, me gustaría, me gustaría que, nos gustaría, deberíamos, debemos, debes,
        es hora de, es necesario, es preciso, procede a, proceda a, proceder a, encárgate de,
        encárguense de, ocúpate de, recuerden, no se te olvide, no se olviden de, acuérdate de,
        acordate de, asegúrate, asegúrense de, intenta, intenten, trata de, traten de, vamos a, vaya,
        sírvase, sírvanse, tenga a bien, tengan a bien, ruego, rogamos, ruego que, rogamos que, se ruega,
        se ruega que, se solicita, se solicita que, solicito, solicitamos, solicito que, solicitamos que,
        se requiere, se requiere que, se pide, pido, pido que, le pido que, pedimos, pedimos que,
        os pido que, agradecería, agradecería que, agradeceríamos, agradeceríamos que, te agradezco que,
        les agradezco que, haga el favor de, hagan el favor de, haz el favor de, hazme el favor de,
        me haces el favor de, ten la bondad de, procédase a, procédase con, procedan a, procedamos a,
        encárguese de, ocúpese de, ocúpense de, encargaos de, sería conveniente, sería conveniente que,
        es conveniente, es conveniente que, sería deseable, sería deseable que, sería mejor, es mejor,
        mejor, lo mejor es, lo mejor sería, lo suyo es, lo suyo sería, estaría genial, estaría genial que,
        vendría bien, vendría bien que, nos vendría bien, me vendría bien, volver a, vuelve a, vuelva a,
        vuelvan a, vuelve tú a, aprovecha para, aprovechad para, aprovecha y, cuando puedas,
        en cuanto puedas, a ver si, a ver si puedes, puedes por favor, serías tan amable de, te encargo,
        les encargo, se debe, se deben, debe usted, deben ustedes, hay que volver a, pon a, ve,
        va siendo hora de, llegó la hora de, ha llegado el momento de, te animas a, os animáis a,
        qué tal si, por qué no, ve y, anda, ponte a, empieza a, empezar a, dale y, porfa, por fa,
        favor de, te pido que, les pido que, ayúdame a, ayúdanos a, ayuda a, échame una mano con,
        sería posible, es posible, te importaría, te encargas de, pendiente, pendiente de, urge, le das,
        te toca""",
    "delete": """
        da de baja, dar de baja, dé de baja, dad de baja, den de baja, dar baja a, dese de baja,
        désele de baja, cargarse, cargarnos, cargarte, cargaos, acaba con, acabar con, acabad con,
        acaben con, termina con, terminar con, terminen con, perder de vista, cepíllate, púlete, fúmate,
        fulmínate, zúmbate, cargaros, cárguense, cárgatela, cárgatelo, cárgatelos, cárgatelas, bórrate,
        quítate de en medio, haz tabla rasa, hacer tabla rasa, haz borrón, hacer borrón, manda a paseo,
        mandar a paseo, echa a la basura, echar a la basura, deshazte de, deshacerse de, tira abajo,
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
        haz merge, hacer merge, hacé merge, hagan merge, dale merge, darle merge, dale al merge,
        darle al merge, dadle al merge, denle al merge, dale al merge de, haced merge, mételo a main,
        mételo en main, llévalo a main, sube a main, subir a main, manda a main, mandar a main,
        haz el merge, haz push, hacer push, hacé push, hagan push, mete a main, meter a main,
        integra la rama, integrar la rama, haz force push""",
}

PARTICIPLES: dict[str, str] = {
    "open": "abierto, abierta, abiertos, abiertas",
    "transport": "puesto, puesta",
    "write": "escrito, escrita",
}

NOMINAL: dict[str, str] = {
    "deploy": """
        despliegue, puesta en producción, publicación, lanzamiento, liberación, instalación, despliegues,
        rollback, reversión, release, subida a producción, pase a producción, paso a producción,
        puesta en marcha, lanzamientos, publicaciones, redespliegue, vuelta atrás, hotfix,
        salida a producción, deploy, promoción, pase, puesta en vivo""",
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
        importación, restauración, carga masiva, carga de datos, recuperación de la copia, importaciones,
        volcado inicial""",
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
        todos nuestros clientes, todo el mundo, público general, el público, usuarios reales,
        clientes reales, usuarios finales, clientes finales, entorno de explotación, en explotación,
        servidor de explotación, base de explotación, sistema de explotación, entorno real, base viva,
        base en vivo, sistema vivo, sistema en vivo, web viva, entorno vivo, entornos productivos,
        ambientes productivos, servidores productivos, servidor productivo, clúster productivo, base real,
        todos los socios, todos los abonados, todos los lectores, todos los jugadores, base productiva,
        bases productivas, la calle, producción real""",
    "staging": """
        preproducción, pre-producción, preprod, entorno de pruebas, entorno de preproducción, integración,
        pruebas de qa, pre-prod, preproductivo, ambiente de pruebas, ambiente de prueba,
        ambiente de staging, entorno de staging, entorno de qa, ambiente de qa, entorno de integración,
        entorno de demo, ambiente de demo, servidor de pruebas, servidor de qa, base de staging,
        base de qa, base de pruebas, homologación, certificación, aceptación, entorno uat, ambiente uat,
        clúster de pruebas, entorno de uat, entorno de aceptación, ambiente de aceptación,
        entorno de certificación, ambiente de certificación, entorno de homologación,
        ambiente de homologación, ambiente de integración, entorno de formación, entorno piloto,
        entorno de validación, ambiente de validación, entorno de ensayo, entorno de preprod,
        ambiente de preproducción, ambiente de preprod, servidor de preproducción, servidor de staging,
        servidores de preproducción, servidores de pruebas, servidores de staging, base de preproducción,
        clúster de preproducción, clúster de staging, clúster de qa, entorno intermedio, entorno previo,
        entorno compartido de pruebas, entorno de rendimiento, entorno de carga, beta cerrada""",
    "development": """
        desarrollo, entorno de desarrollo, local, mi máquina, mi equipo, entorno local, locales,
        localmente, en local, base local, base de desarrollo, base de dev, ambiente de desarrollo,
        ambiente local, entorno dev, ambiente dev, servidor de desarrollo, servidor de dev, mi compu,
        mi pc, mi computadora, mi ordenador, mi portátil, mi laptop, portátil, mi contenedor local,
        mi docker, mi entorno, mi sandbox, caja de arena, entorno efímero, entorno desechable,
        entorno de juguete, entorno de usar y tirar, mi rama de pruebas local, mi compose, mi base local,
        clúster de desarrollo""",
}

ROLES: dict[str, str] = {
    "determiner": """
        el, la, los, las, un, una, unos, unas, este, esta, estos, estas, ese, esa, mi, mis, nuestro,
        nuestra, nuestros, su, sus, todo, toda, todos, todas, nuevo, nueva, nuevos, nuevas, viejo, vieja,
        viejos, viejas, antiguo, antigua, antiguos, antiguas, último, última, inactivos, inactivas, cada,
        algunos, lo, aquel, aquella, aquellos, otra, otro, otros, otras, ambos, ambas, varias, varios,
        algún, alguna, algunas, dos, tres, cuatro, cinco, diez, seis, primera, primer, primero, segunda,
        tercera, siguiente, anterior, actual, actuales, vencidos, vencidas, expirados, expiradas,
        obsoletos, obsoletas, inactivo, inactiva, duplicados, duplicadas, huérfanos, huérfanas, entera,
        entero, completa, completo, completas, sobrantes, innecesarios, nuestras, tu, tus, mismo, misma,
        mismos, mismas, sueltas, cosas, pequeño, pequeña, gran, buen, buena, mala, mal, internos,
        externos, interno, externo, público, pública, últimos, últimas, reciente, recientes, restantes""",
    "preposition": """
        de, como, del, a, al, en, para, por, con, desde, hacia, sobre, hasta, entre, según, bajo, tras,
        antes, después, contra, mediante, durante, excepto, salvo, sin que, dentro de, fuera de,
        a través de, acerca de, respecto a, debido a, gracias a, junto a, ante, vía, cerca de, detrás de,
        a partir de, alrededor de, en cuanto a""",
    "conjunction": """
        y, e, o, u, luego, después, pero, entonces, sino, y luego, y después, así como, o bien,
        ni siquiera, además de, y también, por lo tanto, así que, de modo que, de manera que, por lo que,
        conque, por eso""",
    "subordinator": """
        si, cuando, una vez, porque, para que, que, aunque, mientras, ya que, puesto que, hasta que,
        antes de que, después de que, siempre que, a menos que, donde, quien, quienes, cuyo, cuya,
        en cuanto, apenas, el cual, la cual""",
    "question": """
        cómo, por qué, qué, cuál, cuáles, cuándo, dónde, quién, cuánto, quiénes, cuánta, cuántos, cuántas,
        para qué, a qué, de qué, en qué, con qué""",
    "negation": """
        no, nunca, jamás, nada, sin, ningún, ninguna, ni, en vez de, en lugar de, nadie, ninguno, tampoco,
        de ninguna manera, bajo ningún concepto, en ningún caso, evita, salvo, no hace falta,
        ni se te ocurra, sin necesidad de, prohibido""",
    "modal": """
        debe, deben, debería, puede, pueden, tiene que, tienen que, deberían, podría ser, tendría que,
        tendrían que, habrá de""",
    "auxiliary": """
        es, son, era, fue, fueron, está, están, ha, han, sido, ser, estar, será, fuera, sea, sean, estaba,
        estaban, había, habían, hay, serán, sería, serían, somos, soy, eres, estoy, estamos, estás, hubo,
        haya""",
    "pronoun": "ello, ella, ellos, ellas, nosotros, yo, tú, usted, se, te, me, nos, les, le",
    "politeness": """
        ahora, ya, solo, sólo, solamente, inmediatamente, gracias, hola, también, hoy, mañana, mismo,
        ayer, porfa, porfis, buenas, buenos, días, tardes, noches, hola a todos, equipo, urgente,
        urgentemente, rápido, rápidamente, directo, directamente, cuanto antes, lo antes posible,
        de inmediato, enseguida, primero, además, finalmente, por último, simplemente, esta noche,
        esta tarde, esta mañana, lunes, martes, miércoles, jueves, viernes, sábado, domingo, semana, mes,
        día, hora, horas, minutos, minuto, año, años, noche, tarde, temprano, definitivamente,
        temporalmente, manualmente, automáticamente, completamente, totalmente, de nuevo, otra vez,
        nuevamente, realmente, saludos, che, compa, jefe, che porfa, de paso, luego, después, pronto,
        apuro""",
    "finite": """
        funciona, falla, fallan, falta, aparece, sale, dice, decía, devuelve, devuelven, contiene, contienen,
        tarda, tardan, rompe, rompió, truena, muere, cae, cayó, explota, parece, parecen, funcionan, aparecen,
        desaparece, queda, quedan, queja, quejan, tiene, tienen, sigue, siguen, sirve, sirven, va lento, se
        ve, se traba, cuelga, desborda, parpadea, ocurre, pasa por, empezó, dejó de, existe, existen, salen,
        saldrá, anda mal, importa poco, coincide, coincida, admite, admiten, acepta, aceptan, soporta,
        soportan, preguntan, dudan, opinan, ocupa, ocupan, cuesta, cuestan, pesa, pesan, perdió, perdieron,
        pierde, pierden, acabó, acabaron, cumple, cumplen, llegan, llega, atiende, pertenece, pertenecen,
        significa, duele, explotó, petó, peta, casca, cascó, falló, fallaron, tardó, tardaron, bailan, baila,
        solapa, solapan, descuadra, descuadran, muestra mal, ve mal, lee mal, sobresale, tapa, tapan, corta
        mal, hizo, hicieron, dijo, dijeron, viene, vienen, sabe, saben, llegó, llegaron, empieza, empiezan,
        salió, salieron, cayeron, murió, puso, pusieron, preguntó, dicen, suele, suelen, gusta, gustan,
        faltan, vive, trabaja, trabajan, odia, odian, ocurrió, quedó, quedaron, sabía, iba, dejó, dejaron,
        llamó, hemos, piensa, piensan, creyó, entienden, viaja, vio, dio, dieron, trae, trajo, cabe""",
    "argues": "bajo riesgo, riesgo bajo, sin riesgo, clasifícalo como bajo, no hace falta aprobación",
}

FUNCTION_WORDS = spanish_fillers.FUNCTION_WORDS
