"""Groups of lanes, heads in two rows, pairs for several stages, numbers of rows, several tables on a sheet: each a plain map."""

from __future__ import annotations

import pytest

from cjm_desktop.formats.errors import FileProblem
from cjm_desktop.formats.imported import Imported
from cjm_desktop.formats.spreadsheet import Choices, read
from cjm_desktop.formats.table import grid
from cjm_desktop.formats.table_unfolding import unfolded
from cjm_desktop.model.journey import Journey
from cjm_desktop.model.rules import repair
from tests.formats.seen_in import stages

GROUPS = "Group,Lane,Find,Buy\nCustomer,Actions,a,b\n,Emotion,happy,sad\nCompany,Backstage,x,y\n,Owner,A,B\n"


def imported(text: str, name: str = "a.csv", choices: Choices | None = None) -> Imported:
    made = read(text.encode(), name, choices)
    assert repair(made.journey)[0] is made.journey
    return made


def lanes(journey: Journey) -> list[tuple[str, str]]:
    return [(lane.label, lane.role) for lane in journey.lanes.values()]


# Groups of lanes


def test_groups_of_lanes_are_no_lanes() -> None:
    made = imported(GROUPS)
    assert stages(made.journey) == ["Find", "Buy"]
    assert [role for _, role in lanes(made.journey)] == ["actions", "emotions", "backstage_people", "owners"]
    assert "The groups of lanes were left out: “Customer”, “Company”." in made.notes


def test_they_may_stand_above_where_stages_run_down() -> None:
    rows = [line.split(",") for line in GROUPS.splitlines()]
    text = "\n".join(",".join(row) for row in zip(*rows, strict=True))
    assert lanes(imported(text).journey) == lanes(imported(GROUPS).journey)


def test_lanes_of_one_name_in_two_groups_are_told_apart() -> None:
    made = imported(",,Find,Buy\nCustomer,Actions,a,b\n,Pains,c,d\nCompany,Actions,x,y\n,Pains,z,w\n")
    assert lanes(made.journey) == [
        ("Actions (Customer)", "customer_actions"),
        ("Pains (Customer)", "pains"),
        ("Actions (Company)", "actions"),
        ("Pains (Company)", "pains"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Stage,Actions,Pains,Owner\nFind,a,b,c\nBuy,d,e,f\n",
        "Stage,Step,Find,Buy\nActions,a,b,c\nPains,d,e,f\n",
        ",Find,Buy,Use\nActions,Goals,b,c\nPains,Needs,e,f\n",
    ],
)
def test_other_tables_stay_as_they_are(text: str) -> None:
    table = grid([line.split(",") for line in text.splitlines()])
    assert unfolded(table).grid is table


# Heads in two rows


@pytest.mark.parametrize("label", ["Sub-stage", "Substages", "Unterphase", "Sous-étapes", "子阶段", ""])
def test_parts_of_stages_stand_below_names_that_are_repeated(label: str) -> None:
    journey = imported(f",Pre,Pre,Post,Post\n{label},Find,Compare,Use,Leave\nActions,a,b,c,d\nPains,e,f,g,h\n").journey
    assert [(one.name, [part.name for part in one.sub_stages]) for one in journey.stages.values()] == [
        ("Pre", ["Find", "Compare"]),
        ("Post", ["Use", "Leave"]),
    ]
    assert len(journey.cards) == 8
    assert [card.sub_stage is not None for card in journey.cards.values()] == [True] * 8


# Pairs


def test_pairs_that_name_stages_again_and_again_are_several_stages() -> None:
    made = imported(
        "Key\tValue\nPersona\tAnna\nScenario\tBuying shoes\nStage\tSearch\nAction\tgoogle\nStage\tBuy\nAction\tpay\nPain\tdear\n",
        "a.tsv",
    )
    journey = made.journey
    assert stages(journey) == ["Search", "Buy"]
    assert [persona.name for persona in journey.personas.values()] == ["Anna"]
    assert journey.scenario == "Buying shoes"
    assert [card.text for card in journey.cards.values()] == ["google", "pay", "dear"]


