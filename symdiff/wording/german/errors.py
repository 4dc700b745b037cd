"""Was dazu gesagt wird, wie geprüft wurde und was nicht geht, auf Deutsch."""

from __future__ import annotations

from collections.abc import Mapping

METHODS: Mapping[str, str] = {
    "not checked": "nicht geprüft",
    "not checked, because": "nicht geprüft: {reason}",
    "not checked on the curve": "auf der Kurve nicht geprüft: {reason}",
    "different parts": "beide Seiten haben nicht die gleichen Teile",
    "too few points for both sides": "es fanden sich zu wenige Stellen, an denen beide Seiten einen Wert haben",
    "letters without a value": "sie enthält Buchstaben ohne Wert",
    "no point was found": "es fand sich kein Punkt von ihr",
    "the derivatives are too long": "die Ableitungen sind zu lang",
    "in ball arithmetic": "in Intervallarithmetik",
    "in ball arithmetic on power series": "in Intervallarithmetik mit Potenzreihen",
    "agrees": "{way}; {largest}",
    "agrees at points": "an {count} zufälligen Stellen {way}; {largest}",
    "agrees on the curve": "an {count} Punkten der Kurve in Intervallarithmetik; {largest}",
    "each agrees by itself": "jedes von {count} Ergebnissen für sich, in Intervallarithmetik; {largest}",
    "largest difference": "größter Unterschied {bound}",
    "no difference": "kein Unterschied",
    "differs": "{way}: verschiedene Werte",
    "differs at a point": "{way}: verschiedene Werte für {point}",
    "differs on the curve": "in Intervallarithmetik: verschiedene Werte an einem Punkt der Kurve",
    "central differences": "zentrale Differenzen an zufälligen Stellen, für zwei Wahlen der Dimensionen",
    "central differences along directions": "zentrale Differenzen in zufälligen Richtungen an zufälligen Stellen, für zwei "
    "Wahlen der Dimensionen",
}

VALUES: Mapping[str, str] = {
    "unknown function has no value": "{name} ist eine Funktion, von der nur der Name bekannt ist, und hat deshalb keinen Wert",
    "truth has no value": "{form} ist wahr oder falsch und hat keinen Zahlenwert",
    "no value as a number": "{form} hat keinen Zahlenwert",
    "has no value": "{form} hat keinen Wert",
    "has no value at a point": "{form} hat keinen Wert für {point}",
    "no value is given": "für {name} ist kein Wert gegeben",
    "function of so many arguments": "für {name} mit {count} Argumenten ist kein Wert bekannt",
    "not by a symbol": "nach {form} kann man nicht ableiten; leite nach einem Buchstaben ab",
    "checked up to an order": "Ableitungen werden bis zur Ordnung {most} geprüft",
    "too many operations": "das zu prüfen braucht mehr als {most} Rechenschritte",
    "no meaning here": "{name} hat hier keine Bedeutung: symdiff rechnet mit reellen elementaren Funktionen.",
    "no counterpart": "SymPy hat nichts, was {form} entspricht.",
    "no problem": "Etwas vom Typ {name} ist keine Aufgabe; gib Text oder einen SymPy-Ausdruck.",
    "two symbols of one name": "Zwei verschiedene Symbole des Ausdrucks heißen {name}.",
}

