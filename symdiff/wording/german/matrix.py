"""Was zu Vektoren und Matrizen gesagt wird, die nicht zu lesen oder abzuleiten sind, auf Deutsch."""

from __future__ import annotations

from collections.abc import Mapping

SHAPES: Mapping[str, str] = {
    "has the shape": "{name} hat die Form {shape}",
    "the sum": "Die Summe",
    "the element-wise product": "Das elementweise Produkt",
    "the element-wise quotient": "Der elementweise Quotient",
    "the element-wise power": "Die elementweise Potenz",
    "operands of one shape": "{what} braucht Operanden von gleicher Form: {sizes}.",
    "factors of one shape": "{what} braucht Operanden von gleicher Form: {sizes}; ein Matrizenprodukt schreibt man A @ B.",
    "one column": "{count} Spalte",
    "columns": "{count} Spalten",
    "one row": "{count} Zeile",
    "rows": "{count} Zeilen",
    "product does not fit": "Das Produkt {first} @ {second} passt nicht: {sizes}; als Matrix hat {first} {columns}, {second} "
    "hat {rows}.",
    "needs a square matrix": "{name} braucht eine quadratische Matrix: {sizes}.",
    "needs a scalar exponent": "matpow braucht einen skalaren Exponenten: {sizes}.",
    "needs a vector": "{name} braucht einen Vektor: {sizes}.",
    "inner of one shape": "inner braucht zwei Arrays von gleicher Form: {sizes}.",
    "stack takes scalars": "stack erwartet Skalare: {sizes}.",
    "indices that do not fit": "{count} Indizes passen nicht: {sizes}.",
    "index too large": "der Index {index} ist zu groß: {sizes}, und der erste Index ist 0.",
    "at a place": "{said}.\n{place}",
    "not a shape": "{given} ist keine Form",
    "how to write a shape": "schreibe \"scalar\", \"n\" oder \"m,n\"",
    "at most two dimensions": "eine Form hat höchstens zwei Dimensionen, und {given} hat {count}",
    "not a dimension": "{given} ist keine Dimension",
    "how to write a dimension": "schreibe einen Buchstaben, eine Zahl oder ein Produkt: n, 3, m*n",
    "what a dimension is": "eine Dimension ist eine positive Zahl oder ein Buchstabe",
    "no shape": "{name} hat keine Form",
    "variable without a shape": "die Variable {name} hat keine Form",
    "parameter without a shape": "der Parameter {name} hat keine Form",
    "neither shape nor function": "{name} hat keine Form und ist keine bekannte Funktion",
    "give it a shape": "gib ihm eine: {example}",
    "declare it": "gib ihm eine Form, oder schreibe es, wie es deklariert wurde",
    "no numbers": "für {name} fehlen die Zahlen",
    "numbers of another shape": "Die Zahlen für {name} sind kein Array der Form {shape}.",
    "numbers that do not fit": "{name} hat die Form {shape}, und {letter} ist {known}, nicht {size}.",
    "gradients of a scalar": "Gradienten gibt es von einem Skalar, und der Ausdruck hat die Form {shape}.",
}

