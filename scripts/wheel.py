"""Installs the Python package as people do, and runs its tests and its README from there.

One wheel, built with nothing prepared, goes into new environments of the oldest and the newest
Python here: build/wheel/oldest and build/wheel/newest. Then the newest one gets the package from its
folder. `PYTHONS` names interpreters to choose from; otherwise those on the path and of pyenv are.
"""

import glob
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUILT = ROOT / "build" / "wheel"
LEAST = (3, 11)

# A build of its own: with nothing from another one, and without a change of another one.
ENVIRONMENT = dict(
    os.environ,
    CARGO_TARGET_DIR=os.path.join(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"), "wheel"),
)


def run(*command: object, cwd: Path = BUILT) -> str:
    done = subprocess.run(
        [str(word) for word in command], cwd=cwd, env=ENVIRONMENT, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )
    if done.returncode:
        sys.exit(f"{done.stdout}\nwheel: failed: {' '.join(str(word) for word in command)}")
    return done.stdout


def pythons() -> dict[tuple[int, int], str]:
    """The interpreters here that can make an environment, by version."""
    named = os.environ.get("PYTHONS", "").split()
    pyenv = os.environ.get("PYENV_ROOT", os.path.expanduser("~/.pyenv"))
    folders = [*os.environ["PATH"].split(":"), *glob.glob(f"{pyenv}/versions/*/bin")]
    here = [path for folder in folders for path in glob.glob(f"{folder}/python3.*")]
    found = {}
    for path in named or [sys.executable, *(p for p in here if re.search(r"/python3\.\d+$", p))]:
        asked = "import ensurepip, sys, venv; print(*sys.version_info[:2])"
        said = subprocess.run([path, "-c", asked], capture_output=True, text=True)
        # A name may stand on the path for a version that is not installed.
        if said.returncode == 0:
            major, minor = map(int, said.stdout.split())
            found.setdefault((major, minor), path)
        elif named:
            sys.exit(f"wheel: {path} cannot be used: {said.stderr}")
    return {version: found[version] for version in sorted(found) if version >= LEAST}


def new(name: str, python: str) -> tuple[Path, Path]:
    """A new environment: its folder and its interpreter."""
    run(python, "-m", "venv", BUILT / name)
    return BUILT / name, BUILT / name / "bin" / "python"


def pip(python: Path, *words: object) -> None:
    run(python, "-m", "pip", "--quiet", "--disable-pip-version-check", *words)


def answers(python: Path) -> str:
    """What `python -m visavis` says of the versions; the rules have to be there too."""
    first, *rules = run(python, "-m", "visavis").splitlines()
    if not re.match(r"visavis \d", first) or len(rules) < 100:
        sys.exit(f"wheel: python -m visavis says something else: {first}")
    return first


def bare(python: Path) -> None:
    """The package stands alone: nothing is installed with it, and nothing asked of pydantic."""
    code = (
        "import importlib.metadata, sys, visavis\n"
        "assert importlib.metadata.requires('visavis') is None\n"
        "assert not any(name.startswith('pydantic') for name in sys.modules)"
    )
    run(python, "-c", code)


def test(python: Path) -> str:
    """Runs the package's own tests and the examples of its README against what is installed."""
    text = (ROOT / "python" / "README.md").read_text(encoding="utf-8")
    # Each goes on where the one before it ends.
    examples = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    if not examples:
        sys.exit("wheel: python/README.md has no example")
    run(python, "-c", "\n".join(examples))
    pinned = (ROOT / "python" / "requirements.txt").read_text(encoding="utf-8")
    tools = re.findall(r"^(?:hypothesis|pytest)==.*$", pinned, re.MULTILINE)
    pip(python, "install", *tools)
    hosts = re.findall(r"^(?:fastapi|httpx2|pydantic)==.*$", pinned, re.MULTILINE)
    # Without them the tests of fields, bodies and responses are passed over.
    had = subprocess.run([python, "-m", "pip", "install", "--quiet", *hosts], capture_output=True)
    if had.returncode:
        print("wheel: pydantic and FastAPI cannot be installed here: NOT CHECKED")
    said = run(
        python, "-m", "pytest", "--rootdir", "python", "-c", "python/pyproject.toml",
        "--import-mode", "importlib", "-p", "no:cacheprovider", "python/tests", cwd=ROOT,
    )
    return said.strip().splitlines()[-1]


def without_rust(python: Path) -> None:
    """Where Rust is missing, the build says so and fetches nothing."""
    path = os.pathsep.join(["/usr/bin", "/bin"])
    if shutil.which("cargo", path=path):
        print("wheel: a build without Rust: NOT CHECKED, it cannot be left out here")
        return
    said = subprocess.run(
        [python, "-m", "pip", "wheel", "--no-deps", "--wheel-dir", BUILT / "none", ROOT / "python"],
        env={**ENVIRONMENT, "PATH": path}, capture_output=True, text=True,
    )
    if said.returncode == 0 or "requires Rust" not in said.stdout + said.stderr:
        sys.exit(f"{said.stdout}{said.stderr}\nwheel: a build without Rust does not say so")
    print("wheel: a build without Rust says what is missing")


def main() -> None:
    found = pythons()
    if not found:
        sys.exit("wheel: no Python from 3.11 up that has venv: apt-get install python3 python3-venv")
    shutil.rmtree(BUILT, ignore_errors=True)
    BUILT.mkdir(parents=True)

    oldest, newest = min(found), max(found)
    for name, version in (("oldest", oldest), ("newest", newest)):
        _, python = new(name, found[version])
        if name == "oldest":
            pip(python, "wheel", "--no-deps", "--wheel-dir", BUILT, ROOT / "python")
            (wheel,) = BUILT.glob("*.whl")
            if "-cp311-abi3-" not in wheel.name:
                sys.exit(f"wheel: {wheel.name} is not for every Python from 3.11 up")
        elif version == oldest:
            print(f"wheel: Python {version[0]}.{version[1]} is the only one here")
        pip(python, "install", wheel)
        bare(python)
        shown = "{}.{}".format(*version)
        print(f"wheel: Python {shown}: {answers(python)}: {test(python)}", flush=True)
    if oldest > LEAST:
        print("wheel: Python 3.11, the oldest that the package is for, is not here: NOT CHECKED")

    folder, python = new("folder", found[newest])
    without_rust(python)
    pip(python, "install", ROOT / "python")
    print(f"wheel: pip install ./python: {answers(python)}")
    shutil.rmtree(folder)


main()
