"""Was zu einem Fehler gesagt wird, auf Deutsch."""

from __future__ import annotations

from collections.abc import Mapping

MISTAKES: Mapping[str, str] = {
    "arithmetic-slip": "Hier stimmt eine Zahl nicht: Du hast dich verrechnet.",
    "basic-function-not-differentiated": "Du hast {about} nicht abgeleitet, sondern stehen gelassen.",
    "cancelled-in-sum": "Du hast aus einer Summe gekürzt: Kürzen kann man nur einen Faktor des ganzen Zählers.",
    "cancelled-in-sum: one term": "Du hast nur in einem Summanden gekürzt.",
    "chain-rule-added-inner-derivative": "Du hast die innere Ableitung addiert: Nach der Kettenregel wird mit ihr multipliziert.",
    "chain-rule-divided-by-inner-derivative": "Du hast durch die innere Ableitung geteilt: Nach der Kettenregel wird mit ihr "
    "multipliziert.",
    "chain-rule-inner-derivative-twice": "Du hast zweimal mit der inneren Ableitung multipliziert.",
    "chain-rule-inner-left-in-place": "Du hast mit der inneren Funktion selbst multipliziert: Nach der Kettenregel wird mit "
    "ihrer Ableitung multipliziert.",
    "chain-rule-missing-inner-derivative": "Du hast die äußere Funktion abgeleitet, aber der Faktor aus der Kettenregel, die "
    "innere Ableitung, fehlt.",
    "chain-rule-missing-inner-derivative: slope": "Die eine Variable hängt von der anderen ab: Wo sie abgeleitet wird, kommt "
    "ihre Ableitung als Faktor hinzu.",
    "chain-rule-missing-inner-derivative: and the sign": "Der Faktor aus der Kettenregel, die innere Ableitung, fehlt, und das "
    "Vorzeichen stimmt nicht.",
    "chain-rule-missing-inner-derivative: denominator": "Die Ableitung des Nenners fehlt als Faktor: (c/g)′ = −c·g′/g².",
    "chain-rule-missing-inner-derivative: link": "Ein Faktor aus der Kettenregel fehlt: Jede Funktion der Kette wird abgeleitet.",
    "constant-factor-differentiated": "Ein konstanter Faktor bleibt stehen: Nur ein konstanter Summand hat die Ableitung 0.",
    "constant-factor-differentiated: taken for 1": "Du hast einen konstanten Faktor zu 1 abgeleitet: Er bleibt einfach stehen.",
    "constant-factor-squared": "Du hast einen konstanten Nenner quadriert: Ein konstanter Faktor bleibt einfach stehen.",
    "constant-not-dropped": "Du hast einen konstanten Summanden behalten: Seine Ableitung ist 0.",
    "constant-not-dropped: taken for 1": "Du hast einen konstanten Summanden zu 1 abgeleitet: Seine Ableitung ist 0.",
    "constant-treated-as-variable": "Eine Potenz einer Konstanten ist eine Konstante: Ihre Ableitung ist 0.",
    "constant-treated-as-variable: factor": "Du hast einen konstanten Faktor abgeleitet: Eine Potenz einer Konstanten bleibt "
    "einfach stehen.",
    "dependent-variable-treated-as-constant": "Du hast die abhängige Variable wie eine Konstante behandelt, aber sie hat eine "
    "Ableitung.",
    "derivative-squared": "Du hast die Ableitung quadriert.",
    "derivative-taken-inside": "Du hast die innere Ableitung in die Funktion eingesetzt: Sie gehört als Faktor davor.",
    "derivative-taken-inside: inside as well": "Du hast die innere Ableitung in die Funktion eingesetzt: Innen bleibt g(x) "
    "stehen.",
    "derivative-taken-inside: only inside": "Du hast nur innen abgeleitet: Auch die äußere Funktion muss abgeleitet werden.",
    "differentiated-once-only": "Das ist die erste Ableitung: Du musst noch einmal ableiten.",
    "differentiated-reciprocal": "Du hast den Kehrwert abgeleitet: Zähler und Nenner sind vertauscht.",
    "differentiated-twice": "Du hast einmal zu oft abgeleitet.",
    "differentiated-twice-too-often": "Du hast zweimal zu oft abgeleitet.",
    "distribution-slip": "Du hast nur einen Summanden der Klammer mit dem Faktor davor multipliziert.",
    "dropped-constant-multiple": "Ein konstanter Faktor ist verloren gegangen: Er bleibt beim Ableiten stehen.",
    "dropped-constant-multiple-and-sign": "Ein konstanter Faktor ist verloren gegangen, und ein Vorzeichen stimmt nicht.",
    "dropped-constant-multiple: exponent": "Der Exponent muss als Faktor nach vorn: Die Ableitung von xⁿ ist n·xⁿ⁻¹.",
    "dropped-constant-multiple: square root": "Der Faktor 1/2 fehlt: Die Ableitung von √x ist 1/(2·√x).",
    "dropped-factor": "Ein Faktor der Aufgabe ist unterwegs verloren gegangen.",
    "dropped-factor: denominator": "Ein konstanter Nenner der Aufgabe ist unterwegs verloren gegangen.",
    "exponent-raised": "Du hast den Exponenten um eins erhöht: Beim Ableiten wird er um eins kleiner.",
    "exponent-raised: reciprocal power": "Der Exponent ging in die falsche Richtung: Aus −n wird −n − 1, nicht −n + 1.",
    "exponent-sign-lost": "Der Exponent hat das falsche Vorzeichen: Er ist n − 1, auch wenn das negativ ist.",
    "exponential-divides-by-log": "Du hast durch den Logarithmus der Basis geteilt: Die Ableitung von aˣ ist aˣ·ln(a).",
    "exponential-missing-log": "Der Logarithmus der Basis fehlt: Die Ableitung von aˣ ist aˣ·ln(a).",
    "exponential-missing-log: of the variable": "Es muss der Logarithmus der Basis sein: Die Ableitung von aˣ ist aˣ·ln(a).",
    "exponential-rule-on-power": "Du hast die Basis wie eine Konstante behandelt, aber die Variable kommt in ihr vor.",
    "exponential-rule-on-power: constant exponent": "Du hast abgeleitet, als stünde die Variable im Exponenten; sie steht in der "
    "Basis.",
    "function-treated-as-linear": "Du hast die Funktion auf die Summanden verteilt, als wäre f(a + b) gleich f(a) + f(b).",
    "inner-function-lost-outside-derivative-at-x": "Die innere Funktion ist verloren gegangen: Die äußere Ableitung wird an der "
    "Stelle g(x) genommen, f′(g(x)), nicht an der Stelle x.",
    "integrated-instead": "Du hast integriert: Die Ableitung deiner Antwort ist die Aufgabe selbst.",
    "integrated-instead: part": "Hier hast du integriert statt abzuleiten.",
    "inverse-function-confused": "arc{about} ist die Umkehrfunktion von {about}, nicht der Kehrwert.",
    "log-base-forgotten": "Du hast die Basis des Logarithmus vergessen: Die Ableitung von log_a(x) ist 1/(x·ln(a)).",
    "log-base-forgotten: above": "Der Logarithmus der Basis gehört in den Nenner: Die Ableitung von log_a(x) ist 1/(x·ln(a)).",
    "log-base-forgotten: factor": "Im Nenner steht der Logarithmus der Basis: Die Ableitung von log_a(x) ist 1/(x·ln(a)).",
    "log-base-forgotten: natural": "Du hast ln für einen Logarithmus zu einer anderen Basis gehalten: Die Ableitung von ln ist "
    "1/x.",
    "missing-parentheses": "Eine Klammer ist verloren gegangen: Was vor ihr steht, oder ihr Exponent, gehört zu allem in ihr.",
    "missing-parentheses: minus": "Du hast nur bei einem Summanden das Vorzeichen geändert: Das Minus gilt für die "
    "ganze Klammer.",
    "not-differentiated": "Das ist die Aufgabe selbst: Du hast noch nicht abgeleitet.",
    "not-differentiated: coordinates": "Du hast die Koordinaten selbst geteilt: dy/dx ist der Quotient ihrer Ableitungen.",
    "one-coordinate-only": "Du hast nur eine Koordinate abgeleitet: dy/dx ist die Ableitung von y nach dem Parameter, geteilt "
    "durch die von x.",
    "outer-function-lost": "Du hast nur innen abgeleitet: Die äußere Funktion ist verloren gegangen.",
    "outer-function-not-differentiated": "Du hast die äußere Funktion stehen gelassen: Auch sie muss abgeleitet werden.",
    "parameter-treated-as-variable": "Du hast auch nach einem Parameter abgeleitet: Er ist hier eine Konstante.",
    "power-not-reduced": "Du hast den Exponenten nicht verringert: Die Ableitung von xⁿ ist n·xⁿ⁻¹.",
    "power-not-reduced: reciprocal power": "Du hast den Exponenten nicht verringert: Der von 1/xⁿ ist −n, und eins weniger ist "
    "−n − 1.",
    "power-not-reduced: root lost": "Die Wurzel ist verloren gegangen: Die Ableitung von √x ist 1/(2·√x).",
    "power-not-reduced: square root": "Du hast den Exponenten nicht verringert: Eine Quadratwurzel ist die Potenz mit dem "
    "Exponenten 1/2.",
    "power-of-sum": "Du hast jeden Summanden einzeln potenziert: (a + b)ⁿ ist nicht aⁿ + bⁿ.",
    "power-of-sum: root": "Du hast aus jedem Summanden einzeln die Wurzel gezogen: √(a + b) ist nicht √a + √b.",
    "power-rule-exponent-lost": "Der Exponent n − 1 fehlt: Die Ableitung von xⁿ ist n·xⁿ⁻¹.",
    "power-rule-on-exponential": "Du hast die Potenzregel benutzt, aber die Variable steht im Exponenten.",
    "power-rule-on-exponential: both vary": "Du hast die Potenzregel benutzt, aber der Exponent ist nicht konstant.",
    "power-rule-wrong-coefficient": "Du hast den Exponenten verringert, bevor du ihn nach vorn geholt hast: Der Faktor ist der "
    "alte Exponent.",
    "power-rule-wrong-coefficient: divided": "Du hast durch den Exponenten geteilt: Die Ableitung von xⁿ ist n·xⁿ⁻¹.",
    "power-rule-wrong-coefficient: not the exponent": "Der Faktor vorn ist nicht der alte Exponent: Die Ableitung von xⁿ ist "
    "n·xⁿ⁻¹.",
    "power-rule-wrong-coefficient: square root": "Der Faktor ist 1/2: Die Ableitung von √x ist 1/(2·√x).",
    "product-rule-as-product-of-derivatives": "Du hast die beiden Ableitungen multipliziert: Die Ableitung eines Produkts ist "
    "f′·g + f·g′.",
    "product-rule-as-sum-of-derivatives": "Du hast die beiden Ableitungen addiert: Die Ableitung eines Produkts ist f′·g + f·g′.",
    "product-rule-factor-not-differentiated": "In einem Summanden der Produktregel hast du keinen der Faktoren abgeleitet.",
    "product-rule-minus-sign": "Du hast in der Produktregel subtrahiert: Ihre beiden Summanden werden addiert.",
    "product-rule-mispaired": "Du hast jede Ableitung mit ihrem eigenen Faktor multipliziert: In der Produktregel gehört sie zum "
    "anderen, f′·g + f·g′.",
    "product-rule-missing-term": "Ein Summand der Produktregel fehlt: Sie lautet f′·g + f·g′.",
    "product-rule-on-quotient": "Du hast die Produktregel auf einen Quotienten angewandt.",
    "product-rule-quotient-mixed": "Du hast die Quotientenregel auf ein Produkt angewandt.",
    "quotient-rule-as-quotient-of-derivatives": "Du hast die beiden Ableitungen durcheinander geteilt: Die Ableitung eines "
    "Quotienten ist (f′·g − f·g′)/g².",
    "quotient-rule-as-quotient-of-derivatives: constant numerator": "Du hast nur den Nenner abgeleitet: Die Ableitung von c/g "
    "ist −c·g′/g².",
    "quotient-rule-as-quotient-of-derivatives: numerator without a variable": "Du hast die Ableitungen durcheinander geteilt: "
    "Die Ableitung von c/g ist −c·g′/g², auch wenn die von c gleich 0 ist.",
    "quotient-rule-as-quotient-of-derivatives: power": "Du hast nur den Nenner abgeleitet: Die Ableitung von 1/xⁿ ist "
    "−n/xⁿ⁺¹.",
    "quotient-rule-denominator-is-derivative-squared": "Du hast die Ableitung des Nenners quadriert: In der Quotientenregel wird "
    "durch g² selbst geteilt.",
    "quotient-rule-denominator-is-numerator-squared": "Du hast durch das Quadrat des Zählers geteilt: In der Quotientenregel "
    "wird durch das Quadrat des Nenners geteilt.",
    "quotient-rule-denominator-missing": "Der Nenner der Quotientenregel, g², fehlt.",
    "quotient-rule-denominator-not-squared": "Du hast den Nenner nicht quadriert: In der Quotientenregel wird durch g² geteilt.",
    "quotient-rule-denominator-not-squared: constant numerator": "Du hast den Nenner nicht quadriert: Die Ableitung von c/g ist "
    "−c·g′/g².",
    "quotient-rule-mispaired": "Du hast jede Ableitung mit ihrer eigenen Funktion multipliziert: Der Zähler der Quotientenregel "
    "ist f′·g − f·g′.",
    "quotient-rule-missing-term": "Ein Glied der Quotientenregel fehlt: Ihr Zähler ist f′·g − f·g′.",
    "quotient-rule-order-swapped": "Du hast die beiden Glieder der Quotientenregel vertauscht: Ihr Zähler ist f′·g − f·g′.",
    "quotient-rule-plus-sign": "Du hast in der Quotientenregel addiert: Ihr Zähler ist f′·g − f·g′.",
    "quotient-rule-plus-sign: constant numerator": "Das Minuszeichen fehlt: Die Ableitung von c/g ist −c·g′/g².",
    "rates-multiplied": "Du hast die beiden Ableitungen multipliziert: dy/dx ist die Ableitung von y nach dem Parameter, geteilt "
    "durch die von x.",
    "reciprocal-of-derivative": "Das ist der Kehrwert der Ableitung.",
    "reciprocal-of-derivative: slope": "Das ist dx/dy: dy/dx ist die Ableitung von y nach dem Parameter, geteilt durch die von "
    "x.",
    "second-derivative-as-square": "Du hast die erste Ableitung quadriert: Die zweite Ableitung ist die Ableitung der ersten.",
    "second-rates-divided": "Du hast die zweiten Ableitungen durcheinander geteilt: dy/dx wird nach dem Parameter abgeleitet und "
    "dann durch die Ableitung von x geteilt.",
    "slope-not-divided": "Du hast noch nicht geteilt: Der Faktor bei der Ableitung muss in den Nenner.",
    "slope-not-divided: again": "Die zweite Ableitung nach x ist die Ableitung von dy/dx nach dem Parameter, noch einmal geteilt "
    "durch die von x.",
    "sum-rule-missing-term": "Die Ableitung eines Summanden fehlt.",
    "sum-rule-missing-term: left as it was": "Du hast einen Summanden nicht abgeleitet, sondern stehen gelassen.",
    "sum-rule-sign": "Vor einem Summanden steht das falsche Vorzeichen.",
    "wrong-basic-derivative": "Du hast für {about} die Ableitung einer anderen Funktion genommen.",
    "wrong-basic-derivative: arcsin": "Die Ableitung von arcsin(x) ist 1/√(1 − x²).",
    "wrong-basic-derivative: arcsin root": "Die Ableitung von arcsin(x) ist 1/√(1 − x²): Die Wurzel ist verloren gegangen.",
    "wrong-basic-derivative: arcsin sign": "Die Ableitung von arcsin(x) ist 1/√(1 − x²), mit einem Minus.",
    "wrong-basic-derivative: arctan inside": "Du hast tan abgeleitet; die Ableitung von arctan(x) ist 1/(1 + x²).",
    "wrong-basic-derivative: arctan root": "Die Ableitung von arctan(x) ist 1/(1 + x²), ohne Wurzel.",
    "wrong-basic-derivative: arctan sign": "Die Ableitung von arctan(x) ist 1/(1 + x²), mit einem Plus.",
    "wrong-basic-derivative: csc": "Die Ableitung von csc(x) ist −csc(x)·cot(x): Ein Faktor ist verloren gegangen.",
    "wrong-basic-derivative: sec": "Die Ableitung von sec(x) ist sec(x)·tan(x): Ein Faktor ist verloren gegangen.",
    "wrong-basic-derivative: cot": "Die Ableitung von cot(x) ist −csc(x)²: Das Quadrat ist verloren gegangen.",
    "wrong-basic-derivative: ln": "Die Ableitung von ln(x) ist 1/x.",
    "wrong-basic-derivative: tan": "Die Ableitung von tan(x) ist sec(x)²: Das Quadrat ist verloren gegangen.",
    "wrong-coefficient": "Ein konstanter Faktor ist falsch; alles andere stimmt.",
    "wrong-coefficient: term": "Der Koeffizient eines Summanden ist falsch.",
    "wrong-constant-term": "Deine Antwort unterscheidet sich von der Ableitung nur um eine Konstante.",
    "wrong-sign": "Das Vorzeichen ist falsch: Deine Antwort ist das Negative der Ableitung.",
    "wrong-sign-basic-derivative": "In der Ableitung von {about} ist das Vorzeichen falsch.",
    "wrong-sign-basic-derivative: exponential": "Die Ableitung von eˣ ist eˣ, mit einem Plus.",
    "wrong-sign-basic-derivative: exponential of base": "Die Ableitung von aˣ ist aˣ·ln(a), mit einem Plus.",
    "wrong-sign-basic-derivative: logarithm": "Die Ableitung von ln(x) ist 1/x, mit einem Plus.",
    "wrong-sign-inner-derivative": "In der inneren Ableitung ist das Minus verloren gegangen.",
    "wrong-sign: changed": "Du hast unterwegs ein Vorzeichen der Aufgabe geändert.",
    "wrong-sign: copied": "Ein Minus der Aufgabe ist unterwegs verloren gegangen.",
    "wrong-sign: lost": "Du hast ein Minus verloren.",
    "wrong-sign: moved": "Ein Summand, der auf die andere Seite gebracht wird, wechselt sein Vorzeichen.",
    "wrong-sign: power": "Bei einer Potenzregel ist das Vorzeichen falsch.",
    "wrong-sign: reciprocal power": "Das Vorzeichen ist falsch: Der Exponent von 1/xⁿ ist −n, und er kommt mit seinem "
    "Vorzeichen nach vorn.",
    "wrong-sign: root": "In der Ableitung einer Wurzel ist das Vorzeichen falsch.",
    "wrong-sign: square root": "Die Ableitung von √x ist 1/(2·√x), mit einem Plus.",
    "wrong-variable": "Du hast nach einem anderen Buchstaben abgeleitet, als verlangt war.",
}

TABLES = (MISTAKES,)
