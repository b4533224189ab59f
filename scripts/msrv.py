"""Checks that no dependency asks for a newer Rust than the workspace states.

Where the toolchain of that version is installed, the core is compiled with it as well.
"""

import json
import subprocess
import sys


def version(text: str) -> tuple[int, ...]:
    parts = [int(part) for part in text.split(".")]
    return tuple(parts + [0] * (3 - len(parts)))


def main() -> int:
    metadata = json.loads(
        subprocess.run(
            ["cargo", "metadata", "--format-version=1", "--locked"],
            check=True,
            capture_output=True,
        ).stdout
    )
    packages = metadata["packages"]
    stated = next(p["rust_version"] for p in packages if p["name"] == "visavis")
    newer = [
        f"{p['name']} {p['version']} asks for {p['rust_version']}"
        for p in packages
        if p["rust_version"] and version(p["rust_version"]) > version(stated)
    ]
    for line in newer:
        print(f"msrv: {line}, the workspace states {stated}", file=sys.stderr)
    print(f"msrv: Rust {stated}, {len(packages)} packages, {len(newer)} ask for more")
    toolchain = f"+{stated}"
    try:
        known = subprocess.run(["cargo", toolchain, "--version"], capture_output=True)
    except OSError:
        return bool(newer)
    if known.returncode == 0:
        command = ["cargo", toolchain, "check", "--package", "visavis", "--locked"]
        subprocess.run(command, check=True)
    else:
        print(f"msrv: the toolchain {stated} is not installed; lints stand in for it")
    return bool(newer)


if __name__ == "__main__":
    sys.exit(main())
