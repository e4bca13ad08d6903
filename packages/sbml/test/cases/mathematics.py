"""Every operation of MathML that is read, each as an assignment rule over the time."""

import math

from case import case, cell

CASES = []


def add(title, formula, expected, duration=4, shift=0.0, **options):
    document = cell(**options).par("x", constant=False).par("z", constant=False).ar("x", f"time + {shift}").ar("z", formula)
    CASES.append(case(title, document, duration, {"z": lambda t: expected(t + shift)}))


def logic(formula, expected):
    add(f"logic: {formula}", f"piecewise(1, {formula}, 0)", lambda x: 1.0 if expected(x) else 0.0, shift=0.25)


add("abs", "abs(x - 2)", lambda x: abs(x - 2), shift=0.3)
add("exp", "exp(-x)", lambda x: math.exp(-x))
add("ln", "ln(x)", math.log, shift=0.5)
add("log to base 10", "log10(x)", math.log10, shift=0.5)
add("log to base 2", "log(2, x)", math.log2, shift=0.5)
add("square root", "sqrt(x)", math.sqrt, shift=0.5)
add("third root", "root(3, x)", lambda x: x ** (1 / 3), shift=0.5)
add("whole power", "x^3", lambda x: x**3)
add("power of a power", "x^2^3", lambda x: x**8, duration=2)
add("broken power", "x^1.7", lambda x: x**1.7, shift=0.5)
add("negative power", "x^(-2)", lambda x: x**-2, shift=0.5)
add("power of the time", "2^x", lambda x: 2**x)
add("floor", "floor(x)", math.floor, shift=0.3)
add("ceiling", "ceil(x)", math.ceil, shift=0.3)
add("floor of negative numbers", "floor(-x)", lambda x: math.floor(-x), shift=0.3)
add("sin", "sin(3*x)", lambda x: math.sin(3 * x))
add("cos", "cos(3*x)", lambda x: math.cos(3 * x))
add("tan", "tan(x/4)", lambda x: math.tan(x / 4))
add("sec", "sec(x/4)", lambda x: 1 / math.cos(x / 4))
add("csc", "csc(x/4)", lambda x: 1 / math.sin(x / 4), shift=0.5)
add("cot", "cot(x/4)", lambda x: 1 / math.tan(x / 4), shift=0.5)
add("sinh", "sinh(x)", math.sinh)
add("cosh", "cosh(x)", math.cosh)
add("tanh", "tanh(x - 2)", lambda x: math.tanh(x - 2))
add("tanh of large numbers", "tanh(1000*x)", lambda x: math.tanh(1000 * x), shift=0.5)
add("coth", "coth(x)", lambda x: 1 / math.tanh(x), shift=0.5)
add("sech", "sech(x)", lambda x: 1 / math.cosh(x))
add("csch", "csch(x)", lambda x: 1 / math.sinh(x), shift=0.5)
add("arcsinh", "arcsinh(x)", math.asinh)
add("arccosh", "arccosh(x)", math.acosh, shift=1.5)
add("arctanh", "arctanh(x/5)", lambda x: math.atanh(x / 5))
add("min of three", "min(x, 2, 5 - x)", lambda x: min(x, 2, 5 - x), shift=0.3)
add("max of three", "max(x, 2, 5 - x)", lambda x: max(x, 2, 5 - x), shift=0.3)
add("quotient", "quotient(7*x, 2)", lambda x: math.trunc(7 * x / 2), shift=0.3)
add("remainder", "rem(7*x, 2)", lambda x: math.fmod(7 * x, 2), shift=0.3)
add("quotient of negative numbers", "quotient(-7*x, 2)", lambda x: math.trunc(-7 * x / 2), shift=0.3)
add("pi and e", "pi*x + exponentiale", lambda x: math.pi * x + math.e)
add("numbers with exponents", "1.5e-3*x + 2.5e2", lambda x: 1.5e-3 * x + 2.5e2)
add("rational numbers", "(7/8)*x + (3/5)", lambda x: 7 / 8 * x + 3 / 5)
add("Avogadro's number", "x*avogadro/6.02214179e23", lambda x: x * 6.02214076e23 / 6.02214179e23)
add("a negative number", "-2.5*x - -3", lambda x: -2.5 * x + 3)
add("subtraction from the left", "10 - x - (3 - x) - 2*(1 - x)", lambda x: 10 - x - (3 - x) - 2 * (1 - x))
add("division from the left", "24/(x + 1)/(x + 2)/((x + 3)/(x + 4))", lambda x: 24 / (x + 1) / (x + 2) / ((x + 3) / (x + 4)))
add("minus before a power", "-x^2 + (-x)^2 + 2^(-x)", lambda x: 2**-x)
add("a choice of three", "piecewise(1, x < 1, 2, x < 2, 3)", lambda x: 1 if x < 1 else 2 if x < 2 else 3, shift=0.3)
add("a choice within a choice", "piecewise(piecewise(1, x < 1, 5), x < 2, 3)", lambda x: (1 if x < 1 else 5) if x < 2 else 3, shift=0.3)
logic("x < 2 && x > 1", lambda x: 1 < x < 2)
logic("x < 1 || x > 3", lambda x: x < 1 or x > 3)
logic("!(x < 2)", lambda x: not x < 2)
logic("xor(x < 2, x < 3)", lambda x: (x < 2) != (x < 3))
logic("implies(x < 3, x < 2)", lambda x: not x < 3 or x < 2)
logic("x >= 1 && x <= 3 && x != 2.25", lambda x: 1 <= x <= 3 and x != 2.25)
logic("floor(x) == 2", lambda x: math.floor(x) == 2)
logic("floor(x) != 2", lambda x: math.floor(x) != 2)
logic("lt(1, x, 3)", lambda x: 1 < x < 3)
logic("true && !false && x < 2", lambda x: x < 2)
