"""Writes small SBML documents of any Level and Version from infix formulas."""

import re

import libsbml

NAMESPACES = {
    (3, 1): "http://www.sbml.org/sbml/level3/version1/core",
    (3, 2): "http://www.sbml.org/sbml/level3/version2/core",
    (2, 1): "http://www.sbml.org/sbml/level2",
}


def math(text):
    """The MathML of an infix formula."""
    settings = libsbml.L3ParserSettings()
    settings.setParseLog(libsbml.L3P_PARSE_LOG_AS_LN)
    tree = libsbml.parseL3FormulaWithSettings(text, settings)
    if tree is None:
        raise ValueError(f"{text}: {libsbml.getLastParseL3Error()}")
    written = libsbml.writeMathMLToString(tree)
    return re.sub(r">\s+<", "><", re.sub(r"<\?xml.*?\?>", "", written)).strip()


def attributes(**given):
    def text(value):
        return {True: "true", False: "false"}.get(value, value) if isinstance(value, bool) else value

    return "".join(f' {name}="{text(value)}"' for name, value in given.items() if value is not None)


class Document:
    """Collects the parts of a model; `xml()` writes it."""

    def __init__(self, level=3, version=2, **model):
        self.level, self.version, self.model = level, version, model
        self.lists = {}
        self.species = set()

    def _add(self, name, text):
        self.lists.setdefault(name, []).append(text)
        return self

    def _only3(self, **given):
        return given if self.level == 3 else {}

    def unit(self, id, *factors):
        parts = "".join(
            "<unit" + attributes(kind=kind, exponent=exponent, scale=scale, multiplier=multiplier) + "/>"
            for kind, exponent, scale, multiplier in factors
        )
        return self._add("UnitDefinitions", f'<unitDefinition id="{id}"><listOfUnits>{parts}</listOfUnits></unitDefinition>')

    def fun(self, id, arguments, formula):
        function = math("lambda(" + ", ".join([*arguments, formula]) + ")")
        return self._add("FunctionDefinitions", f'<functionDefinition id="{id}">{function}</functionDefinition>')

    def comp(self, id="c", size=1, constant=True, dims=3, units=None):
        dimensions = dims if self.level == 3 or dims != 3 else None
        fixed = constant if self.level == 3 or not constant else None
        given = attributes(id=id, spatialDimensions=dimensions, size=size, units=units, constant=fixed)
        return self._add("Compartments", f"<compartment{given}/>")

    def sp(self, id, amt=None, conc=None, c="c", only=False, boundary=False, constant=False, units=None, factor=None):
        self.species.add(id)

        def flag(value):
            return value if self.level == 3 or value else None

        given = attributes(
            id=id,
            compartment=c,
            initialAmount=amt,
            initialConcentration=conc,
            substanceUnits=units,
            hasOnlySubstanceUnits=flag(only),
            boundaryCondition=flag(boundary),
            constant=flag(constant),
            conversionFactor=factor,
        )
        return self._add("Species", f"<species{given}/>")

    def par(self, id, value=None, constant=True, units=None):
        fixed = constant if self.level == 3 or not constant else None
        return self._add("Parameters", f"<parameter{attributes(id=id, value=value, units=units, constant=fixed)}/>")

    def ia(self, symbol, formula):
        return self._add("InitialAssignments", f'<initialAssignment symbol="{symbol}">{math(formula)}</initialAssignment>')

    def ar(self, variable, formula):
        return self._add("Rules", f'<assignmentRule variable="{variable}">{math(formula)}</assignmentRule>')

    def rr(self, variable, formula):
        return self._add("Rules", f'<rateRule variable="{variable}">{math(formula)}</rateRule>')

    def rx(self, id, equation, law, local=None, ids=None):
        """`2 A + B -> C`; `ids` names stoichiometries, whose number is then None where it starts with `?`."""
        left, right = equation.split("->")
        ids = ids or {}
        changed = set()

        def side(name, text):
            parts = []
            for term in filter(None, (each.strip() for each in text.split("+"))):
                number, _, species = term.rpartition(" ")
                changed.add(species)
                own = ids.get(species)
                stoichiometry = None if own and number == "?" else (number or "1")
                formula = ""
                if stoichiometry and stoichiometry.startswith("{"):
                    formula = f"<stoichiometryMath>{math(stoichiometry[1:-1].replace('_', ' '))}</stoichiometryMath>"
                    stoichiometry = None
                extra = self._only3(constant=own is None)
                given = attributes(id=own, species=species, stoichiometry=stoichiometry, **extra)
                parts.append(f"<speciesReference{given}>{formula}</speciesReference>")
            return f"<listOf{name}>{''.join(parts)}</listOf{name}>" if parts else ""

        sides = side("Reactants", left) + side("Products", right)
        read = [each for each in re.findall(r"[A-Za-z_]\w*", law) if each in self.species and each not in changed]
        modifiers = "".join(f'<modifierSpeciesReference species="{each}"/>' for each in dict.fromkeys(read))
        if modifiers:
            sides += f"<listOfModifiers>{modifiers}</listOfModifiers>"
        locals_ = ""
        if local:
            tag = "LocalParameter" if self.level == 3 else "Parameter"
            inside = "".join(
                f"<{tag[0].lower()}{tag[1:]}{attributes(id=key, value=value)}/>" for key, value in local.items()
            )
            locals_ = f"<listOf{tag}s>{inside}</listOf{tag}s>"
        fast = {"fast": False} if (self.level, self.version) == (3, 1) else {}
        given = attributes(id=id, reversible=False, **fast)
        return self._add("Reactions", f"<reaction{given}>{sides}<kineticLaw>{math(law)}{locals_}</kineticLaw></reaction>")

    def ev(self, id, trigger, initial=True, **assignments):
        sets = "".join(
            f'<eventAssignment variable="{variable}">{math(formula)}</eventAssignment>'
            for variable, formula in assignments.items()
        )
        extra = attributes(**self._only3(initialValue=initial, persistent=True))
        whole = attributes(id=id, **self._only3(useValuesFromTriggerTime=True))
        return self._add(
            "Events",
            f"<event{whole}><trigger{extra}>{math(trigger)}</trigger>"
            f"<listOfEventAssignments>{sets}</listOfEventAssignments></event>",
        )

    def xml(self):
        order = (
            "FunctionDefinitions UnitDefinitions Compartments Species Parameters InitialAssignments Rules "
            "Reactions Events"
        )
        lists = "\n".join(
            f"<listOf{name}>\n" + "\n".join(self.lists[name]) + f"\n</listOf{name}>"
            for name in order.split()
            if name in self.lists
        )
        default = f"http://www.sbml.org/sbml/level2/version{self.version}"
        space = NAMESPACES.get((self.level, self.version), default)
        units = ' xmlns:sbml="%s"' % space if "sbml:units" in lists else ""
        head = f'<sbml xmlns="{space}"{units} level="{self.level}" version="{self.version}">'
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f"{head}\n<model{attributes(id='case', **self.model)}>\n{lists}\n</model>\n</sbml>\n"
        )
