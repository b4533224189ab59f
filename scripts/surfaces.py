"""Writes what C and Python have of the lists of the core, from what the core has committed of them.

`core/vocabularies.json` has the vocabularies, the rules and the codes of refusals, and
`core/schemas` the records; `make schemas` writes both. With `--check` nothing is written, and a
file that is not as it would be written is an error.
"""

from __future__ import annotations

import json
import sys
import textwrap
from pathlib import Path
from typing import Any

from records import docstring, records, snake

ROOT = Path(__file__).resolve().parents[1]
LISTS: dict[str, Any] = json.loads((ROOT / "core/vocabularies.json").read_text(encoding="utf-8"))
VOCABULARIES: dict[str, Any] = {**LISTS["in_c"], **LISTS["not_in_c"]}
WRITTEN = "Written by `make surfaces` from what `core` has committed; changes belong there."

# What only C has: a number that says that there is none, and what else a reader has to know.
NONE_IN_C = {
    "Action": "Nothing, if there is no primary action.",
    "RevealedBy": "Nothing, or nothing that this person may know.",
    "Remedy": "Nothing that the person can do.",
    "Category": "It is no refusal.",
}
MORE_IN_C = {"Visibility": "Treat a code that you do not know as hidden."}
# What a vocabulary can do in Python: a class of `_words`.
WORDS = {"Side": "OneOfTwo", "Reviewed": "Covering", "Level": "Ordered"}


def comment(text: str) -> list[str]:
    return [f"/// {line}" for line in textwrap.wrap(text, 100)]


def codes() -> str:
    """Return `ffi/src/codes.rs`; cbindgen reads text, so that no macro can write it."""
    lines = [
        f"// {WRITTEN}",
        "//! The codes by which typed calls name things, and their names. None ever changes; new ones",
        "//! may come.",
        "",
        "use std::ffi::CStr;",
        "",
        "use crate::guard::guard;",
        "use crate::text::vv_text;",
    ]
    for name, vocabulary in LISTS["in_c"].items():
        word, prefix = snake(name), f"VV_{snake(name).upper()}"
        about = vocabulary["description"].removesuffix(".")
        more = f" {MORE_IN_C[name]}" if name in MORE_IN_C else ""
        lines += ["", *comment(f"{about}: one of the `{prefix}_` codes.{more}")]
        lines.append(f"pub type vv_{word} = i32;")
        if name in NONE_IN_C:
            lines += [*comment(NONE_IN_C[name]), f"pub const {prefix}_NONE: vv_{word} = 0;"]
        names: dict[str, list[str]] = {}
        without = ""
        for value in sorted(vocabulary["values"], key=lambda value: value["code"]):
            constant, text = f"{prefix}_{value['name'].upper()}", value["description"]
            if "of" in value:
                constant += f"_{value['of'].upper()}"
                text += f" Here it is that of the {value['of'].replace('_', ' ')}."
                without = ", without whose it is"
            lines += [*comment(text), f"pub const {constant}: vv_{word} = {value['code']};"]
            names.setdefault(value["name"], []).append(constant)
        lines += [
            "",
            *comment(
                f"The name in JSON of one of the `{prefix}_` codes{without}; empty for another"
                " number. The text is static, and ends with a NUL that its length does not count."
            ),
            "#[unsafe(no_mangle)]",
            f'pub extern "C" fn vv_{word}_name({word}: vv_{word}) -> vv_text {{',
            "    guard!(else vv_text::EMPTY, {",
            f"        name(match {word} {{",
        ]
        for said, constants in names.items():
            lines.append(f'            {" | ".join(constants)} => c"{said}",')
        lines += ['            _ => c"",', "        })", "    })", "}"]
    lines += [
        "",
        "fn name(text: &'static CStr) -> vv_text {",
        "    vv_text {",
        "        data: text.as_ptr(),",
        "        length: text.count_bytes(),",
        "    }",
        "}",
    ]
    return "\n".join(lines) + "\n"


def named() -> str:
    """Return `python/src/named.rs`."""
    names = sorted(name for name in VOCABULARIES if name != "Fact")
    modules: dict[str, list[str]] = {}
    for name in names:
        modules.setdefault(VOCABULARIES[name]["module"], []).append(name)
    listed = []
    for module, found in sorted(modules.items()):
        what = found[0] if len(found) == 1 else f"{{{', '.join(found)}}}"
        listed.append(f"use visavis::{module}::{what};")
    lines = [f"// {WRITTEN}", "//! The vocabularies that are enums in Python.", "", *listed]
    lines += ["", "use crate::convert::named;", "", "named! {"]
    return "\n".join(lines + [f"    {name}" for name in names] + ["}"]) + "\n"