DIFFERENTIATING: Mapping[str, str] = {
    "no such language": "Eine Sprache {given} gibt es nicht; es gibt {known}.",
    "no such method": "Ein Verfahren {given} gibt es nicht; es gibt {known}.",
    "no such layout": "Eine Anordnung {given} gibt es nicht; es gibt {known}.",
    "no such detail": "Eine Ausführlichkeit {given} gibt es nicht; es gibt {known}.",
    "no such reduction": "Eine Zusammenfassung {given} gibt es nicht; es gibt {known}.",
    "no such arithmetic": "Eine Arithmetik {given} gibt es nicht; es gibt {known}.",
    "no such leaves": "Blätter {given} gibt es nicht; es gibt {known}.",
    "no such rule": "Keine Regel heißt {given}; symdiff rules zählt alle auf.",
    "no such output": "Einen Ausgang {given} gibt es nicht; es gibt {count}, gezählt ab 0.",
    "order out of range": "Die Ordnung {order} liegt nicht zwischen 1 und {highest}.",
    "order or variables": "Gib entweder eine Ordnung oder mehrere Variablen an, nicht beides.",
    "an equation": "Das ist eine Gleichung; sie wird implizit abgeleitet: symdiff implicit, sd.implicit.",
    "a list of components": "Das ist eine Liste von Komponenten; ihre Ableitung ist eine Jacobi-Matrix: symdiff jacobian, "
    "sd.jacobian.",
    "not a variable": "das ist keine Variable, nach der man ableiten kann",
    "give a letter": "gib einen Buchstaben an wie x",
    "no rule": "Keine Regel ergibt die Ableitung von {name}: {form}.",
    "too long to go on": "Die Ableitung Nummer {number} hat mehr als {most} Teile, zu viele, um sie noch einmal abzuleiten.",
    "expression has no value": "Der Ausdruck hat für keine reelle Zahl einen Wert: Etwas darin wird durch 0 geteilt oder "
    "liegt außerhalb des Definitionsbereichs.",
    "derivative has no value": "Die Ableitung hat für keine reelle Zahl einen Wert: Etwas darin wird durch 0 geteilt oder "
    "liegt außerhalb des Definitionsbereichs.",
    "logarithmic without the variable": "logarithmisches Ableiten braucht einen Ausdruck, in dem {name} vorkommt",
    "logarithm of a sum": "der Logarithmus einer Summe lässt sich nicht zerlegen, logarithmisches Ableiten hilft hier also "
    "nicht; leite Summand für Summand nach den Regeln ab",
    "logarithmic for products only": "logarithmisch leitet man Produkte, Quotienten und Potenzen ab, und das ist nichts "
    "davon; leite nach den Regeln ab",
    "logarithmic up to so many factors": "logarithmisches Ableiten wird für Produkte aus höchstens {most} Faktoren gezeigt",
}

