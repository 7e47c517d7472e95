"""Spanish words that say nothing of what is asked."""

FUNCTION_WORDS = """
    muy más bien todavía siempre aquí allí así como casi poco poca mucho mucha muchos muchas menos
    demasiado bastante solo aun aún incluso quizá quizás tal vez sí hoy ayer veces cosa cosas parte partes
    fin inicio medio arriba abajo izquierda derecha grande pequeño largo corto móvil celular teléfono
    navegador inglés español empresa colega colegas compañero compañera problema pregunta respuesta idea
    tema punto caso forma manera listo lista rato sprint demo reunión negocio marketing ventas-equipo
    seguridad riesgo bajo alto nivel aprobado aprobada validado gente consultor consultora proveedor
    auditor auditora soporte módulo-de esperando resto lado nombre nombres paso pasos orden caída guardia
    guardias envío envíos verano husos horario horarios meses mitad lentitud vuelta ganas cuidado razón
    seguramente vacíos vacío correo-de échale echa echar ojo vuelva vuelve vuelvo volver pros contras
    cumplimiento pide piden pidió pidieron exige exigen conveniente dinero sitio rastro encima visto bueno
    mantenimiento aviso buenas tardes estimado estimada estimados estimadas compañeros compañeras
    atentamente cordial cordialmente saludo ruegos puntos siguientes listado listados biblioteca tanto
    tantos tanta hasta nuevo paciencia jefa jefes vale oye venga mira claro perfecto genial gracias mil
    abrazo alguien varios varias propio propia propios mismísimo cualquier cualquiera cualesquiera tales
    carrito descuento anoche quede queda quedar abierto proveedores
"""
