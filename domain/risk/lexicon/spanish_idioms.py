"""Spanish turns of phrase that ask for something; the marks are told in :mod:`.idioms`."""

_THEM = "ella|ellas|ellos|el|eso|esos|esas|todo|todos|todas|it"
_PEOPLE = (
    "cliente|clientes|usuario|usuarios|usuarias|socios|socias|abonados|suscriptores|"
    "lectores|jugadores|visitantes|alumnos|pacientes|publico|gente|todos|todas|"
    "todo el mundo|todos los clientes|todos los usuarios|todos nuestros clientes"
)
_KEYS = (
    "clave|claves|contrasena|contrasenas|token|tokens|credenciales|credencial|llave|llaves|"
    "secreto|secretos|password|passwords|clave privada|clave api|clave de api|api key"
)
_RUNS = (
    "nodo|nodos|replica|replicas|instancia|instancias|maquina|maquinas|servidor|servidores|"
    "pod|pods|worker|workers|nucleo|nucleos|cpu|cpus|ram|memoria|disco|capacidad|"
    "contenedores|vm|vms"
)
_GUARDLESS = (
    "identificarse|identificar|autenticar|loguear|registrar|identificacion|login|loguearse \
        |autenticarse|autenticacion|contrasena|"
    "clave|password|credenciales|vpn|registrarse|2fa|mfa|doble factor|iniciar sesion"
)
_GUARDED = (
    "puerto|puertos|bucket|buckets|firewall|cortafuegos|base|base de datos|servidor|"
    "servidores|acceso|api|red|panel|consola|cluster|cluster|repositorio|carpeta|web|portal|"
    "almacenamiento"
)
_DELIVERY = (
    "version|candidata|release|rc|build|compilacion|entrega|actualizacion|despliegue|"
    "lanzamiento|deploy|rollout|publicacion|subida|pase|paso|salida|parche|hotfix|#"
)
_BY = "machacando|pisando|sobrescribiendo|sobreescribiendo|reemplazando|machaca|pisa|sobrescribe"

