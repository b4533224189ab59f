"""The build of the package: maturin's, which says so if Rust is missing.

By itself it asks pip for what fetches a toolchain, and where that fails nobody is told what for.
With `MATURIN_NO_INSTALL_RUST` set to nothing it still does.
"""

import os

os.environ.setdefault("MATURIN_NO_INSTALL_RUST", "1")

from maturin import *  # noqa: F403
