"""Prints the versions of engine and zone data, and the catalogue of rules."""

from __future__ import annotations

import os
import sys
import textwrap

from . import SCHEMA_VERSION, TZ_DATABASE, VERSION, Rule


def main() -> None:
    """Print them."""
    print(f"visavis {VERSION}, tz database {TZ_DATABASE}, schema {SCHEMA_VERSION}")
    area = ""
    for rule in Rule:
        if rule.area != area:
            area = rule.area
            print(f"\n{rule.heading} ({area})")
        print(f"  {rule.id:7} {rule.title}")
        print(textwrap.fill(rule.text, 96, initial_indent=" " * 10, subsequent_indent=" " * 10))


if __name__ == "__main__":
    try:
        main()
        sys.stdout.flush()
    except BrokenPipeError:
        # Whoever reads has seen enough, as in `python -m visavis | head`.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
