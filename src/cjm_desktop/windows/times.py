"""Moments and sizes in the user's words: “today at 14:05”, “1.2 MB”."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale, Qt, QTime


def _tr(text: str) -> str:
    return QCoreApplication.translate("times", text)


def when(moment: datetime, now: datetime | None = None, *, seconds: bool = False) -> str:
    """The moment as people say it, in the local time, to the minute or the second; of two aware or two naive moments."""
    if moment.tzinfo is not None:
        moment = moment.astimezone()
    now = now or datetime.now(moment.tzinfo)
    locale = QLocale()
    time = locale.toString(QTime(moment.hour, moment.minute), QLocale.FormatType.ShortFormat)
    if seconds:
        time = QTime(moment.hour, moment.minute, moment.second).toString(Qt.DateFormat.ISODate)
    if moment.date() == now.date():
        return _tr("today at {time}").format(time=time)
    if moment.date() == now.date() - timedelta(days=1):
        return _tr("yesterday at {time}").format(time=time)
    date = locale.toString(QDate(moment.year, moment.month, moment.day), QLocale.FormatType.LongFormat)
    return _tr("{date} at {time}").format(date=date, time=time)


def size_words(count: int) -> str:
    """So many bytes in the largest unit that suits."""
    return QLocale().formattedDataSize(count, 1, QLocale.DataSizeFormat.DataSizeSIFormat)
