"""Setting up: done once, done again when something has changed, and clear about what is in the way.

The scripts run here in a folder of their own, with a PATH of few programs, some of them made up.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.imports import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="set up by hand on Windows")

TOOLS: Final = (
    *("bash", "cat", "chmod", "cksum", "cp", "dirname", "env"),
    *("find", "ls", "mkdir", "paste", "sort", "touch"),
)

FAKE_PYTHON: Final = """#!{bash}
echo "$*" >>"{log}"
case "$*" in
    *version_info*) echo {version} ;;
    "-m venv"*) mkdir -p "$4/bin" && touch "$4/pyvenv.cfg" && cp "$0" "$4/bin/python" ;;
esac
"""


class Machine:
    """A machine with few programs on it, and with a clone of the project."""

    def __init__(self, folder: Path) -> None:
        self.clone = folder / "a clone"
        self.log = folder / "python.log"
        self._programs = folder / "programs"
        shutil.copytree(ROOT / "scripts", self.clone / "scripts")
        for name in ("pyproject.toml", "constraints.txt"):
            shutil.copy(ROOT / name, self.clone)
        self._programs.mkdir()
        for tool in TOOLS:
            (self._programs / tool).symlink_to(str(shutil.which(tool)))
        self.program("uname", "echo Darwin")  # where no system packages are looked for
        self.python("python3", "3.12")

    def program(self, name: str, does: str) -> None:
        path = self._programs / name
        path.write_text(f"#!{shutil.which('bash')}\n{does}\n")
        path.chmod(0o755)

    def python(self, name: str, version: str) -> None:
        path = self._programs / name
        path.write_text(FAKE_PYTHON.format(bash=shutil.which("bash"), log=self.log, version=version))
        path.chmod(0o755)

    def set_up(self, stage: str, **env: str) -> subprocess.CompletedProcess[str]:
        self.log.write_text("")
        return subprocess.run(
            ["scripts/set-up", stage],
            cwd=self.clone,
            env={"PATH": str(self._programs), "HOME": str(self.clone.parent), **env},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def python_calls(self) -> list[str]:
        """What Python was started for in the last call, but for its version."""
        calls = self.log.read_text().splitlines()
        return [call for call in calls if call.startswith("-m") and call != "-m pip --version"]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


MAKE_VENV = "-m venv --clear .venv"
INSTALL = "-m pip install --quiet --editable ."


def test_the_first_call_makes_the_environment_and_the_second_starts_at_once(machine: Machine) -> None:
    assert machine.set_up("run").returncode == 0
    assert machine.python_calls() == [MAKE_VENV, INSTALL]
    again = machine.set_up("run")
    assert (again.returncode, again.stdout, again.stderr, machine.log.read_text()) == (0, "", "", "")


def test_setting_up_for_tests_sets_up_for_running_too(machine: Machine) -> None:
    machine.set_up("test")
    assert machine.python_calls() == [MAKE_VENV, f"{INSTALL}[dev]"]
    machine.set_up("run")
    assert machine.python_calls() == []


@pytest.mark.parametrize("name", ["pyproject.toml", "constraints.txt"])
def test_what_has_changed_is_installed_again(machine: Machine, name: str) -> None:
    machine.set_up("run")
    with (machine.clone / name).open("a") as file:
        file.write("# changed\n")
    machine.set_up("run")
    assert machine.python_calls() == [INSTALL]


def test_another_python_gets_a_new_environment(machine: Machine) -> None:
    machine.set_up("run")
    machine.python("python3.13", "3.13")
    machine.set_up("run", PYTHON="python3.13")
    assert machine.python_calls() == [MAKE_VENV, INSTALL]
    machine.set_up("run", PYTHON="python3.13")
    assert machine.python_calls() == []


def test_a_suitable_python_is_found_beside_one_that_is_not(machine: Machine) -> None:
    machine.python("python3", "3.14")
    machine.python("python3.11", "3.11")
    assert machine.set_up("run").returncode == 0


def test_messages_leave_standard_output_to_the_command(machine: Machine) -> None:
    done = machine.set_up("run")
    assert done.stdout == ""
    assert "making .venv with Python 3.12" in done.stderr


def refusal(done: subprocess.CompletedProcess[str]) -> str:
    """The one line of a refusal."""
    assert (done.returncode, done.stdout) == (1, "")
    (line,) = done.stderr.splitlines()
    return line


def test_a_machine_without_a_suitable_python_is_told_which_would_be(machine: Machine) -> None:
    machine.python("python3", "3.10")
    line = refusal(machine.set_up("run"))
    assert "3.11, 3.12 or 3.13" in line
    assert "python3 is 3.10" in line


def test_a_python_that_was_asked_for_and_is_not_suitable_is_named(machine: Machine) -> None:
    machine.python("python3.9", "3.9")
    assert "PYTHON=python3.9 is 3.9" in refusal(machine.set_up("run", PYTHON="python3.9"))
    assert "PYTHON=pythno is no Python that runs" in refusal(machine.set_up("run", PYTHON="pythno"))


def test_a_folder_with_other_things_in_it_is_never_cleared(machine: Machine) -> None:
    (machine.clone / "notes").mkdir()
    (machine.clone / "notes" / "squat.txt").write_text("5 x 5")
    assert "VENV=notes" in refusal(machine.set_up("run", VENV="notes"))
    assert (machine.clone / "notes" / "squat.txt").exists()


def test_without_rights_it_is_said_what_to_have_installed(machine: Machine) -> None:
    machine.program("uname", "echo Linux")
    machine.program("id", "echo 1000")
    machine.program("apt-get", "exit 1")
    line = refusal(machine.set_up("test"))
    assert "have them installed: apt-get install " in line
    assert {"gcc", "libasound2-dev", "pulseaudio", "xvfb"} <= set(line.split())


def test_without_apt_the_packages_are_named_as_debian_names_them(machine: Machine) -> None:
    machine.program("uname", "echo Linux")
    line = refusal(machine.set_up("run"))
    assert "named here as Debian names them" in line
    assert {"gcc", "libasound2-dev"} <= set(line.split())
    assert "xvfb" not in line


def test_what_apt_says_is_shown_when_it_fails(machine: Machine) -> None:
    machine.program("uname", "echo Linux")
    machine.program("id", "echo 0")
    machine.program("apt-get", "echo 'E: no network' >&2; exit 100")
    done = machine.set_up("run")
    assert done.returncode == 1
    assert "E: no network" in done.stderr
    assert done.stderr.splitlines()[-1] == "set-up: apt-get update failed, for the reason above"
