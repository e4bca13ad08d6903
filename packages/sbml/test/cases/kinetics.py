"""Reactions: orders, stoichiometries, compartments, amounts and concentrations."""

from math import exp

from case import Document, case, cell, solved

CASES = []


def add(*given, **options):
    CASES.append(case(*given, **options))


decay = lambda t: exp(-t)

add("decay of a concentration", cell().sp("A", conc=1).par("k", 1).rx("r", "A ->", "k*A*c"), 4, {"A": decay})
add("decay in a compartment of size 2", cell(2).sp("A", conc=3).par("k", 1).rx("r", "A ->", "k*A*c"), 4, {"A": lambda t: 3 * exp(-t)})
add("rate in amounts, size 0.5", cell(0.5).sp("A", conc=3).par("v", 0.2).rx("r", "A ->", "v"), 4, {"A": lambda t: 3 - 0.4 * t})
add("decay of an amount", cell(2).sp("A", amt=3, only=True).par("k", 0.5).rx("r", "A ->", "k*A"), 4, {"A": lambda t: 3 * exp(-t / 2)}, amount=["A"])
add("initial amount read as a concentration", cell(4).sp("A", amt=2).par("k", 0.5).rx("r", "A ->", "k*A*c"), 4, {"A": lambda t: 0.5 * exp(-t / 2)})
add("amount of a species read as a concentration", cell(4).sp("A", conc=2).par("k", 0.5).rx("r", "A ->", "k*A*c"), 4, {"A": lambda t: 8 * exp(-t / 2)}, amount=["A"])
add("initial concentration of an amount", cell(4).sp("A", conc=2, only=True).par("k", 0.5).rx("r", "A ->", "k*A"), 4, {"A": lambda t: 8 * exp(-t / 2)}, amount=["A"])
add("conversion", cell().sp("A", conc=1).sp("B", conc=0).par("k", 1).rx("r", "A -> B", "k*A*c"), 4, {"A": decay, "B": lambda t: 1 - exp(-t)})
add("conversion there and back", cell().sp("A", conc=1).sp("B", conc=0).par("f", 2).par("b", 1).rx("r", "A -> B", "c*(f*A - b*B)"), 2, {"A": lambda t: 1 / 3 + 2 / 3 * exp(-3 * t), "B": lambda t: 2 / 3 - 2 / 3 * exp(-3 * t)})
add("there and back as two reactions", cell(3).sp("A", conc=1).sp("B", conc=0).par("f", 2).par("b", 1).rx("r1", "A -> B", "c*f*A").rx("r2", "B -> A", "c*b*B"), 2, {"A": lambda t: 1 / 3 + 2 / 3 * exp(-3 * t)})
add("two equal partners", cell().sp("A", conc=1).sp("B", conc=1).sp("C", conc=0).par("k", 2).rx("r", "A + B -> C", "k*A*B*c"), 4, {"A": lambda t: 1 / (1 + 2 * t), "C": lambda t: 1 - 1 / (1 + 2 * t)})


def unequal(t):
    # d/dt x = (2 - x)(1 - x)
    e = exp(-t)
    return 2 * (1 - e) / (2 - e)


