"""What is said of how an answer was checked, and of what cannot be done, in English."""

from __future__ import annotations

from collections.abc import Mapping

METHODS: Mapping[str, str] = {
    "not checked": "not checked",
    "not checked, because": "not checked: {reason}",
    "not checked on the curve": "not checked on the curve: {reason}",
    "different parts": "the two sides do not have the same parts",
    "too few points for both sides": "too few points were found where both sides have a value",
    "letters without a value": "it has letters without a value",
    "no point was found": "no point of it was found",
    "the derivatives are too long": "the derivatives are too long",
    "in ball arithmetic": "in ball arithmetic",
    "in ball arithmetic on power series": "in ball arithmetic on power series",
    "agrees": "{way}; {largest}",
    "agrees at points": "at {count} random points {way}; {largest}",
    "agrees on the curve": "at {count} points of the curve in ball arithmetic; {largest}",
    "each agrees by itself": "each of {count} results by itself, in ball arithmetic; {largest}",
    "largest difference": "largest difference {bound}",
    "no difference": "no difference",
    "differs": "{way}: different values",
    "differs at a point": "{way}: different values where {point}",
    "differs on the curve": "in ball arithmetic: different values at a point of the curve",
    "central differences": "central differences at random inputs, for two choices of the dimensions",
    "central differences along directions": "central differences along random directions at random inputs, for two choices "
    "of the dimensions",
}
"""How an answer was checked."""

VALUES: Mapping[str, str] = {
    "unknown function has no value": "{name} is a function of which only the name is known, so it has no value",
    "truth has no value": "{form} is true or false and has no value as a number",
    "no value as a number": "{form} has no value as a number",
    "derivative without a value": "a derivative that is still to be found has no value",
    "has no value": "{form} has no value where no symbol has a value",
    "has no value at a point": "{form} has no value where {point}",
    "no value is given": "no value is given for {name}",
    "function of so many arguments": "no value is known for {name} of {count} arguments",
    "not by a symbol": "cannot differentiate by {form}; differentiate by a symbol",
    "checked up to an order": "derivatives are checked up to order {most}",
    "too many operations": "checking this takes more than {most} operations",
    "no meaning here": "{name} has no meaning here: symdiff works with real elementary functions.",
    "no counterpart": "SymPy has no counterpart of {form}.",
    "no expression": "A {name} is no expression; give text or a SymPy expression.",
    "two symbols of one name": "Two different symbols of the expression are called {name}.",
}
"""Why something has no value, or no meaning."""

DIFFERENTIATING: Mapping[str, str] = {
    "no such language": "There is no language {given}: it is one of {known}.",
    "no such method": "There is no method {given}: it is one of {known}.",
    "no such layout": "There is no layout {given}: it is one of {known}.",
    "no such detail": "There is no detail {given}: it is one of {known}.",
    "no such reduction": "There is no reduction {given}: it is one of {known}.",
    "no such arithmetic": "There is no arithmetic {given}: it is one of {known}.",
    "no such leaves": "There are no leaves {given}: it is one of {known}.",
    "no such rule": "No rule is called {given}; symdiff rules lists them all.",
    "no such output": "There is no output {given}; there are {count}, counted from 0.",
    "order out of range": "The order {order} is not between 1 and {highest}.",
    "order or variables": "Give either an order or several variables, not both.",
    "an equation": "This is an equation; implicit differentiation takes it: symdiff implicit, sd.implicit.",
    "a list of components": "This is a list of components; its derivative is a Jacobian: symdiff jacobian, sd.jacobian.",
    "not a variable": "this is not a variable that can be differentiated by",
    "give a letter": "give a letter such as x",
    "no rule": "No rule gives the derivative of {name}: {form}.",
    "too long to go on": "Derivative {number} has more than {most} parts, too many to differentiate it again.",
    "expression has no value": "The expression has no value for any real number: something in it is divided by 0 or outside "
    "of its domain.",
    "derivative has no value": "The derivative has no value for any real number: something in it is divided by 0 or outside "
    "of its domain.",
    "logarithmic without the variable": "logarithmic differentiation needs an expression with {name} in it",
    "logarithm of a sum": "the logarithm of a sum does not split, so logarithmic differentiation is of no use here; "
    "differentiate term by term, by the rules",
    "logarithmic for products only": "logarithmic differentiation is for products, quotients and powers, and this is none of "
    "them; differentiate by the rules",
    "logarithmic up to so many factors": "logarithmic differentiation is shown for products of at most {most} factors",
}
"""What cannot be differentiated, or was wrongly asked for."""

