"""What a case is, and a reference solver for those without a closed form."""

from document import Document

ABSOLUTE = 1e-9
# The import asks for a relative tolerance of 1e-8 per step; over a case the errors of the steps add up to less than this.
RELATIVE = 2e-6


def case(title, document, duration, expected, steps=8, amount=(), absolute=ABSOLUTE, relative=RELATIVE):
    return {
        "title": title,
        "document": document,
        "duration": duration,
        "steps": steps,
        "expected": expected,
        "amount": list(amount),
        "absolute": absolute,
        "relative": relative,
    }


def solved(derivatives, start, duration, steps=20000):
    """Functions of time, one for each entry of the state, by classical Runge-Kutta of order 4 with fixed steps."""
    h = duration / steps
    states = [list(start)]
    for index in range(steps):
        t, y = index * h, states[-1]
        k1 = derivatives(t, y)
        k2 = derivatives(t + h / 2, [a + h / 2 * b for a, b in zip(y, k1)])
        k3 = derivatives(t + h / 2, [a + h / 2 * b for a, b in zip(y, k2)])
        k4 = derivatives(t + h, [a + h * b for a, b in zip(y, k3)])
        states.append([a + h / 6 * (p + 2 * q + 2 * r + s) for a, p, q, r, s in zip(y, k1, k2, k3, k4)])
    return [lambda t, entry=entry: states[round(t / h)][entry] for entry in range(len(start))]


def cell(size=1, **given):
    """A document with one compartment `c`."""
    return Document(**given).comp("c", size)


__all__ = ["case", "cell", "solved", "Document"]
