"""engine.dicom.loading"""

import subprocess
import sys

from tests.engine.command import ROOT

RACE = """
import sys, threading
sys.setswitchinterval(1e-6)
from engine.dicom.loading import load_readers
failed = []
def load():
    try:
        load_readers()
        import pydicom.filewriter, pydicom.pixels
        pydicom.filewriter.dcmwrite
    except Exception as error:
        failed.append(type(error).__name__)
threads = [threading.Thread(target=load) for _ in range(4)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(failed, "engine.dicom.read" in sys.modules)
"""


def test_threads_that_load_at_once_all_get_the_whole_library() -> None:
    done = subprocess.run(
        [sys.executable, "-c", RACE],
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(ROOT)},
        check=True,
    )

    assert done.stdout.strip() == "[] True"
