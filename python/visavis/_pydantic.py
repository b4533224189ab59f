"""How values stand in models of pydantic, and so in bodies and responses of FastAPI.

The package does not need pydantic: what is here is only called by it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from enum import Enum
from typing import Any, cast

from ._errors import JsonError, VisavisError
from ._plain import dumps, loads, read
from ._schemas import committed, placed


def attach(classes: Iterable[type]) -> None:
    """Make values of classes fields of models: as themselves, and as their JSON."""
    methods: dict[str, Any] = {
        "__get_pydantic_core_schema__": classmethod(_core_schema),
        "__get_pydantic_json_schema__": classmethod(_json_schema),
    }
    for cls in classes:
        for name, method in methods.items():
            setattr(cls, name, method)


def _core_schema(cls: type, source: Any, handler: Any) -> Any:
    from pydantic_core.core_schema import (
        no_info_plain_validator_function,
        plain_serializer_function_ser_schema,
    )

    found = committed(cls)
    own = found and found.name and found.parts[found.name]
    # A word stays one among values of Python; of a dataclass pydantic would make a dict of its own.
    used: Any = "json" if issubclass(cls, Enum) else "always"
    return no_info_plain_validator_function(
        lambda value: value if isinstance(value, cls) else _validated(cls, value),
        serialization=plain_serializer_function_ser_schema(_written, when_used=used),
        ref=own.reference if own else None,
    )


def _written(value: Any) -> Any:
    return value.value if isinstance(value, Enum) else loads(value.to_json())


def _validated(cls: Any, value: Any) -> Any:
    try:
        found = _read(cls, value)
    except JsonError as error:
        kind, fault, path = error.kind, error.fault, error.path
    except VisavisError as error:
        kind, fault, path = error.kind, str(error), ""
    except (TypeError, ValueError) as error:
        # Of what was handed in something has no form in JSON.
        kind, fault, path = JsonError.kind, str(error), ""
    else:
        if isinstance(found, cls):
            return found
        kind, fault, path = JsonError.kind, f"expected {cls.__name__}", ""
    # Not from within: no exception that is kept has what was read.
    raise _invalid(cls.__name__, f"visavis_{kind}", fault, path)


def _read(cls: Any, value: Any) -> Any:
    if issubclass(cls, Enum):
        return read(cls, value)
    if isinstance(value, dict) and "visavis" in value:
        return cls.from_json(dumps(value))
    return cls.from_dict(value)


def _invalid(title: str, kind: str, fault: str, path: str) -> Exception:
    """Return an error for pydantic that says where and what is wrong, without the input."""
    from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError

    steps = re.findall(r"[^.\[\]]+", path)
    details = InitErrorDetails(
        type=PydanticCustomError(cast(Any, kind), cast(Any, fault)),
        loc=tuple(int(step) if step.isdecimal() else step for step in steps),
        input=None,
    )
    return ValidationError.from_exception_data(title, [details])


def _json_schema(cls: type, schema: Any, handler: Any) -> Any:
    """Return the committed schema; its parts get names of their own in the document of the host."""
    from pydantic_core.core_schema import (
        any_schema,
        definition_reference_schema,
        definitions_schema,
    )

    found = committed(cls)
    if found is None:
        return {"title": cls.__name__}
    references = {
        f"#/$defs/{name}": handler(definition_reference_schema(part.reference))
        for name, part in found.parts.items()
    }

    def said(part: Any) -> dict[str, Any]:
        def tell(schema: Any, handler: Any) -> Any:
            return placed(part, references)

        return {"pydantic_js_functions": [tell]}

    # Its own place is kept for what is returned here.
    parts: list[Any] = [
        any_schema(ref=part.reference, metadata=said(part.schema))
        for name, part in found.parts.items()
        if name != found.name
    ]
    handler(definitions_schema(any_schema(), parts))
    return placed(found.schema, references)