SEVERAL: Mapping[str, str] = {
    "does not occur": "{name} does not occur, so the derivative is 0",
    "nothing depends on it": "{name} does not occur, so every derivative by it is 0",
    "the gradient is 0": "after {count} steps the gradient is 0, so no further step changes anything",
    "the run goes off": "the run goes off to infinity in step {number}: the rate is too large",
    "the function grew": "in step {number} the function grew: the step was too long for the linear model to hold",
    "taken to be 0": "no = was typed, so the expression is taken to be 0",
    "at its kink": "{name} = {kind} is at its kink, where its derivative is taken to be 0 by convention",
    "variable chosen": "{name} is taken as the variable, since none was named; --wrt or wrt= chooses {others} instead",
    "no inequality": "Implicit differentiation takes an equation with =, not an inequality.",
    "one equation": "Implicit differentiation takes one equation, not a list.",
    "two different variables": "The two variables must be different; both are {name}.",
    "function and variable": "{name} is used as a function and as a variable; give one of them another name.",
    "letter not in the equation": "The equation does not contain {name} (it contains {letters}); say which letter depends on "
    "which.",
    "no letter": "no letter",
    "equation determines nothing": "The equation holds or fails whatever {name} is, so it does not determine {name}.",
    "start too far": "The run cannot begin there: {name} is farther than {farthest} from 0.",
    "steps out of range": "The number of steps {steps} is not between 1 and {most}.",
    "rate not positive": "The rate must be positive; with a negative one the function would grow.",
    "run needs numbers": "{name} has no value; a run needs numbers only.",
    "outer functions with a variable": "The outer functions contain {name} itself beside the intermediate variables; the "
    "total derivative takes that (sd.total_derivative), or name it too: {name}0 = {name}.",
    "variable and intermediate": "{name} is both a variable and an intermediate variable; give one of them another name.",
    "no intermediate variable": "No intermediate variable is defined; give at least one, such as u=x^2.",
    "definitions in a circle": "The definitions go round in a circle: {names}.",
    "defined twice": "{name} is defined twice.",
    "not defined there": "The function is not defined where {place}.",
    "no derivative there": "The function has no derivative by {name} where {place}: it has a kink, a vertical tangent or the "
    "edge of its domain there.",
    "entries of the direction": "The direction has {count} entries, but there are {wanted} variables.",
    "direction depends": "The direction must not depend on the variables.",
    "direction is 0": "The direction is 0 and points nowhere.",
    "the gradient": "gradient",
    "the jacobian": "jacobian",
    "the hessian": "hessian",
    "matrix too large": "The {kind} has {count} entries; at most {most} are worked out one by one. The computation graph "
    "finds them all at once: symdiff graph, sd.graph(...).jacobian().",
    "parameter like a coordinate": "The parameter must not be called {name}, like a coordinate; give it another letter, such "
    "as t.",
    "vertical line": "x does not change with the parameter: the curve is a vertical line and has no slope.",
    "coordinates of a curve": "Each coordinate is one function of the parameter: parametric('cos t', 'sin t').",
    "which parameter": "Which of {names} is the parameter? Name it: t={first}.",
    "no functions": "The list of functions is empty.",
    "no variable": "There is no variable to differentiate by; name one, such as wrt=x.",
    "named twice": "The variable {name} is named twice.",
    "components not variables": "The components of {name} are not variables, so nothing can be differentiated by them.",
    "gradient": "gradient",
    "Hessian": "Hessian",
    "total derivative": "total derivative",
    "linear model": "linear model",
    "directional derivative": "directional derivative",
    "of one function": "A {kind} is of one function; several have a Jacobian: symdiff jacobian, sd.jacobian.",
    "how to define": "a definition is written as u=x^2",
    "name=expression": "name=expression",
    "no list": "No letter stands for a list; name one, such as x=x1,x2.",
    "lists of equal length": "An element-wise operation needs lists of equal length, but {told} components.",
    "has so many": "{name} has {length}",
    "not a number": "The value of {name} must be a number.",
    "not a finite number": "The value of {name} must be a finite number.",
    "not rational": "The {name} must be a rational number.",
    "start not rational": "The coordinates of the start must be rational numbers.",
    "point not rational": "The coordinates of the point must be rational numbers.",
    "point without a value": "The point gives no value for {name}.",
    "point without a value, write": "The point gives no value for {name}; write it as {name}=2.",
    "not on the curve": "The point {point} does not lie on the curve.",
    "equation has no value": "The equation has no value at {point}.",
    "how to write a point": "a point is written as x=2",
    "name=value": "name=value, separated by commas",
    "only variables have values": "only a variable can be given a value",
    "node not defined": "{name} is not defined where {place}.",
    "node without slope": "{name} has a kink, a jump or a vertical tangent, and so no derivative, where {place}.",
    "node and its meaning": "{reason}. Here {name} = {meaning}.",
    "too many paths": "There are {number} paths to {name}; at most {most} are listed.",
    "graph too large": "With a leaf for each use the graph has more than {most} nodes.",
    "not one of the variables": "{name} is not one of the variables {known}.",
}
"""The same of several variables, of curves, graphs and points; and what there is to know beside a result."""