SPANISH: dict[str, str] = {
    "removal": f"""
        (libra|librame|libranos|librad|libradnos|librate|librese|librarnos|librarse|librarme|prescinde \
        |prescindir|prescindid|prescindan|prescindamos) de
        ^ fuera (los|las|el|la) _
        a tomar (viento|por saco|por culo|fanta|aire)
        a la (trituradora|basura|papelera|hoguera) $
        al (cubo|desguace|fuego|contenedor|olvido) $
        (dejalo|dejala|dejalos|dejalas|dejadlo|dejadla|dejenlo) (limpio|limpia|limpios|limpias|vacio|vacia \
        |vacios|vacias|a cero|en blanco|como nuevo|como nueva)
        fuera (con|todo|todos|todas|esa|ese|esos|esas) ({_THEM}|los|las|el|la|lo|$)
        (manda|mandar|mande|mandad|envia|enviar|tira|tirar|echa|echar|lleva|llevar) .. (al|a la|a) \
        (carajo|garete|olvido|desguace|tacho|cubo|basurero|basura|papelera|trituradora|cuerno|infierno)
        (no|ni) (quede|queden|quedara|quedaran|quedar|dejes|deje|dejen|dejar|dejeis) (rastro|nada|huella \
        |ninguno|ninguna|copia|constancia|vestigio|uno|una|ni rastro|ni uno|ni una) (de|del) (la|las|los|el)
        (no|ni) (quede|queden|quedara|quedaran) (rastro|nada|huella|ninguno|ninguna|vestigio|ni uno|ni una)
        (haz|haga|hagan|haced|hacer) desaparecer
        (mete|metele|meter|pega|pegale|haz|hazle|hacer|tira|tirale|lanza|lanzale|dale|echa|echale) un \
        (drop|truncate|delete|wipe|flush|purge|rm) (a|al|de|en|sobre|a la)
        (pase|pasen|vaya|vayan|acabe|acaben|termine|terminen) (por|a|en) (la|el)? (trituradora \
        |basura|papelera \
        |hoguera|desguace|cubo)
        (al|a la) (cubo|basura|papelera|hoguera|fuego|desguace|trituradora) con
        (haz|haga|hagan|haced|hacer) que .. (desaparezca|desaparezcan)
        que .. (desaparezca|desaparezcan|se esfume|se esfumen|se vaya|se vayan|pase a la historia \
        |pasen a la historia|deje de existir|dejen de existir)
        (debe|deben|tiene que|tienen que|deberia|deberian|han de|ha de) (desaparecer|esfumarse \
        |pasar a la historia|dejar de existir|pasar a mejor vida)
        (deja|dejar|deje|dejen|dejad|dejame|dejanos) (la|las|el|los) .. (vacia|vacias|vacio|vacios|a cero \
        |en blanco|en cero|como recien instalada|como recien instalado|limpia de polvo)
        (deja|dejar|deje|dejen|dejad) (vacia|vacias|vacio|vacios|a cero|en blanco|en cero) (la|las|el|los)
        (conserva|conservar|conserven|quedate|guarda|deja|dejar|manten|mantener) .. (solo|solamente \
        |unicamente|nomas) (el|la|los|las|lo) (ultimo|ultima|ultimos|ultimas|mas|del|de)
        (quedate|quedarse|quedarnos|quedense) .. (con) .. (ultimo|ultima|ultimos|ultimas)
        (da|dar|dale|darle|dales|darles|demos|den) (carpetazo|matarile|puerta|cerrojazo|pasaporte|boleta)
        (pasa|pasar|pase|pasale|pasales|pasen|mete|meter|metele) (la|el|un|una) (escoba|motosierra \
        |podadora \
        |tijera|tijeretazo|aspiradora|borrador de)
        (tira|tirar|bota|botar|echa|echar|arroja) .. por la (borda|ventana)
        (borron|tabula) (y|rasa) .. (en|con|de)
        (arranca|arrancar|saca|sacar|corta) .. de raiz
    """,
    "shed": f"""
        ya no (los|las|lo|la|nos|me)? (necesitamos|queremos|quiero|necesito|interesan \
        |interesa|pintan nada|sirven de nada)
        (sobra|sobran) (ya|todos|todas|$)
        ya (sobra|sobran)
        no (los|las|lo|la) (mira|usa|consulta|necesita|quiere) (ya)? nadie .. ({_THEM})
    """,
    "erasure": """
        (que|para que) (nos|lo|la|los|las|le|se)? (olvidemos|olviden|olvide) (de)? (el|la|los|las|ese|esa)
        (derecho al olvido|derecho de supresion) .. (de|del|para|ejerce|solicita|pide)
        (ejercido|ejercio|ejercitado|solicitado|invocado|reclamado) .. (derecho al olvido|derecho \
        de supresion)
        (ejerce|ejercita|solicita|pide|reclama|exige) .. (derecho al olvido|derecho de supresion)
    """,
    "release": f"""
        (da|dar|dad|de|den|demos|dale|damos|dese) por (buena|bueno|buenos|valida|valido|lista|listo \
        |definitiva|definitivo) (la|el|los)? _? ({_DELIVERY})
        que (ya)? (los|las|el|la|nuestros|todos)? ({_PEOPLE}) (ya)? (la|lo|las|los)? (ya)? (tengan \
        |tenga|vean \
        |vea|disfruten|usen|reciban|estrenen|prueben|puedan usar|puedan ver|puedan probar|puedan disfrutar)
        (delante|en manos) de (los|nuestros|todos) .. ({_PEOPLE})
        (luz verde|via libre) (a|al|para) (la|el|los)? _? ({_DELIVERY})
        (adelante|dale|tira|tirad|vamos|dadle|denle|procede|procedan) (con|al) (la|el)? ({_DELIVERY})
        (saca|sacar|saquen|saquemos|sacad|lanza|pon|poner) .. (a la luz|al aire|a la calle|al \
        publico|en abierto)
        (que|ya) (salga|salgan|suba|suban|vaya|vayan|entre|pase|pasen|llegue|lleguen) (ya|hoy)? (a|en) \
        (produccion|prod|vivo|linea|live|preproduccion|staging|uat|qa|la calle|los clientes|todo el mundo)
        que (la|lo|las|los) (vean|tengan|usen|disfruten|prueben|reciban|estrenen) (ya|hoy)? (los \
        |las|todos|todas \
        |nuestros)? ({_PEOPLE})
        (regresa|regresar|regresen|devuelve|devolver|deja|dejar|pon|poner|vuelve|volver|retrocede \
        |retroceder) \
        (a)? (produccion|prod|preproduccion|staging|qa|uat) .. (a|al|como|en) .. (estaba|estado \
        |version|punto \
        |anterior|ayer|viernes|lunes)
        que (salga|salgan|llegue|lleguen|suba|suban) (ya|hoy)? .. (a|para|en) (los|todos|todo|nuestros|las|\
        produccion|prod|vivo|live) .. (clientes|usuarios|usuarias|mundo|socios|lectores|jugadores|$)
        que .. (salga|salgan|suba|suban|vaya|vayan|entre|pase|pasen|llegue|lleguen|este|esten) (ya|hoy)? \
        (a|en) (produccion|prod|vivo|linea|live|preproduccion|staging|uat|qa|la calle|los clientes \
        |todo el mundo)
    """,
    "traffic": """
        (dejar|deje|dejen|deja|dejad) de (aceptar|recibir|admitir|atender) .. (trafico|peticiones \
        |conexiones)
        (debe|deben|tiene que|tienen que|ha de|han de|deberia|deberian) (resolver|apuntar|salir \
        |pasar|ir|enrutarse \
        |responder|entrar) (a|por|hacia|al) (los|las|el|la|otro|otra|nuestro|nuestra)? _? \
        (servidores|servidor|ip \
        |ips|cdn|proxy|waf|balanceador|proveedor|nodo|gateway|vpn|tunel|pasarela)
        que .. (apunte|apunten|resuelva|resuelvan|enrute|enruten|pase|pasen|vaya|vayan|salga|salgan|entre \
        |entren) (a|al|hacia|por|via|desde) (la|el|los|las|nuestro|nuestra|otro|otra)? _? (ip|proxy \
        |waf|cdn \
        |balanceador|vpn|gateway|pasarela|hosting|dns|cortafuegos|firewall|tunel|ingress|proveedor)
        (desvia|desviar|encamina|encaminar|reconduce|reconducir|manda|mandar) .. trafico
    """,
    "access": f"""
        (haz|hazlo|hazla|hazle|hazme|ponlo|ponla|dejalo|dejala) (it|lo|la)? (admin|administrador \
        |administradora|root|owner|superusuario)
        (necesita|necesitan|quiere|quieren|piden|pide|solicita|solicitan) (entrar|acceder \
        |conectarse|conectar) \
        (en|a|al|con) .. ({_GUARDED}|produccion|prod|tablas)
        con (los mismos|las mismas|mas|todos los|iguales) (permisos|accesos|privilegios|derechos \
        |permiso|acceso)
        (tiene que|tienen que|debe|deben|ha de|han de|necesita|necesitan|quiere|quieren|deberia \
        |deberian) poder \
        (leer|escribir|ver|editar|consultar|modificar|entrar|acceder|abrir|descargar|desplegar) .. \
        ({_GUARDED}|tabla|tablas|bases|bd|produccion|prod|logs|repositorios)
        que .. (sea|sean|este|esten|quede|queden) (accesible|accesibles|visible|visibles|abierto|abierta \
        |publico|publica|publicos|publicas) (sin|desde|para|a|en) .. ({_GUARDLESS}|internet|todos \
        |fuera|exterior)
        que .. (pueda|puedan|podamos|pudiera|pudieran|deje|permita) _? (entrar|acceder|leer \
        |escribir|abrir|ver \
        |conectarse|desplegar|editar|consultar|descargar|verse|leerse|abrirse) .. sin ({_GUARDLESS})
        (deja|dejar|deje|dejen|dejad|abre|abrir|pon|poner|expon|exponer|permite|permitir|haz que|haz) .. \
        sin ({_GUARDLESS})
        (deja|dejar|deje|dejen|dejad) (abierto|abierta|abiertos|abiertas|publico|publica|accesible \
        |expuesto \
        |expuesta) (a|al|el|la|los|las)? .. ({_GUARDED})
        (deja|dejar|deje|dejen|dejad|haz|hacer|pon|poner) .. ({_GUARDED}) .. (abierto|abierta|abiertos \
        |abiertas|publico|publica|publicos|publicas|accesible|accesibles|expuesto|expuesta)
        que .. (entre|entren|pueda entrar|puedan entrar|acceda|accedan|pueda acceder|puedan \
        acceder) (a|al|en) \
        .. ({_GUARDED}|produccion|prod)
        (que|de que) .. (pueda|puedan) (leer|escribir|ver|editar|consultar|modificar) .. (bucket \
        |buckets|replica|replicas|almacen|bd|base \
        |bases|tabla|tablas|servidor|produccion|prod|repositorio)
    """,
    "overwrite": f"""
        (restaura|restaurar|vuelca|volcar|carga|cargar|pega|pegar|copia|copiar|planta|plantar|pon \
        |poner|mete \
        |meter|recupera|recuperar|importa|importar) .. (encima|por encima) (de|del) .. (base|bd|bbdd|datos \
        |tabla|tablas|db|produccion|prod|que)
        (restaura|restaurar|vuelca|volcar|carga|cargar|copia|copiar|importa|importar) .. ({_BY}) .. \
        (base|bd \
        |bbdd|datos|tabla|tablas|que|actual|actuales)
    """,
    "capacity": f"""
        (dale|darle|denle|dales|echale|echa|mete|metele|meter|metan|ponle|poner|pon|anade|anadir \
        |agrega|agregar|suma \
        |sumale|amplia|ampliar) .. mas _? ({_RUNS})
        (dale|darle|denle|dales|echale|echa|mete|metele|meter|metan|ponle|poner|pon|anade|anadir \
        |agrega|agregar|suma \
        |sumale|amplia|ampliar) .. ({_RUNS}) mas
        (pon|ponle|da|dale|mete|metele|anade|asigna|dobla) (el|un)? (doble|triple|cuadruple) de ({_RUNS})
        (hace falta|hacen falta|faltan|falta) .. (mas|otro|otra|otros|otras) .. ({_RUNS})
        (reducir|reduce|reduzca|reduzcan|recorta|recortar|baja|bajar|deja|dejar|encoge|encoger \
        |parte) .. (a la \
        mitad|a un tercio|a un cuarto|en dos|en tres|en uno) .. ({_RUNS})
        (reducir|reduce|reduzca|reduzcan|recorta|recortar|baja|bajar|deja|dejar|encoge) .. \
        ({_RUNS}) .. (a la \
        mitad|a un tercio|a un cuarto|en dos|en tres|en #|a #|a dos|a tres)
    """,
    "machine": """
        (hace falta|hacen falta|necesitamos|necesito) (una|un|otra|otro|dos|tres) (base de datos \
        |base|maquina|vm \
        |servidor|instancia|bucket|cluster|nodo)
    """,
    "restart": """
        (dale|darle|denle|dales|pegale|hazle|haz|echale|echa) (un|otro|una)? (reinicio|restart \
        |reboot|reset \
        |meneo|apagon|rearranque|toque|sacudida|patada)
        (levanta-it|levante-it|arranca-it|arranque-it|sube-it) (otra vez|de nuevo|nuevamente)
        (apaga|apagar) y (vuelve|volver|vuelva) a (encender|arrancar|levantar|prender)
    """,
    "switch": """
        (que|haz que) .. (deje|dejen|dejara) de (avisar|alertar|sonar|replicar|guardar|respaldar \
        |pitar|molestar)
        (deja|dejar|dejad|dejen) de (hacer|sacar|guardar|generar) .. (copias|backups|respaldos|snapshots)
        (que)? no (suene|suenen|salte|salten|avise|avisen) .. (alarma|alarmas|alerta|alertas|guardia|pager)
    """,
    "secret": f"""
        (cuelga|colgar|pega|pegar|pon|poner|ponme|ponnos|deja|dejar|dejame|dejanos|apunta|apuntame|escribe \
        |escribir|suelta|sueltame|chiva|chivame|canta|cantame|comenta) .. ({_KEYS}) .. (chat|canal \
        |slack|wiki \
        |ticket|correo|teams|hilo|vista|claro|plano|grupo|whatsapp|telegram|pizarra|confluence|comentario)
        (chivame|soplame|cantame|sueltame|chivanos|soplanos) (la|las|el|los) _? ({_KEYS})
    """,
    "export": f"""
        (saca|sacame|sacanos|sacar|saquen|baja|bajame|bajate|bajar|dame|danos|necesito|quiero \
        |pasame|pasanos) \
        (un|una|el|la)? (listado|lista|excel|csv|export|volcado|hoja|fichero|archivo|dump|relacion) \
        .. (de|con) \
        .. ({_PEOPLE}|empleados|pedidos|correos|emails|telefonos|direcciones|contactos|nominas|dni|iban)
    """,
    "merge": """
        que (entre|vaya|pase|suba|llegue) (ya)? (en|a) (main|master|la rama principal|trunk|develop)
        (dale|darle|denle|dadle) (al|a la) (merge|fusion|boton de merge) .. (main|master|principal \
        |trunk|develop)
    """,
}
"""What is asked for -> the turns of phrase that ask for it."""