def enums() -> str:
    """Return `python/visavis/_enums.py`."""
    bases = ", ".join(sorted({"Word", *WORDS.values()}))
    lines = [f"# {WRITTEN}"]
    lines += [
        '"""The engine\'s small sets of words, as enums whose members are their texts."""',
        "",
    ]
    lines += ["from __future__ import annotations", "", f"from ._words import {bases}"]
    for name, vocabulary in VOCABULARIES.items():
        lines += ["", "", f"class {name}({WORDS.get(name, 'Word')}):"]
        lines += [*docstring(vocabulary["description"]), ""]
        described = {value["name"]: value["description"] for value in vocabulary["values"]}
        for said, text in described.items():
            lines += [f'    {said.upper()} = "{said}"', *docstring(text)]
    return "\n".join(lines) + "\n"


def rules() -> str:
    """Return `python/visavis/_rules.py`."""
    lines = [f"# {WRITTEN}"]
    lines += ['"""The catalogue of rules."""', "", "from __future__ import annotations", ""]
    lines += ["from ._words import Cited", "", "", "class Rule(Cited):"]
    lines += [
        *docstring(
            "A rule of the engine: its id, with what it says.\n\n"
            "Everything that is decided cites one. It compares equal to its id.\n\n"
            '>>> rule = Rule("LIM-1")\n'
            '>>> rule is Rule.LIM_1, rule == "LIM-1", rule.title, rule.area\n'
            "(True, True, 'conversation name', 'LIM')\n"
            ">>> print(rule)\nLIM-1"
        ),
        "",
    ]
    for rule in LISTS["rules"]:
        lines.append(f'    {rule["id"].replace("-", "_")} = "{rule["id"]}"')
        lines += docstring(rule["text"])
    return "\n".join(lines) + "\n"


def refusals() -> str:
    """Return `python/visavis/_refusals.py`."""
    lines = [f"# {WRITTEN}", "# ruff: noqa: E501", '"""The registry of refusals."""', ""]
    lines += ["from __future__ import annotations", "", "from collections.abc import Mapping"]
    lines += ["from types import MappingProxyType", "from typing import Final", ""]
    lines += ["from ._enums import Category, ParameterType", "from ._rules import Rule"]
    lines += ["from ._words import Registered, Wording", ""]
    lines += ["REFUSALS: Final[Mapping[str, Registered]] = MappingProxyType(", "    {"]
    for refusal in LISTS["refusals"]:
        lines += [
            f'        "{refusal["code"]}": Registered(',
            f"            rule=Rule.{refusal['rule'].replace('-', '_')},",
            f"            category=Category.{refusal['category'].upper()},",
            f"            message={quoted(refusal['message'])},",
        ]
        if refusal["parameters"]:
            lines += ["            parameters=MappingProxyType(", "                {"]
            for parameter in refusal["parameters"]:
                said = f"ParameterType.{parameter['type'].upper()}"
                lines.append(f'                    "{parameter["name"]}": {said},')
            lines += ["                }", "            ),"]
        else:
            lines.append("            parameters=MappingProxyType({}),")
        if refusal["wordings"]:
            lines.append("            wordings=(")
            for wording in refusal["wordings"]:
                lines += [
                    "                Wording(",
                    f'                    parameter="{wording["parameter"]}",',
                    f"                    value={wording['value']},",
                    f"                    message={quoted(wording['message'])},",
                    "                ),",
                ]
            lines.append("            ),")
        else:
            lines.append("            wordings=(),")
        lines.append("        ),")
    lines += ["    }", ")"]
    lines.append('"""Every refusal by its code, in the order of the registry."""')
    return "\n".join(lines) + "\n"


def catalogue() -> str:
    """Return `python/visavis/_catalogue.py`."""
    lines = [f"# {WRITTEN}", "# ruff: noqa: E501", '"""What the rules say."""', ""]
    lines += ["from __future__ import annotations", ""]
    lines.append("CATALOGUE: dict[str, tuple[str, str, str]] = {")
    for rule in LISTS["rules"]:
        lines.append(f'    "{rule["id"]}": (')
        lines += [f"        {quoted(rule[part])}," for part in ("title", "text", "area")]
        lines.append("    ),")
    lines += ["}", '"""The title and the text of each rule by its id, and the heading of its area."""']
    return "\n".join(lines) + "\n"


def quoted(text: str) -> str:
    """Return a text as ruff writes it."""
    return json.dumps(text, ensure_ascii=False) if '"' not in text else repr(text)


def surfaces() -> dict[str, str]:
    """Return every file that is written here."""
    return {
        "ffi/src/codes.rs": codes(),
        "python/src/named.rs": named(),
        "python/visavis/_enums.py": enums(),
        "python/visavis/_rules.py": rules(),
        "python/visavis/_refusals.py": refusals(),
        "python/visavis/_catalogue.py": catalogue(),
        **records(WRITTEN, set(VOCABULARIES)),
    }


def main() -> None:
    check = sys.argv[1:] == ["--check"]
    for path, text in surfaces().items():
        if not check:
            (ROOT / path).write_text(text, encoding="utf-8")
        elif (ROOT / path).read_text(encoding="utf-8") != text:
            sys.exit(f"{path} is not what the core's lists say; `make surfaces` writes it anew")


if __name__ == "__main__":
    main()
