"""The check of a fresh clone: the file that runs it can be run, and runs what a newcomer runs."""

import os
import subprocess
from pathlib import Path

RUN = Path(__file__).parents[1] / ".ci" / "run"


def test_it_is_a_program_the_shell_can_read() -> None:
    read = subprocess.run(["bash", "-n", str(RUN)], capture_output=True, text=True, check=False)

    assert (read.returncode, read.stderr) == (0, "")
    assert os.access(RUN, os.X_OK), "it is started by its name"


def test_it_ends_with_the_tests_everybody_runs() -> None:
    assert RUN.read_text().splitlines()[-1] == "make test"
