"""viewer.panels.first_notice"""

import pytest
from pytestqt.qtbot import QtBot

from viewer.app import application_
from viewer.panels.first_notice import FirstNotice, NoticeBox, NoticeOverFilm
from viewer.widgets.label import Label, Paragraph


@pytest.mark.parametrize("kind", [NoticeBox, NoticeOverFilm])
@pytest.mark.parametrize(("width", "is_one_line"), [(900, True), (420, False)])
def test_the_words_stand_on_one_line_where_they_fit(
    kind: type[FirstNotice], width: int, is_one_line: bool, qtbot: QtBot
) -> None:
    application_()
    notice = kind()
    qtbot.addWidget(notice)
    (title,), (why,) = notice.findChildren(Label), notice.findChildren(Paragraph)

    notice.resize(width, 140)
    notice.show()

    qtbot.waitUntil(lambda: (why.x() > title.x()) is is_one_line)
    assert (why.y() > title.y()) is not is_one_line
    assert why.height() >= why.heightForWidth(why.width())


def test_without_the_button_there_is_room_for_one_line(qtbot: QtBot) -> None:
    application_()
    notice = NoticeBox()
    qtbot.addWidget(notice)
    (title,), (why,) = notice.findChildren(Label), notice.findChildren(Paragraph)
    notice.resize(640, 66)
    notice.show()
    qtbot.waitUntil(lambda: why.y() > title.y())

    notice.set_read(is_read=True)

    qtbot.waitUntil(lambda: why.x() > title.x())