GRADING: Mapping[str, str] = {
    "no such demand": "There is no demand {given}: it is one of {known}.",
    "no such tolerance": "A tolerance is a number from 0 up, not {given}.",
    "entries of a matrix": "A matrix may have at most {most} entries.",
    "rows of one length": "the rows of the matrix are not of one length",
    "derivatives as a list": "the answer is {height} by {width} derivatives; write them as a list: [2x, 3y]",
    "too many lines": "A working may have at most {most} lines, and this has {count}.",
    "an inequality": "This is an inequality; an expression or an equation can be differentiated.",
    "order not the number of variables": "The order {order} is not the number of variables; leave it out, or name one "
    "variable.",
    "no trust in the derivative": "symdiff does not trust its own derivative of this problem, so it judges no answer.",
    "higher derivatives by one variable": "Higher derivatives of several functions are checked by one variable only; name it "
    "with wrt=.",
    "matrix of derivatives too large": "A matrix of more than {most} derivatives is not checked.",
    "which letter depends": "Which letter of the equation depends on which is not clear; name the variable with wrt=.",
    "problem not checked": "The problem cannot be checked: {reason}.",
    "too much memory": "This takes more memory than is allowed.",
    "too much time": "This was not decided within {seconds} seconds.",
    "worker died": "The process that worked on this has died.",
    "no worker starts": "The worker processes of symdiff cannot be started.",
    "row without a column": "A row has no {name}; it has {names}.",
    "nothing": "nothing",
    "order not a number": "The order of a row is not a number: {given}.",
    "points not a number": "The points of a row are not a number: {given}.",
    "too many columns": "The rows have more than {most} different columns.",
    "no CSV in a line": "line {number} is not readable as CSV: {reason}",
    "no JSON in a line": "line {number} is not readable as JSON",
    "no JSON object": "line {number} is not a JSON object",
    "no Parquet": "{file} is not readable as Parquet: {reason}",
    "Parquet from a file": "Parquet is read from a file, not from standard input.",
    "Parquet to a file": "Parquet is written to a file: give -o FILE.",
    "Parquet needs pyarrow": "Parquet needs pyarrow, which is not installed: pip install \"symdiff[parquet]\".",
    "every worker died": "Every worker of the cluster that was given this has died.",
    "another version": "The workers at {address} need symdiff in the same version: {reason}.",
    "cluster cannot check": "The cluster at {address} cannot check answers: {reason}.",
    "cluster without workers": "The cluster at {address} has no workers: start some with dask worker {address}.",
    "connection lost": "The connection to the cluster at {address} was lost.",
    "a cluster needs distributed": "Grading on a cluster needs distributed, which is not installed: pip install "
    "\"symdiff[dask]\".",
    "no scheduler": "There is no Dask scheduler at {address} (none answered within {seconds} seconds); an address is written "
    "like tcp://127.0.0.1:8786.",
    "the service needs": "The service needs {name}, which is not installed: pip install \"symdiff[service]\".",
}
"""What is said of problems, rows and tables that cannot be checked."""

FILES: Mapping[str, str] = {
    "no such file": "No such file or directory",
    "not allowed": "Permission denied",
    "a folder": "Is a directory",
    "cannot be read": "{file} cannot be read: {reason}.",
    "cannot be written": "{file} cannot be written: {reason}.",
    "cannot be used": "{file} cannot be read or written: {reason}.",
    "many problems, one file": "Many problems cannot go to one file; redirect standard output instead.",
    "no JSON": "this is not JSON: {reason}",
    "no derivation": "this is not a derivation in JSON: {reason}",
    "version of JSON": "this is version {version} of the format; version {known} can be read",
    "plot of one variable": "Only functions of one variable are drawn with their tangent line.",
    "plot of runs": "Only runs in one or two variables can be drawn.",
    "plot needs a value": "{name} has no value, so nothing can be drawn.",
    "ending of a plot": "A plot is written to a file ending in {known}, not {given}.",
    "plots need matplotlib": "Plots need matplotlib, which is not installed: pip install \"symdiff[plot]\".",
}
"""What is amiss with files."""

TABLES = (METHODS, VALUES, DIFFERENTIATING, SEVERAL, GRADING, FILES)