add("two unequal partners", cell().sp("A", conc=2).sp("B", conc=1).sp("C", conc=0).par("k", 1).rx("r", "A + B -> C", "k*A*B*c"), 4, {"A": lambda t: 2 - unequal(t), "B": lambda t: 1 - unequal(t), "C": unequal})
add("dimerisation", cell().sp("A", conc=1).sp("B", conc=0).par("k", 1).rx("r", "2 A -> B", "k*A^2*c"), 4, {"A": lambda t: 1 / (1 + 2 * t), "B": lambda t: 0.5 - 0.5 / (1 + 2 * t)})
add("stoichiometry 3", cell().sp("A", conc=1).sp("B", conc=0).par("k", 1).rx("r", "A -> 3 B", "k*A*c"), 3, {"B": lambda t: 3 * (1 - exp(-t))})
add("stoichiometry 0.5", cell().sp("A", conc=1).sp("B", conc=0).par("k", 1).rx("r", "A -> 0.5 B", "k*A*c"), 3, {"B": lambda t: 0.5 * (1 - exp(-t))})
add("a species on both sides", cell().sp("A", conc=1).sp("B", conc=0).par("k", 1).rx("r", "2 A -> A + B", "k*A*c"), 3, {"A": decay, "B": lambda t: 1 - exp(-t)})
add("a reactant named twice", cell().sp("A", conc=1).sp("B", conc=0).par("k", 1).rx("r", "A + A -> B", "k*A*c"), 2, {"A": lambda t: exp(-2 * t), "B": lambda t: (1 - exp(-2 * t)) / 2})
add("a catalyst as modifier", cell().sp("A", conc=1).sp("E", conc=0.5).par("k", 2).rx("r", "A ->", "k*E*A*c"), 3, {"A": decay, "E": lambda t: 0.5})
add("constant inflow", cell(2).sp("A", conc=0).par("v", 3).rx("r", "-> A", "v"), 4, {"A": lambda t: 1.5 * t})
add("inflow and decay", cell().sp("A", conc=0).par("v", 3).par("k", 2).rx("i", "-> A", "v*c").rx("o", "A ->", "k*A*c"), 3, {"A": lambda t: 1.5 * (1 - exp(-2 * t))})
add("chain of two decays", cell().sp("A", conc=1).sp("B", conc=0).sp("D", conc=0).par("k", 1).par("m", 3).rx("r", "A -> B", "k*A*c").rx("q", "B -> D", "m*B*c"), 3, {"B": lambda t: 0.5 * (exp(-t) - exp(-3 * t)), "D": lambda t: 1 - exp(-t) - 0.5 * (exp(-t) - exp(-3 * t))})
add("autocatalysis", cell().sp("A", conc=0.9).sp("B", conc=0.1).par("k", 2).rx("r", "A + B -> 2 B", "k*A*B*c"), 4, {"B": lambda t: 0.1 * exp(2 * t) / (0.9 + 0.1 * exp(2 * t))})
add("saturable decay", cell().sp("S", conc=2).par("V", 1).par("K", 0.5).rx("r", "S ->", "V*S/(K+S)*c"), 4, {"S": solved(lambda t, y: [-y[0] / (0.5 + y[0])], [2], 4)[0]})
add("cooperative inflow", cell().sp("X", conc=0.1).sp("Y", conc=2).par("n", 2.5).rx("i", "-> X", "c*Y^n/(1 + Y^n)").rx("o", "X ->", "c*X"), 4, {"X": lambda t: 2**2.5 / (1 + 2**2.5) * (1 - exp(-t)) + 0.1 * exp(-t)})
add("predator and prey", cell().sp("P", conc=1).sp("Q", conc=0.5).rx("a", "P -> 2 P", "P*c").rx("b", "P + Q -> 2 Q", "P*Q*c").rx("d", "Q ->", "Q*c"), 8, {"P": solved(lambda t, y: [y[0] - y[0] * y[1], y[0] * y[1] - y[1]], [1, 0.5], 8)[0], "Q": solved(lambda t, y: [y[0] - y[0] * y[1], y[0] * y[1] - y[1]], [1, 0.5], 8)[1]}, relative=5e-6)
add("stiff relaxation", cell().sp("A", conc=0).sp("B", conc=1).par("f", 1e5).rx("q", "-> A", "c*f*B").rx("p", "A ->", "c*f*A").rx("r", "B ->", "B*c"), 2, {"A": lambda t: 1e5 / (1e5 - 1) * (exp(-t) - exp(-1e5 * t)), "B": decay})
add("a boundary species drives", cell().sp("S", conc=2, boundary=True).sp("P", conc=0).par("k", 0.5).rx("r", "S -> P", "k*S*c"), 4, {"S": lambda t: 2, "P": lambda t: t})
add("a constant boundary species", cell(2).sp("S", conc=2, boundary=True, constant=True).sp("P", conc=0).par("k", 0.5).rx("r", "S -> P", "k*S"), 4, {"S": lambda t: 2, "P": lambda t: t / 2})
add("a constant species as modifier", cell().sp("S", conc=2, constant=True).sp("P", conc=0).par("k", 0.5).rx("r", "-> P", "k*S*c"), 4, {"P": lambda t: t})
add("all species are boundary", cell().sp("S", conc=2, boundary=True).sp("P", conc=1, boundary=True).par("k", 0.5).rx("r", "S -> P", "k*S*c"), 4, {"S": lambda t: 2, "P": lambda t: 1})
add(
    "transport between compartments of different size",
    Document().comp("a", 1).comp("b", 4).sp("A", conc=2, c="a").sp("B", conc=0, c="b").par("k", 1).rx("r", "A -> B", "k*A*a"),
    4,
    {"A": lambda t: 2 * exp(-t), "B": lambda t: 0.5 * (1 - exp(-t))},
)
add(
    "exchange by concentration difference",
    Document().comp("a", 1).comp("b", 2).sp("A", conc=3, c="a").sp("B", conc=0, c="b").par("p", 1).rx("r", "A -> B", "p*(A - B)"),
    3,
    {"A": lambda t: 1 + 2 * exp(-1.5 * t), "B": lambda t: 1 - exp(-1.5 * t)},
)
add(
    "an amount and a concentration in one reaction",
    Document().comp("a", 0.5).comp("b", 2).sp("A", amt=2, c="a", only=True).sp("B", conc=0, c="b").par("k", 1).rx("r", "A -> B", "k*A"),
    3,
    {"A": lambda t: 2 * exp(-t), "B": lambda t: 1 - exp(-t)},
    amount=["A"],
)
add("a compartment without dimensions", Document().comp("c", None, dims=0).sp("A", amt=2, only=True).par("k", 1).rx("r", "A ->", "k*A"), 3, {"A": lambda t: 2 * exp(-t)}, amount=["A"])
add("a surface", Document().comp("c", 3, dims=2).sp("A", conc=2).par("k", 1).rx("r", "A ->", "k*A*c"), 3, {"A": lambda t: 2 * exp(-t)})
add("small numbers", cell(1e-14).sp("A", amt=3e-20).sp("B", amt=0).par("k", 1).rx("r", "A -> B", "k*A*c"), 3, {"A": lambda t: 3e-20 * exp(-t), "B": lambda t: 3e-20 * (1 - exp(-t))}, amount=["A", "B"], absolute=1e-28)
add("large numbers", cell(2).sp("A", amt=6e23, only=True).par("k", 1).rx("r", "A ->", "k*A"), 3, {"A": lambda t: 6e23 * exp(-t)}, amount=["A"])
add("a local parameter", cell().sp("A", conc=1).rx("r", "A ->", "k*A*c", local={"k": 2}), 3, {"A": lambda t: exp(-2 * t)})
add("a local parameter hides a global one", cell().sp("A", conc=1).sp("B", conc=1).par("k", 1).rx("r", "A ->", "k*A*c", local={"k": 2}).rx("q", "B ->", "k*B*c"), 3, {"A": lambda t: exp(-2 * t), "B": decay})
add("two local parameters of one name", cell().sp("A", conc=1).sp("B", conc=1).rx("r", "A ->", "k*A*c", local={"k": 2}).rx("q", "B ->", "k*B*c", local={"k": 1}), 3, {"A": lambda t: exp(-2 * t), "B": decay})
add("a reaction is named in a rule", cell().sp("A", conc=1).par("k", 2).par("v", 0, constant=False).ar("v", "3*r").rx("r", "A ->", "k*A*c"), 3, {"v": lambda t: 6 * exp(-2 * t)})
add("a reaction is named in another", cell().sp("A", conc=1).sp("B", conc=0).rx("r", "A ->", "A*c").rx("q", "-> B", "2*r"), 3, {"B": lambda t: 2 * (1 - exp(-t))})
add("a stoichiometry with an initial assignment", cell().sp("A", conc=1).sp("B", conc=0).par("p", 2).ia("s", "p*1.5").rx("r", "A -> ? B", "A*c", ids={"B": "s"}), 3, {"B": lambda t: 3 * (1 - exp(-t))})
add("a stoichiometry with an assignment rule", cell().sp("A", conc=0).ar("s", "2*time").rx("r", "-> ? A", "c", ids={"A": "s"}), 3, {"A": lambda t: t * t})
add("a stoichiometry with a rate rule", cell().sp("A", conc=0).rr("s", "2").rx("r", "-> 1 A", "c", ids={"A": "s"}), 3, {"A": lambda t: t + t * t})
add("a stoichiometry that an event changes", cell().sp("A", conc=0).ev("e", "time > 1", s="3").rx("r", "-> 1 A", "c", ids={"A": "s"}), 4, {"A": lambda t: t if t <= 1 else 1 + 3 * (t - 1)})
add("a conversion factor of a species", cell().sp("A", conc=1).sp("B", conc=0, factor="f").par("f", 0.25).rx("r", "A -> B", "A*c"), 3, {"A": decay, "B": lambda t: 0.25 * (1 - exp(-t))})
add("a conversion factor of the model", cell(conversionFactor="f").sp("A", conc=1).sp("B", conc=0).par("f", 0.5).rx("r", "A -> 2 B", "A*c"), 3, {"A": lambda t: exp(-t / 2), "B": lambda t: 2 * (1 - exp(-t / 2))})
add("names that the language reserves", cell().sp("t", conc=1).sp("volume", conc=0).par("hill", 1).par("_k", 2).rx("exp_", "t -> volume", "hill*_k*t*c"), 3, {"t": lambda t: exp(-2 * t), "volume": lambda t: 1 - exp(-2 * t)})
