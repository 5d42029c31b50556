"""Draws the two pictures of the Windows installer: ``python packaging/windows/pictures.py FOLDER``.

``header.bmp`` stands at the top of each page, ``welcome.bmp`` beside the first and the last; both
have the sizes that the installer's pages have at 100 %, and come from the program's own icon.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter
from PySide6.QtSvg import QSvgRenderer

ICON = Path(__file__).parents[2] / "resources" / "icons" / "app.svg"
HEADER_PX = QSize(150, 57)
WELCOME_PX = QSize(164, 314)
TOP, BOTTOM = QColor("#272d34"), QColor("#111417")  # the ground of the icon


def header() -> QImage:
    """Return the icon at the right end of a white strip."""
    picture = QImage(HEADER_PX, QImage.Format.Format_RGB888)
    picture.fill(QColor("white"))
    painter = QPainter(picture)
    QSvgRenderer(str(ICON)).render(painter, QRectF(97, 5, 47, 47))
    painter.end()
    return picture


def welcome() -> QImage:
    """Return the icon on the ground that the window has."""
    picture = QImage(WELCOME_PX, QImage.Format.Format_RGB888)
    ground = QLinearGradient(0, 0, 0, WELCOME_PX.height())
    ground.setColorAt(0, TOP)
    ground.setColorAt(1, BOTTOM)
    painter = QPainter(picture)
    painter.fillRect(picture.rect(), ground)
    QSvgRenderer(str(ICON)).render(painter, QRectF(30, 80, 104, 104))
    painter.end()
    return picture


def main() -> int:
    """Write both into the folder named."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for name, picture in (("header", header()), ("welcome", welcome())):
        if not picture.save(str(folder / f"{name}.bmp")):
            sys.stderr.write(f"{name}.bmp could not be written.\n")
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
