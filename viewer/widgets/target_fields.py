"""Where a file is to be written: a folder to choose, a name to type."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from viewer.widgets.button import OutlineButton


class TargetFields(QWidget):
    """A row for the folder with a button, and one for the name.

    Args:
        folder: To begin with; where it is gone, the user's documents.
        name: Of the file.
        parent: Qt's owner.
    """

    changed = Signal()

    def __init__(self, folder: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.folder = QLineEdit(abbreviated(first_folder(folder)))
        self.folder.setAccessibleName(self.tr("Folder"))
        self.name = QLineEdit(name)
        self.name.setAccessibleName(self.tr("File name"))
        self.choose = OutlineButton(self.tr("Choose…"))
        self.choose.clicked.connect(self._choose_folder)
        for field in (self.folder, self.name):
            field.textChanged.connect(self.changed)
        self.name_row = QHBoxLayout()
        self.name_row.setSpacing(8)
        self.name_row.addWidget(self.name, 1)
        folder_row = QHBoxLayout()
        folder_row.setSpacing(8)
        folder_row.addWidget(self.folder, 1)
        folder_row.addWidget(self.choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(folder_row)
        column.addLayout(self.name_row)

    @property
    def path(self) -> Path:
        """The folder as it stands."""
        return Path(self.folder.text().strip() or ".").expanduser()

    @property
    def file_name(self) -> str:
        """The name as it stands."""
        return self.name.text().strip()

    def _choose_folder(self) -> None:
        found = QFileDialog.getExistingDirectory(self, self.tr("Write to"), str(self.path))
        if found:
            self.folder.setText(found)


def first_folder(remembered: str) -> str:
    """Return the folder remembered while it is there, else the user's documents, else home."""
    if Path(remembered or "-").is_dir():
        return remembered
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return documents if documents and Path(documents).is_dir() else str(Path.home())


def abbreviated(folder: str) -> str:
    """Return a folder with the user's home as "~"."""
    home = str(Path.home())
    inside = folder == home or folder.startswith(home + "/")
    return "~" + folder[len(home) :] if inside else folder