SEVERAL: Mapping[str, str] = {
    "does not occur": "{name} kommt nicht vor, also ist die Ableitung 0",
    "nothing depends on it": "{name} kommt nicht vor, also ist jede Ableitung danach 0",
    "the gradient is 0": "nach {count} Schritten ist der Gradient 0, kein weiterer Schritt ändert also etwas",
    "the run goes off": "in Schritt {number} läuft das Verfahren ins Unendliche: Die Schrittweite ist zu groß",
    "the function grew": "in Schritt {number} ist die Funktion gewachsen: Der Schritt war zu lang für die lineare Näherung",
    "taken to be 0": "es wurde kein = eingegeben, also wird der Ausdruck gleich 0 gesetzt",
    "at its kink": "{name} = {kind} ist an seinem Knick, wo die Ableitung nach Vereinbarung 0 ist",
    "variable chosen": "{name} wird als Variable genommen, weil keine genannt ist; --wrt oder wrt= wählt {others}",
    "no inequality": "Implizit abgeleitet wird eine Gleichung mit =, keine Ungleichung.",
    "one equation": "Implizit abgeleitet wird eine einzige Gleichung, keine Liste.",
    "two different variables": "Die beiden Variablen müssen verschieden sein; beide sind {name}.",
    "function and variable": "{name} ist zugleich Funktion und Variable; gib einer davon einen anderen Namen.",
    "letter not in the equation": "Die Gleichung enthält {name} nicht (sie enthält {letters}); sag, welcher Buchstabe von "
    "welchem abhängt.",
    "no letter": "keinen Buchstaben",
    "equation determines nothing": "Ob die Gleichung gilt, hängt nicht von {name} ab; sie bestimmt {name} also nicht.",
    "steps out of range": "Die Anzahl der Schritte {steps} liegt nicht zwischen 1 und {most}.",
    "rate not positive": "Die Schrittweite muss positiv sein; mit einer negativen würde die Funktion wachsen.",
    "run needs numbers": "{name} hat keinen Wert; gerechnet wird nur mit Zahlen.",
    "outer functions with a variable": "Die äußeren Funktionen enthalten neben den Zwischenvariablen auch {name} selbst; "
    "dafür gibt es die totale Ableitung (sd.total_derivative), oder benenne auch das: {name}0 = {name}.",
    "variable and intermediate": "{name} ist zugleich Variable und Zwischenvariable; gib einer davon einen anderen Namen.",
    "no intermediate variable": "Es ist keine Zwischenvariable definiert; gib wenigstens eine an, etwa u=x^2.",
    "definitions in a circle": "Die Definitionen drehen sich im Kreis: {names}.",
    "defined twice": "{name} ist zweimal definiert.",
    "not defined there": "Die Funktion ist nicht definiert für {place}.",
    "no derivative there": "Die Funktion hat keine Ableitung nach {name} für {place}: Sie hat dort einen Knick, eine "
    "senkrechte Tangente oder den Rand ihres Definitionsbereichs.",
    "entries of the direction": "Die Richtung hat {count} Einträge, es gibt aber {wanted} Variablen.",
    "direction depends": "Die Richtung darf nicht von den Variablen abhängen.",
    "direction is 0": "Die Richtung ist 0 und zeigt nirgendwohin.",
    "matrix too large": "Die Matrix ({kind}) hat {count} Einträge; einzeln ausgerechnet werden höchstens {most}. Der "
    "Rechengraph findet alle auf einmal: symdiff graph, sd.graph(...).jacobian().",
    "parameter like a coordinate": "Der Parameter darf nicht {name} heißen wie eine Koordinate; gib ihm einen anderen "
    "Buchstaben, etwa t.",
    "vertical line": "x ändert sich nicht mit dem Parameter: Die Kurve ist eine senkrechte Gerade und hat keine Steigung.",
    "coordinates of a curve": "Jede Koordinate ist eine Funktion des Parameters: parametric('cos t', 'sin t').",
    "which parameter": "Was von {names} ist der Parameter? Nenne ihn: t={first}.",
    "no functions": "Die Liste der Funktionen ist leer.",
    "no variable": "Es gibt keine Variable, nach der abzuleiten wäre; nenne eine, etwa wrt=x.",
    "named twice": "Die Variable {name} ist zweimal genannt.",
    "components not variables": "Die Komponenten von {name} sind keine Variablen, nach ihnen kann man also nicht ableiten.",
    "of one function": "Das gibt es nur von einer Funktion ({kind}); mehrere haben eine Jacobi-Matrix: symdiff jacobian, "
    "sd.jacobian.",
    "how to define": "eine Definition schreibt man als u=x^2",
    "name=expression": "Name=Ausdruck",
    "no list": "Kein Buchstabe steht für eine Liste; nenne einen, etwa x=x1,x2.",
    "lists of equal length": "Eine elementweise Rechnung braucht gleich lange Listen, aber {told} Komponenten.",
    "has so many": "{name} hat {length}",
    "not a number": "Der Wert von {name} muss eine Zahl sein.",
    "not a finite number": "Der Wert von {name} muss eine endliche Zahl sein.",
    "not rational": "{name}: Das muss eine rationale Zahl sein.",
    "start not rational": "Die Koordinaten des Startpunkts müssen rationale Zahlen sein.",
    "point not rational": "Die Koordinaten des Punktes müssen rationale Zahlen sein.",
    "point without a value": "Der Punkt gibt für {name} keinen Wert an.",
    "point without a value, write": "Der Punkt gibt für {name} keinen Wert an; schreibe ihn als {name}=2.",
    "not on the curve": "Der Punkt {point} liegt nicht auf der Kurve.",
    "equation has no value": "Die Gleichung hat bei {point} keinen Wert.",
    "how to write a point": "einen Punkt schreibt man als x=2",
    "name=value": "Name=Wert, durch Kommas getrennt",
    "only variables have values": "nur eine Variable kann einen Wert bekommen",
    "node not defined": "{name} ist nicht definiert für {place}.",
    "node without slope": "{name} hat keine Ableitung für {place}.",
    "node and its meaning": "{reason}. Hier ist {name} = {meaning}.",
    "too many paths": "Es gibt {number} Wege zu {name}; aufgezählt werden höchstens {most}.",
    "graph too large": "Mit einem Blatt für jedes Vorkommen hat der Graph mehr als {most} Knoten.",
    "not one of the variables": "{name} ist keine der Variablen {known}.",
}

