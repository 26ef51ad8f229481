"""Keeps every processor busy, and stops doing so however its owner ends.

stress-ng does it where it is installed, else one loop of the shell for each processor. setpriv has the kernel end what
is started here also when this process is killed.
"""

import os
import shutil
import subprocess

LIMIT_S = 30  # for a process to end that was asked to; then it is killed


def bound_to_us(command: list[str], signal_name: str) -> list[str]:
    """The command, in a form in which its process gets that signal when this one is gone."""
    setpriv = shutil.which("setpriv")
    return [setpriv, "--pdeathsig", signal_name, "--", *command] if setpriv else command


class BusyMachine:
    """A context manager: busy inside of `with`, no process of it left behind that."""

    def __init__(self, workers: int) -> None:
        stress = shutil.which("stress-ng")
        if stress:
            self.commands = [[stress, "--quiet", "--cpu", str(workers)]] if workers else []
        else:
            self.commands = [["sh", "-c", "while :; do :; done"]] * workers
        loops = f"{workers} busy loop{'' if workers == 1 else 's'}"
        self.name = f"{loops} of {'stress-ng' if stress else 'the shell'}" if workers else "no load of its own"
        self.processes: list[subprocess.Popen] = []

    def __enter__(self) -> "BusyMachine":
        try:
            for command in self.commands:
                # A session of its own: a Ctrl-C is for the owner alone, who ends these last.
                self.processes.append(
                    subprocess.Popen(
                        bound_to_us(command, "TERM"),
                        stdin=subprocess.DEVNULL,
                        stdout=subprocess.DEVNULL,
                        start_new_session=True,
                    )
                )
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_) -> None:
        for process in self.processes:
            process.terminate()
        for process in self.processes:
            try:
                process.wait(LIMIT_S)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()

    def is_busy(self) -> bool:
        """False when a process of the load has ended by itself."""
        return all(process.poll() is None for process in self.processes)


def processors() -> int:
    """Those that this process may use."""
    return len(os.sched_getaffinity(0))
