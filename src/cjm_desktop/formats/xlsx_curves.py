"""A map goes in, its emotion curves come out in a workbook: as values stage by stage, and as charts beside them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cjm_desktop.formats.language import from_right
from cjm_desktop.formats.sheet_columns import Cell
from cjm_desktop.formats.sheet_escapes import escaped
from cjm_desktop.formats.sheet_grid import curve_name, drawn_curves, grid_of
from cjm_desktop.formats.xlsx_styles import Styles, colour, height_of, landscape, put
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.records import EMOTION_MAX, EMOTION_MIN, Curve, CurveStyle, EmotionPoint
from cjm_desktop.theme import LIGHT

#: How values stand on an axis of whole numbers, two apart.
_WORDS = '[>1]"Delighted  +2";[<-1]"Frustrated  −2";"Neutral  0"'
_MARKERS = ("circle", "square", "diamond", "triangle")
_TOP, _CHART_ROWS, _NAMES, _VALUES = 3, 24, 36, 18


def fill_curves(sheet: Any, book_map: Any, journey: Journey, charts: Mapping[str, int]) -> None:
    """The sheet of values with a chart of all curves, and on the sheet `book_map` a chart in each of the rows `charts`."""
    from openpyxl.utils import get_column_letter

    curves = _listed_curves(journey)
    styles = Styles(from_right=from_right(journey.language))
    told = "The values of the curves; to change them, change the sheet “Map” or “Cards”."
    put(sheet, 1, 1, told).font = styles.font(LIGHT.text_muted)
    rows = [(name[:255], *values) for name, values in _slots(journey, [curve.id for curve in curves])]
    names = [curve_name(journey, curve)[:255] for curve in curves]
    last = _fill_table(sheet, styles, _TOP, ["Stage", *names], rows)
    sheet.column_dimensions["A"].width = _NAMES
    for column in range(2, max(4, len(curves) + 1) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = _VALUES
    chart = _line_chart(sheet, journey, curves, last)
    chart.height, chart.width = 10.5, max(20, min(44, 3.2 * len(rows)))
    sheet.add_chart(chart, f"A{last + 2}")
    sheet.sheet_view.rightToLeft = from_right(journey.language)
    sheet.freeze_panes = sheet.cell(_TOP + 1, 2)
    landscape(sheet, journey.title)
    below = last + _CHART_ROWS
    for lane, row in charts.items():
        below = _draw_on_map(sheet, book_map, journey, lane, row, below) + 2


def shows(rows: Sequence[Sequence[str]], journey: Journey) -> bool:
    """Whether the texts of a sheet that `fill_curves` made say the values of this map."""
    curves = [curve.id for curve in _listed_curves(journey)]
    values = [[_number(text) for text in (*row, *[""] * len(curves))[1 : len(curves) + 1]] for row in rows[_TOP:]]
    wanted = [list(slots) for _, slots in _slots(journey, curves)]
    return len(values) >= len(wanted) and all(map(_are_same, values, wanted))


def _are_same(found: Sequence[float | None], wanted: Sequence[float | None]) -> bool:
    pairs = zip(found, wanted, strict=True)
    return all(
        one == other or (one is not None and other is not None and abs(one - other) < 1e-9) for one, other in pairs
    )


def _number(text: str) -> float | None:
    """The number of a cell; a text that is none is one that no curve has."""
    try:
        return float(text) if text.strip() else None
    except ValueError:
        return math.inf


def _listed_curves(journey: Journey) -> list[Curve]:
    curves = [curve for lane in journey.lanes for curve in drawn_curves(journey, lane)]
    return curves or [curve for curve in journey.curves.values() if curve.lane in journey.lanes]


def _fill_table(sheet: Any, styles: Styles, top: int, heads: Sequence[str], rows: Sequence[Sequence[Cell]]) -> int:
    """The row of its last line."""
    for column, name in enumerate(heads, 1):
        cell = put(sheet, top, column, name)
        cell.font, cell.fill = styles.font(LIGHT.pill_text, bold=True), styles.fill(LIGHT.pill)
        cell.alignment, cell.border = styles.wrapped, styles.border
    sheet.row_dimensions[top].height = max(height_of(name, _VALUES if n else _NAMES) for n, name in enumerate(heads))
    for row, values in enumerate(rows, top + 1):
        for column, value in enumerate(values, 1):
            cell = put(sheet, row, column, value)
            cell.font, cell.alignment, cell.border = styles.font(), styles.wrapped, styles.border
        sheet.row_dimensions[row].height = height_of(str(values[0]), _NAMES)
    return top + len(rows)


def _line_chart(sheet: Any, journey: Journey, curves: Sequence[Curve], last: int) -> Any:
    from openpyxl.chart import LineChart, Reference
    from openpyxl.chart.shapes import GraphicalProperties

    chart = LineChart()
    chart.display_blanks = "gap"
    chart.varyColors = chart.roundedCorners = False
    chart.legend.position = "b"
    chart.y_axis.scaling.min, chart.y_axis.scaling.max, chart.y_axis.majorUnit = EMOTION_MIN, EMOTION_MAX, 2
    chart.y_axis.number_format = _WORDS
    chart.y_axis.majorGridlines.spPr = GraphicalProperties(ln=_hairline())
    chart.y_axis.graphicalProperties = GraphicalProperties(ln=_hairline())
    chart.x_axis.graphicalProperties = GraphicalProperties(ln=_hairline())
    chart.x_axis.tickLblPos = "low"
    chart.x_axis.majorTickMark = chart.y_axis.majorTickMark = "out"
    chart.x_axis.delete = chart.y_axis.delete = False
    if from_right(journey.language):
        chart.x_axis.scaling.orientation = "maxMin"
    data = Reference(sheet, min_col=2, max_col=1 + len(curves), min_row=_TOP, max_row=last)
    chart.add_data(data, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=_TOP + 1, max_row=last))
    for line, curve in zip(chart.series, curves, strict=True):
        _paint(line, journey, curve)
    return chart


def _draw_on_map(sheet: Any, book_map: Any, journey: Journey, lane: str, row: int, top: int) -> int:
    """A chart over the columns of the stages, of points that are listed from the row `top` on; the last row of those."""
    from openpyxl.chart import Reference, ScatterChart, Series
    from openpyxl.chart.axis import ChartLines
    from openpyxl.chart.layout import Layout, ManualLayout
    from openpyxl.chart.shapes import GraphicalProperties
    from openpyxl.drawing.line import LineProperties
    from openpyxl.drawing.spreadsheet_drawing import AnchorMarker, TwoCellAnchor
    from openpyxl.utils import get_column_letter

    styles = Styles(from_right=from_right(journey.language))
    curves = drawn_curves(journey, lane)
    stages = [mark.partition("/")[0] for mark in grid_of(journey).columns[1:]]
    put(sheet, top, 1, "The points of the chart on the sheet “Map”.").font = styles.font(LIGHT.text_muted)
    chart = ScatterChart()
    chart.style, chart.scatterStyle, chart.display_blanks = 2, "lineMarker", "gap"
    chart.varyColors = chart.roundedCorners = False
    rows: list[tuple[Cell, ...]] = []
    for curve in curves:
        first, name = top + 2 + len(rows), curve_name(journey, curve)[:255]
        told = sorted((one for one in journey.points.values() if one.curve == curve.id), key=lambda one: one.position)
        for stage in journey.stages.values():
            start, wide = stages.index(stage.id), stages.count(stage.id)
            placed = [(start + one.position * wide, one.value) for one in told if one.stage == stage.id]
            # A stage without a point ends the line, as on the map.
            rows += [(stage.name[:255], name, *place) for place in placed or [(start + wide / 2, None)]]
        last = top + 1 + len(rows)
        line = Series(
            Reference(sheet, min_col=4, min_row=first, max_row=last),
            Reference(sheet, min_col=3, min_row=first, max_row=last),
            title=escaped(name),
        )
        _paint(line, journey, curve)
        chart.series.append(line)
    across, up = chart.x_axis, chart.y_axis
    across.scaling.min, across.scaling.max, across.majorUnit, across.delete = 0, len(stages), 1, True
    up.scaling.min, up.scaling.max, up.majorUnit, up.delete = EMOTION_MIN, EMOTION_MAX, 2, False
    up.number_format, up.majorTickMark = _WORDS, "in"
    for axis in (across, up):
        axis.majorGridlines = ChartLines(spPr=GraphicalProperties(ln=_hairline()))
        axis.graphicalProperties = GraphicalProperties(ln=_hairline())
    if from_right(journey.language):
        across.scaling.orientation = "maxMin"
    widths = [book_map.column_dimensions[get_column_letter(n + 2)].width for n in range(len(stages) + 1)]
    share = widths[0] / sum(widths)
    high = 0.70 if len(curves) > 1 else 0.84
    begin = 0.0 if from_right(journey.language) else share
    inner = ManualLayout(layoutTarget="inner", xMode="edge", yMode="edge", x=begin, y=0.08, w=1 - share, h=high)
    chart.layout = Layout(manualLayout=inner)
    if len(curves) > 1:
        chart.legend.position = "b"
    else:
        chart.legend = None
    chart.graphical_properties = GraphicalProperties(noFill=True, ln=LineProperties(noFill=True))
    chart.anchor = TwoCellAnchor(
        editAs="twoCell",
        _from=AnchorMarker(col=1, row=row - 1),
        to=AnchorMarker(col=2 + len(stages), row=row),
    )
    book_map.add_chart(chart)
    return _fill_table(sheet, styles, top + 1, ["Stage", "Curve", "Column", "Emotion"], rows)


def _hairline() -> Any:
    from openpyxl.drawing.line import LineProperties

    return LineProperties(solidFill=colour(LIGHT.border), w=6_350)


def _paint(line: Any, journey: Journey, curve: Curve) -> None:
    beside = [one for one in journey.curves.values() if one.lane == curve.lane]
    with_faces = [one.id for one in beside if one.style is CurveStyle.ACTUAL and not one.hidden]
    n = with_faces.index(curve.id) if curve.id in with_faces else len(with_faces)
    ghost = curve.style is CurveStyle.GHOST
    ink = colour(LIGHT.ghost if ghost else LIGHT.persona_colours[n % len(LIGHT.persona_colours)])
    line.smooth = False
    line.graphicalProperties.line.solidFill = ink
    line.graphicalProperties.line.width = 25_400
    if ghost:
        line.graphicalProperties.line.dashStyle = "sysDash"
    line.marker.symbol, line.marker.size = _MARKERS[n % len(_MARKERS)], 7
    line.marker.graphicalProperties.solidFill = line.marker.graphicalProperties.line.solidFill = ink


def _slots(journey: Journey, curves: Sequence[str]) -> Iterable[tuple[str, list[float | None]]]:
    """As many rows for a stage as its longest curve has points there, each with a value of every curve or None."""
    points: dict[tuple[str, str], list[EmotionPoint]] = {}
    for point in sorted(journey.points.values(), key=lambda one: one.position):
        points.setdefault((point.stage, point.curve), []).append(point)
    for stage in journey.stages.values():
        mine = [points.get((stage.id, curve), []) for curve in curves]
        slots = max(1, *map(len, mine)) if mine else 1
        for slot in range(slots):
            name = stage.name if slots == 1 else f"{stage.name} ({slot + 1})"
            yield name, [found[slot * len(found) // slots].value if found else None for found in mine]