def test_a_stage_and_its_name_may_stand_in_one_cell() -> None:
    journey = imported("Stage: Search\t\nAction\tgoogle\nStage: Buy\t\nAction\tpay\n", "a.tsv").journey
    assert stages(journey) == ["Search", "Buy"]
    assert len(journey.cards) == 2


# Numbers of rows


def test_a_column_that_counts_is_left_out() -> None:
    made = imported("Step,Stage,Action\n1,Find,google\n2,Find,read\n3,Buy,pay\n")
    assert stages(made.journey) == ["Find", "Buy"]
    assert [role for _, role in lanes(made.journey)] == ["actions"]
    assert "Left out: “Step”." in made.notes


def test_numbers_that_do_not_count_stay() -> None:
    made = imported("Step,Stage,Action\n10,Find,google\n20,Find,read\n35,Buy,pay\n")
    assert len(lanes(made.journey)) == 2


# Several tables


@pytest.mark.parametrize(
    "other", ["Persona,Age,Quote\nAnna,30,hi", "KPI,Value,\nNPS,40,", "Name,Age,Role\nAnna,30,buyer"]
)
@pytest.mark.parametrize("blank", ["\n", "\n,,\n,,\n"])
def test_another_table_on_the_sheet_is_no_part_of_the_map(other: str, blank: str) -> None:
    made = imported(f"Stage,Actions,Pains\nFind,google,slow\nBuy,pay,queue\n{blank}{other}\n")
    assert stages(made.journey) == ["Find", "Buy"]
    assert len(made.journey.cards) == 4
    assert any("there is also" in note for note in made.notes)


def test_a_second_map_with_an_empty_corner_is_one_of_its_own() -> None:
    text = (
        ",Find,Buy\nActions,google,pay\nPains,slow,queue\n\n\n,Discover,Order\nActions,ask,tap\nPains,none at all,fee\n"
    )
    made = imported(text)
    assert stages(made.journey) == ["Find", "Buy"]
    assert len(made.journey.cards) == 4
    assert stages(imported(text, choices=Choices(table="2")).journey) == ["Discover", "Order"]


def test_rows_that_are_set_apart_stay_one_table() -> None:
    made = imported(",Find,Buy\nActions,google,pay\n\nPains,slow,queue\n\nNeeds,speed,trust\n")
    assert len(lanes(made.journey)) == 3
    down = imported("Stage,Actions,Pains\nFind,google,slow\n\nBuy,pay,queue\n\nUse,ride,rain\n")
    assert stages(down.journey) == ["Find", "Buy", "Use"]


def test_pairs_below_headings_are_stages_even_where_their_lanes_differ() -> None:
    head = "| Aspect | Details |\n|---|---|\n"
    first = f"# M\n\n## Awareness\n\n{head}| Actions | a |\n| Pains | p |\n"
    text = f"{first}\n## Purchase\n\n{head}| Actions | b |\n| Emotions | sad |\n"
    team = "\n## Team\n\n| Name | Role | Phone |\n|---|---|---|\n| Ann | lead | 1 |\n"
    for whole in (text, text + team):
        journey = imported(whole, "a.md").journey
        assert stages(journey) == ["Awareness", "Purchase"]
        assert [role for _, role in lanes(journey)] == ["actions", "pains", "emotions"]


@pytest.mark.parametrize(
    "text",
    [
        "First Name,Last Name,Email\nA,B,a@b.org\nC,D,c@d.org\n",
        "Name,E-mail,Phone,Company\nAnn,a@b.org,1,X\n",
        "word,translation\ncat,Katze\ndog,Hund\n",
    ],
)
def test_people_and_words_are_no_map(text: str) -> None:
    with pytest.raises(FileProblem, match="This does not look like a map but like a list of"):
        imported(text)
