"""`cjm survey`: a map and a table of answers go in, the map with what was answered as a curve or a row of heat comes out."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from cjm_desktop.cli.base import AddCommand, BadUsage, add_force, must_be_free, save, tell
from cjm_desktop.formats.errors import FileProblem, file_name

if TYPE_CHECKING:  # the model brings pydantic, which --help does not need
    from cjm_desktop.formats.survey import Answers, SurveyReading
    from cjm_desktop.model.journey import Journey

_SHOWN = {"curve": ("curve",), "heat": ("heat",), "both": ("curve", "heat")}


def add(command: AddCommand) -> None:
    survey = command(
        "survey",
        _survey,
        "Put the answers of a survey onto a map; those that came from the same source before are brought up to date.",
        "cjm survey feeding.cjm answers.csv -o feeding-asked.cjm --scale 1..5 --as heat",
    )
    add = survey.add_argument
    add("map", metavar="MAP.cjm")
    add("answers", metavar="ANSWERS.csv|.xlsx", help="a line for each answer, or a column for each stage")
    add("-o", "--out", metavar="OUT.cjm", required=True, help="with --force it may be MAP.cjm")
    add("--stage-column", metavar="NAME", help="with the names of stages or touchpoints; its heading or number")
    add("--score-column", metavar="NAME", help="with the scores; its heading or number")
    add(
        "--scale",
        metavar="1..5",
        help="the least and the greatest score, or nps; that of the same source before, or guessed, unless given",
    )
    add("--sheet", metavar="NAME", help="of a workbook; its name or number, the first one unless given")
    add("--encoding", metavar="NAME", help="of a text, such as Shift-JIS or windows-1250; guessed unless given")
    add("--as", choices=tuple(_SHOWN), default="curve", dest="shown", help="%(default)s unless given")
    add(
        "--title",
        metavar="TITLE",
        help="what the source is called, by which it is found again; the file's name unless given",
    )
    add_force(survey)


def _survey(arguments: argparse.Namespace) -> int:
    from cjm_desktop.editing.survey import SurveyShown, put_survey
    from cjm_desktop.formats.journey_file import load
    from cjm_desktop.formats.survey import read_answers, survey_of

    must_be_free(arguments.out, arguments.force)
    loaded = load(arguments.map)
    if loaded.read_only:
        said = f"{file_name(arguments.map)} cannot be changed: a newer version of the program wrote it."
        raise FileProblem(said, arguments.map)
    answers = read_answers(arguments.answers, arguments.sheet or "", arguments.encoding or "")
    journey = loaded.journey
    made = survey_of(answers, _reading(arguments, answers, journey), journey, arguments.title or "")
    for shown in _SHOWN[arguments.shown]:
        journey = put_survey(journey, made.survey, SurveyShown(shown))
    code = save(journey, arguments.out, arguments.force)
    sys.stdout.write(f"{made.told(loaded.journey)}\n")
    tell((*loaded.notes, *made.notes))
    return code


def _reading(arguments: argparse.Namespace, answers: Answers, journey: Journey) -> SurveyReading:
    """What was typed, and the likeliest of all else."""
    from cjm_desktop.formats.survey import SurveyReading, column_called, guess, scale_called

    place, score = (
        None if name is None else column_called(answers, name)
        for name in (arguments.stage_column, arguments.score_column)
    )
    reading = SurveyReading(place, score) if place is not None and score is not None else guess(answers, journey)
    if place is not None:
        reading = replace(reading, place=place)
    if score is not None:
        reading = replace(reading, score=score, scale="", promoters=False)
    if arguments.scale is not None:
        try:
            scale = scale_called(arguments.scale)
        except ValueError as error:
            raise BadUsage(f"{error} (see cjm survey --help)") from error
        promoters = arguments.scale.strip().casefold() == "nps"
        reading = replace(reading, scale=scale, promoters=promoters)
    return reading