MATRIX: Mapping[str, str] = {
    "not a layout": "{given} ist keine Anordnung",
    "known are": "bekannt sind {known}",
    "order of a matrix": "die Ordnung ist eine ganze Zahl von 1 bis {highest}, und {order} ist keine",
    "assumption without a shape": "über {name} wird etwas angenommen, aber es hat keine Form",
    "a dimension as variable": "{name} ist eine Dimension, eine ganze Zahl: Nach ihr kann man nicht ableiten",
    "the arrays are": "die Arrays sind {names}",
    "a dimension as array": "{name} ist eine Dimension und kann nicht auch ein Array bezeichnen",
    "another name": "gib einem davon einen anderen Namen",
    "assumption no word": "eine Annahme über {name} ist ein Wort, und {given} ist keines",
    "assumption of square matrices": "Über {name} wird {assumption} angenommen, und es hat die Form {shape}; das sagt man "
    "von quadratischen Matrizen.",
    "not NAME=VALUE": "{option} hat nicht die Form NAME=WERT",
    "for example": "zum Beispiel {example}",
    "comparison has no derivative": "Ein Vergleich hat keine Ableitung: {form}. Nimm where(c, a, b) oder step(a - b).",
    "third order by an array": "Eine Ableitung dritter oder höherer Ordnung nach einem Array hat mehr als zwei Indizes und "
    "ist keine Matrix; leite einen Eintrag ab oder eine skalare Funktion des Arrays.",
    "second order of an array": "Eine zweite Ableitung eines Arrays nach einem Array hat mehr als zwei Indizes und ist keine "
    "Matrix; leite einen Eintrag ab oder eine skalare Funktion des Arrays.",
    "structured of what": "structured=True ist für die erste Ableitung eines Skalars nach einer Matrix, die als symmetric, "
    "spd oder diagonal angenommen ist; hier hat der Ausdruck die Form {shape}, und über {name} ist angenommen: {assumed}.",
    "not confirmed": "Die numerische Probe bestätigt nicht, was für die Ableitung von {text} nach {name} gefunden wurde "
    "({reason}); es wird keine Antwort gegeben.",
    "gradients not confirmed": "Die numerische Probe bestätigt diese Gradienten nicht; es wird keine Antwort gegeben.",
    "gradients all 0": "Der Ausdruck hängt von keinem der Parameter ab, also sind alle Gradienten 0.",
    "network has no value": "Das Netz hat dort keinen Wert: {reason}.",
    "derivative of an entry": "Die Ableitung eines Eintrags ist ein Einheitsvektor, den diese Schreibweise nur für bekannte "
    "Dimensionen hat: Gib die Form von {name} in Zahlen an.",
    "no rule here": "Keine Regel ergibt hier die Ableitung von {form}.",
    "no rule for expm": "Keine Regel ergibt hier die Ableitung von {form}. Bekannt sind tr(expm(X)) und expm(t*A) nach einem "
    "Skalar t.",
    "no rule for matpow": "Keine Regel ergibt hier die Ableitung von {form}. Bekannt sind ganze Exponenten bis {most} und "
    "die Spur jeder Potenz.",
    "not in NumPy": "{form} hat in NumPy keine Entsprechung.",
    "parts of a matrix expression": "der Ausdruck hat mehr als {most} Teile",
    "open operations": "an einer Stelle sind mehr als {most} Rechnungen offen",
    "open brackets": "an einer Stelle sind mehr als {most} Klammern offen",
    "too many factors": "ein Produkt aus mehr als {most} Faktoren",
    "not in a matrix expression": "{written} wird in einem Matrixausdruck nicht gelesen",
    "not here in a matrix expression": "{written} wird hier in einem Matrixausdruck nicht gelesen",
    "function needs brackets": "{name} ist eine Funktion und braucht Klammern",
    "expression ends": "der Ausdruck endet, wo ein Wert gebraucht wird",
    "formula ends": "die Formel endet, wo ein Wert gebraucht wird",
    "this is not closed": "dieses {opened} ist nicht geschlossen",
    "bracket not closed": "eine Klammer ist nicht geschlossen",
    "brace not closed": "eine geschweifte Klammer ist nicht geschlossen",
    "value before": "vor {written} wird ein Wert gebraucht",
    "operator before": "vor {written} fehlt ein Rechenzeichen",
    "products of matrices": "schreibe A @ B für ein Matrizenprodukt, a*b für eines mit einem Skalar oder elementweise",
    "not a known function": "{name} ist keine bekannte Funktion",
    "nothing to close": "für {written} ist nichts offen",
    "comma between arguments": "ein Komma steht zwischen Argumenten",
    "comma in a function": "ein Komma steht zwischen den Argumenten einer Funktion",
    "does not close": "{written} schließt {opened} nicht",
    "index from 0": "ein Index ist eine ganze Zahl, gezählt ab 0",
    "takes 1 argument, not": "{name} erwartet ein Argument, nicht {count}",
    "takes arguments, not": "{name} erwartet {wanted} Argumente, nicht {count}",
    "from to": "{first} bis {last}",
    "takes dimensions": "{name} erwartet Dimensionen: Buchstaben, Zahlen und Produkte daraus",
    "power of a vector": "ein Vektor hat keine Potenz; elementweise ist es x**2",
    "exponent not read": "der Exponent {written} wird nicht gelesen",
    "norm not known": "die Norm mit dem Index {written} ist nicht bekannt",
    "known norms": "bekannt sind 1, 2 und F",
}

TABLES = (SHAPES, MATRIX)
