"""The catalogue of rules, and the registry of refusals."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from . import _visavis


class Rule:
    """A rule of the engine: its id, with what it says.

    Everything that is decided cites one. It compares equal to its id.

    >>> rule = Rule("LIM-1")
    >>> rule == "LIM-1", rule.title, rule.area
    (True, 'conversation name', 'LIM')
    >>> print(rule)
    LIM-1
    """

    __slots__ = ("area", "heading", "id", "text", "title")

    id: str
    """The id."""
    title: str
    """What it is about, in a few words."""
    text: str
    """The rule itself."""
    area: str
    """The prefix of its area."""
    heading: str
    """The heading of its area."""

    def __new__(cls, id: str) -> Rule:  # noqa: PYI034 - there is one object for each
        """Return the rule of an id, of which there is one object alone."""
        try:
            return _CATALOGUE[id]
        except KeyError:
            raise ValueError("there is no such rule; ids look like `LIM-1`") from None

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a rule does not change")

    def __delattr__(self, name: str) -> None:
        raise AttributeError("a rule does not change")

    def __str__(self) -> str:
        return self.id

    def __repr__(self) -> str:
        return f"Rule({self.id!r})"

    def __eq__(self, other: object) -> bool:
        return self is other or self.id == other

    def __hash__(self) -> int:
        return hash(self.id)

    def __reduce__(self) -> tuple[type[Rule], tuple[str]]:
        return (Rule, (self.id,))

    def __copy__(self) -> Rule:
        return self

    def __deepcopy__(self, memo: object) -> Rule:
        return self


def _made(*said: str) -> Rule:
    rule = object.__new__(Rule)
    for name, value in zip(("id", "title", "text", "area", "heading"), said):
        object.__setattr__(rule, name, value)
    return rule


_CATALOGUE: dict[str, Rule] = {said[0]: _made(*said) for said in _visavis.CATALOGUE}

RULES: Final[tuple[Rule, ...]] = tuple(_CATALOGUE.values())
"""Every rule, in the order of the catalogue."""

REFUSALS: Final[Mapping[str, Rule]] = MappingProxyType(
    {code: Rule(rule) for code, rule in _visavis.REGISTRY}
)
"""The code of every refusal with its rule, in the order of the registry."""