GRADING: Mapping[str, str] = {
    "no such demand": "Eine Forderung {given} gibt es nicht; es gibt {known}.",
    "what an answer is": "Eine Antwort ist Text, LaTeX oder ein SymPy-Ausdruck.",
    "entries of a matrix": "Eine Matrix darf höchstens {most} Einträge haben.",
    "rows of one length": "die Zeilen der Matrix sind nicht gleich lang",
    "derivatives as a list": "die Antwort besteht aus {height} mal {width} Ableitungen; schreibe sie als Liste: [2x, 3y]",
    "too many lines": "Eine Rechnung darf höchstens {most} Zeilen haben, und diese hat {count}.",
    "an inequality": "Das ist eine Ungleichung; ableiten kann man einen Ausdruck oder eine Gleichung.",
    "order not the number of variables": "Die Ordnung {order} ist nicht die Anzahl der Variablen; lass sie weg, oder nenne "
    "eine einzige Variable.",
    "no trust in the derivative": "symdiff traut seiner eigenen Ableitung dieser Aufgabe nicht und beurteilt deshalb keine "
    "Antwort.",
    "higher derivatives by one variable": "Höhere Ableitungen mehrerer Funktionen werden nur nach einer einzigen Variablen "
    "geprüft; nenne sie mit wrt=.",
    "matrix of derivatives too large": "Eine Matrix aus mehr als {most} Ableitungen wird nicht geprüft.",
    "which letter depends": "Es ist nicht klar, welcher Buchstabe der Gleichung von welchem abhängt; nenne die Variable mit "
    "wrt=.",
    "problem not checked": "Die Aufgabe ist nicht zu prüfen: {reason}",
    "too much memory": "Das braucht mehr Speicher als erlaubt.",
    "too much time": "Das war in {seconds} Sekunden nicht zu entscheiden.",
    "worker died": "Der Prozess, der das bearbeitet hat, ist abgebrochen.",
    "row without a column": "Eine Zeile hat kein Feld {name}; sie hat {names}.",
    "nothing": "nichts",
    "order not a number": "Die Ordnung in einer Zeile ist keine Zahl: {given}.",
    "points not a number": "Die Punkte in einer Zeile sind keine Zahl: {given}.",
    "too many columns": "Die Zeilen haben mehr als {most} verschiedene Spalten.",
    "no CSV in a line": "Zeile {number} ist nicht als CSV zu lesen: {reason}",
    "no JSON in a line": "Zeile {number} ist nicht als JSON zu lesen",
    "no JSON object": "Zeile {number} ist kein JSON-Objekt",
    "no Parquet": "{file} ist nicht als Parquet zu lesen: {reason}",
    "Parquet from a file": "Parquet wird aus einer Datei gelesen, nicht von der Standardeingabe.",
    "Parquet to a file": "Parquet wird in eine Datei geschrieben: Gib -o DATEI an.",
    "Parquet needs pyarrow": "Parquet braucht pyarrow, das nicht installiert ist: pip install \"symdiff[parquet]\".",
    "every worker died": "Jeder Worker des Clusters, der das bekam, ist abgebrochen.",
    "another version": "Die Worker bei {address} brauchen symdiff in derselben Version: {reason}.",
    "cluster cannot check": "Der Cluster bei {address} kann keine Antworten prüfen: {reason}.",
    "cluster without workers": "Der Cluster bei {address} hat keine Worker: Starte welche mit dask worker {address}.",
    "connection lost": "Die Verbindung zum Cluster bei {address} ist abgebrochen.",
    "a cluster needs distributed": "Auf einem Cluster zu prüfen braucht distributed, das nicht installiert ist: pip install "
    "\"symdiff[dask]\".",
    "no scheduler": "Bei {address} gibt es keinen Dask-Scheduler (in {seconds} Sekunden hat keiner geantwortet); eine "
    "Adresse schreibt man wie tcp://127.0.0.1:8786.",
}

FILES: Mapping[str, str] = {
    "cannot be read": "{file} ist nicht zu lesen: {reason}.",
    "cannot be written": "{file} ist nicht zu schreiben: {reason}.",
    "cannot be used": "{file} ist nicht zu lesen oder zu schreiben: {reason}.",
    "many problems, one file": "Viele Aufgaben passen nicht in eine Datei; leite stattdessen die Standardausgabe um.",
    "no JSON": "das ist kein JSON: {reason}",
    "no derivation": "das ist keine Ableitung in JSON: {reason}",
    "version of JSON": "das ist Version {version} des Formats; gelesen wird Version {known}",
    "plot of one variable": "Nur Funktionen einer Variablen werden mit ihrer Tangente gezeichnet.",
    "plot of runs": "Nur Verfahren mit einer oder zwei Variablen lassen sich zeichnen.",
    "plot needs a value": "{name} hat keinen Wert, es lässt sich also nichts zeichnen.",
    "ending of a plot": "Ein Bild wird in eine Datei mit der Endung {known} geschrieben, nicht {given}.",
    "plots need matplotlib": "Bilder brauchen matplotlib, das nicht installiert ist: pip install \"symdiff[plot]\".",
}
