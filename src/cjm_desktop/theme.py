"""Every colour, type size and distance that the program draws with, as frozen data; light, dark and for a projector.

Colours are `#rrggbb`. `Theme` holds the map's colours, which also go to paper; `Chrome` those of the window around it.
Distances and type sizes are in layout units (1/72 inch); at 100 % zoom one unit is 96/72 of a screen pixel.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache


@dataclass(frozen=True, slots=True)
class Accent:
    """A lane's colour: the strong tone of bars and icons, a pale ground, and a tone readable as text on page and ground.

    `dash` (lengths in layout units) is the pattern of its bars where colours alone would not tell accents apart.
    """

    strong: str
    pale: str
    text: str
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class TypeScale:
    """Type sizes in layout units."""

    title: float = 18.0
    persona_name: float = 10.5
    stage: float = 11.0
    lane: float = 9.75
    body: float = 9.5
    label: float = 9.0
    small: float = 8.0
    leading: float = 1.32  #: line pitch as a multiple of the size


@dataclass(frozen=True, slots=True)
class Spacing:
    """Distances in layout units."""

    margin: float = 14.0  #: around the map
    lane_label_width: float = 106.0
    gutter: float = 6.0  #: between columns
    stage_width: float = 174.0
    #: The least width of the body in stages, so that an empty map has a place to drop things on and a title room.
    body_least: float = 3.0
    stage_height: float = 36.0
    chevron: float = 9.0
    lane_gap: float = 12.0  #: between lanes; the hairline lies in its middle
    card_gap: float = 5.0
    card_padding: float = 8.0
    card_radius: float = 4.0
    accent_bar: float = 3.0
    lane_min_height: float = 38.0
    emotion_height: float = 140.0
    face_radius: float = 9.5


@dataclass(frozen=True, slots=True)
class Theme:
    """How a map looks."""

    name: str
    page: str
    surface: str  #: cards
    surface_soft: str  #: lane labels, persona card
    border: str
    hairline: str
    text: str
    text_muted: str
    text_on_strong: str
    pill: str  #: ground of a channel pill
    pill_text: str
    positive: str
    positive_pale: str
    positive_text: str
    negative: str
    negative_pale: str
    negative_text: str
    neutral: str
    ghost: str
    portrait: str
    portrait_ground: str
    stage_ramp: tuple[str, ...]  #: from the first to the last stage; in between it is mixed
    persona_colours: tuple[str, ...]  #: curves; told apart by dash and marker shape as well
    accents: dict[str, Accent]
    picture_opacity: float = 1.0
    patterned: bool = False  #: whether patterns say what otherwise only colours do
    type: TypeScale = TypeScale()
    space: Spacing = Spacing()

    def accent(self, name: str) -> Accent:
        """The accent of that name; slate where the theme does not know it."""
        return self.accents.get(name) or self.accents["slate"]


@dataclass(frozen=True, slots=True)
class Chrome:
    """How the window around the map looks, and the overlay of selection and guides on it."""

    window: str
    panel: str
    canvas: str
    border: str  #: hairlines between parts of the window
    border_strong: str  #: edges of fields and buttons
    field: str
    text: str
    text_muted: str
    text_disabled: str
    accent: str
    accent_hover: str
    accent_text: str  #: on `accent`
    accent_pale: str
    accent_on_pale: str  #: readable as text on `accent_pale` and on `panel`
    hover: str
    pressed: str
    danger: str
    danger_pale: str
    warning: str
    warning_pale: str
    shadow: str
    selection: str
    guide: str
    found: str  #: a marker's stroke over found words; they must stay readable under it


LIGHT = Theme(
    name="light",
    page="#ffffff",
    surface="#ffffff",
    surface_soft="#f8f9fe",
    border="#e5e8f0",
    hairline="#e6e9ef",
    text="#1d2233",
    text_muted="#586177",
    text_on_strong="#ffffff",
    pill="#eef2ff",
    pill_text="#2d31c4",
    positive="#12b76a",
    positive_pale="#d1f0e0",
    positive_text="#05744a",
    negative="#ee4a3e",
    negative_pale="#fddad8",
    negative_text="#b42318",
    neutral="#8f99ae",
    ghost="#8b95aa",
    portrait="#3538cd",
    portrait_ground="#c7d7fe",
    stage_ramp=("#2d3282", "#3538cd", "#444ce7", "#5566ee", "#8098f9", "#a4bcfd"),
    persona_colours=("#f79009", "#7a5af8", "#0b7f72", "#d41f88"),
    accents={
        "blue": Accent("#3538cd", "#eef2ff", "#2d31c4"),
        "indigo": Accent("#6172f3", "#eef2ff", "#3f4bd1"),
        "teal": Accent("#0e9384", "#e6faf6", "#0b6f64"),
        "violet": Accent("#7a5af8", "#fafaff", "#5b3bd8"),
        "orange": Accent("#f79009", "#fff6e6", "#9a5200"),
        "amber": Accent("#dc9403", "#fffaeb", "#8a5a00"),
        "red": Accent("#ee4a3e", "#fef1f0", "#b42318"),
        "green": Accent("#12b76a", "#ebfdf3", "#05744a"),
        "sky": Accent("#0ba5ec", "#eff9ff", "#026aa2"),
        "pink": Accent("#dd2590", "#fdf2fa", "#b01574"),
        "slate": Accent("#667085", "#f5f7fa", "#475067"),
    },
)

DARK = replace(
    LIGHT,
    name="dark",
    page="#171a26",
    surface="#212536",
    surface_soft="#1d2130",
    border="#343a52",
    hairline="#2a2f43",
    text="#edf0fa",
    text_muted="#a7b0c8",
    pill="#2b3157",
    pill_text="#b9c6ff",
    positive="#32d583",
    positive_pale="#163f31",
    positive_text="#6ce9a6",
    negative="#f97066",
    negative_pale="#4a2229",
    negative_text="#fda29b",
    neutral="#98a2b8",
    ghost="#8c96ad",
    portrait="#a4bcfd",
    portrait_ground="#2d3282",
    stage_ramp=("#2d3282", "#3538cd", "#444ce7", "#5566ee", "#4c5fd0", "#4453a8"),
    persona_colours=("#fdb022", "#a48afb", "#2ed3b7", "#f670c7"),
    accents={
        "blue": Accent("#8098f9", "#232a4d", "#b3c2ff"),
        "indigo": Accent("#8098f9", "#232a4d", "#b3c2ff"),
        "teal": Accent("#2ed3b7", "#143534", "#7ee7d3"),
        "violet": Accent("#a48afb", "#2a2547", "#cbbcff"),
        "orange": Accent("#fdb022", "#3b2d17", "#fec84b"),
        "amber": Accent("#eaaa08", "#37301a", "#fcd34d"),
        "red": Accent("#f97066", "#3d2129", "#fda29b"),
        "green": Accent("#32d583", "#173528", "#6ce9a6"),
        "sky": Accent("#36bffa", "#153247", "#7cd4fd"),
        "pink": Accent("#f670c7", "#3b2036", "#faa7e0"),
        "slate": Accent("#98a2b8", "#262b3b", "#c3cadb"),
    },
)

#: For a projector in a bright room: black on white, no pale greys, deep colours, edges that can be seen from the back.
PROJECTOR = replace(
    LIGHT,
    name="projector",
    surface_soft="#f1f3f9",
    border="#8790a3",
    hairline="#a4abba",
    text="#000000",
    text_muted="#303645",
    pill="#dfe5ff",
    pill_text="#1a1d8f",
    positive="#007a45",
    positive_pale="#b4e8cd",
    positive_text="#00502d",
    negative="#d11507",
    negative_pale="#ffc2bd",
    negative_text="#8c0f05",
    neutral="#5a6376",
    ghost="#4d5568",
    stage_ramp=("#1c2070", "#2427ae", "#2427ae", "#2f35c8", "#2f35c8", "#3b43d6"),
    persona_colours=("#b85c00", "#5a32e0", "#005f55", "#b00a6a"),
    accents={
        "blue": Accent("#2427ae", "#e3e8ff", "#1a1d8f"),
        "indigo": Accent("#3f4bd1", "#e3e8ff", "#2a349c"),
        "teal": Accent("#006e62", "#d3f3ec", "#004d45"),
        "violet": Accent("#5a32e0", "#efebff", "#4322b0"),
        "orange": Accent("#c25e00", "#ffecd0", "#713b00"),
        "amber": Accent("#a86b00", "#fff1cc", "#664200"),
        "red": Accent("#d11507", "#ffe1de", "#8c0f05"),
        "green": Accent("#007a45", "#d9f7e5", "#00502d"),
        "sky": Accent("#0070a8", "#dcf1ff", "#004d75"),
        "pink": Accent("#b00a6a", "#fde3f2", "#7d064b"),
        "slate": Accent("#475067", "#eceff4", "#2c3345"),
    },
)

#: For paper: no greys so pale that a printer drops them, and little ink on grounds.
PRINT = replace(
    LIGHT,
    name="print",
    surface_soft="#f7f8fb",
    border="#b4bccb",
    hairline="#c3c9d5",
    text="#000000",
    text_muted="#3f475a",
    neutral="#6d778c",
    ghost="#667085",
    persona_colours=("#c66a00", "#6a48f0", "#0b6f64", "#c0157a"),
    stage_ramp=("#2d3282", "#3538cd", "#444ce7", "#5566ee", "#6478f2", "#7089f5"),
)

LIGHT_CHROME = Chrome(
    window="#ffffff",
    panel="#ffffff",
    canvas="#edeff3",
    border="#e4e7ec",
    border_strong="#cdd3de",
    field="#ffffff",
    text="#1d2233",
    text_muted="#5d667c",
    text_disabled="#a3abbb",
    accent="#3538cd",
    accent_hover="#2d31b4",
    accent_text="#ffffff",
    accent_pale="#eef2ff",
    accent_on_pale="#2d31c4",
    hover="#f3f5f9",
    pressed="#e8ebf2",
    danger="#d92d20",
    danger_pale="#fef1f0",
    warning="#dc6803",
    warning_pale="#fffaeb",
    shadow="#101828",
    selection="#3538cd",
    guide="#f04438",
    found="#fdc62d",
)

DARK_CHROME = Chrome(
    window="#171a26",
    panel="#1b1f2d",
    canvas="#0f111a",
    border="#2c3146",
    border_strong="#414862",
    field="#222739",
    text="#edf0fa",
    text_muted="#a7b0c8",
    text_disabled="#626a84",
    accent="#8098f9",
    accent_hover="#97abff",
    accent_text="#0d1020",
    accent_pale="#252c50",
    accent_on_pale="#b3c2ff",
    hover="#252a3c",
    pressed="#2f354b",
    danger="#f97066",
    danger_pale="#3d2129",
    warning="#fdb022",
    warning_pale="#37301a",
    shadow="#000000",
    selection="#8098f9",
    guide="#f97066",
    found="#b57a00",
)

#: What stands over a presentation: a stage list, a hint, a field.
PROJECTOR_CHROME = replace(
    LIGHT_CHROME,
    canvas="#ffffff",
    border="#8790a3",
    border_strong="#5a6376",
    text="#000000",
    text_muted="#303645",
    accent="#2427ae",
    accent_hover="#1a1d8f",
    accent_pale="#dfe5ff",
    accent_on_pale="#1a1d8f",
    danger="#d11507",
    selection="#2427ae",
    guide="#d11507",
    found="#ffb700",
)

THEMES: dict[str, Theme] = {theme.name: theme for theme in (LIGHT, DARK, PROJECTOR, PRINT)}
CHROMES: dict[str, Chrome] = {"light": LIGHT_CHROME, "dark": DARK_CHROME, "projector": PROJECTOR_CHROME}
#: What a blanked screen shows, and the pointer that stands for a laser: its ring's glow and its core.
BLACK, WHITE = "#000000", "#ffffff"
LASER, LASER_CORE = "#ff2a1a", "#fff4f2"


@cache
def mix(a: str, b: str, share: float) -> str:
    """The colour that lies `share` of the way from `a` to `b`, channel by channel in sRGB."""
    parts = ((int(a[i : i + 2], 16), int(b[i : i + 2], 16)) for i in (1, 3, 5))
    return "#" + "".join(f"{round(x + (y - x) * share):02x}" for x, y in parts)


@cache
def luminance(colour: str) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.1, "relative luminance")."""

    def linear(part: int) -> float:
        c = part / 255
        return c / 12.92 if c <= 0.04045 else float(((c + 0.055) / 1.055) ** 2.4)

    r, g, b = (linear(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a: str, b: str) -> float:
    """The contrast ratio of two colours, 1 to 21 (WCAG 2.1, "contrast ratio")."""
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


#: Which colours a theme may be shown in.
PALETTES = ("colour", "colour-blind", "black-and-white")
#: Colours that remain apart for people who cannot tell red from green (Okabe and Ito), as accents, then for curves.
_APART = {
    "blue": "#0072b2",
    "indigo": "#56b4e9",
    "teal": "#009e73",
    "violet": "#cc79a7",
    "orange": "#e69f00",
    "amber": "#b58900",
    "red": "#d55e00",
    "green": "#0a7fbf",
    "sky": "#56b4e9",
    "pink": "#a3467f",
    "slate": "#667085",
}
_APART_CURVES = ("#d55e00", "#0072b2", "#009e73", "#a3467f")
#: The bars' patterns, one an accent, in the order of the accents.
_PATTERNS: tuple[tuple[float, ...], ...] = (
    (14.0, 1.5),
    (7.0, 2.0),
    (3.5, 2.0),
    (1.5, 1.5),
    (9.0, 1.5, 2.0, 1.5),
    (5.0, 1.5, 1.5, 1.5, 1.5, 1.5),
    (2.0, 4.0),
    (6.0, 5.0),
    (3.0, 1.0, 3.0, 5.0),
    (1.0, 3.0),
    (10.0, 5.0),
)
_READABLE = 4.6  #: a little more than WCAG 2.1 wants, for what rounding takes away


@cache
def theme_of(name: str, palette: str = "colour") -> Theme:
    """A theme by its name in one of the `PALETTES`; KeyError for an unknown name, ValueError for an unknown palette."""
    theme = THEMES[name]
    if palette == "colour":
        return theme
    if palette == "colour-blind":
        return _told_apart(theme)
    if palette == "black-and-white":
        return _without_colour(theme)
    raise ValueError(f"there is no palette “{palette}”")


def _told_apart(theme: Theme) -> Theme:
    """Blue is good and vermilion bad; accents have patterns as well."""
    page = theme.page
    good, bad = (_strong(theme, _APART[name]) for name in ("blue", "red"))
    return replace(
        theme,
        name=f"{theme.name}, colour-blind",
        positive=good,
        positive_pale=mix(page, good, 0.18),
        positive_text=_legible(theme, good, mix(page, good, 0.18)),
        negative=bad,
        negative_pale=mix(page, bad, 0.22),
        negative_text=_legible(theme, bad, mix(page, bad, 0.22)),
        persona_colours=tuple(_bearing_text(theme, colour) for colour in _APART_CURVES),
        accents=_accents(theme, {name: _strong(theme, _APART[name]) for name in theme.accents}, 0.08),
        patterned=True,
    )


def _without_colour(theme: Theme) -> Theme:
    """Ink on paper, and greys only where nothing depends on them."""
    page = max("#ffffff", "#000000", key=lambda colour: contrast(colour, theme.text))
    ink = "#000000" if page == "#ffffff" else "#ffffff"

    def grey(share: float) -> str:
        return mix(page, ink, share)

    dark = "#262626" if page == "#ffffff" else "#404040"
    return replace(
        theme,
        name=f"{theme.name}, black-and-white",
        page=page,
        surface=page,
        surface_soft=grey(0.03),
        border=grey(0.4),
        hairline=grey(0.3),
        text=ink,
        text_muted=grey(0.75),
        pill=grey(0.1),
        pill_text=ink,
        positive=ink,
        positive_pale=page,
        positive_text=ink,
        negative=ink,
        negative_pale=grey(0.16),
        negative_text=ink,
        neutral=grey(0.6),
        ghost=grey(0.6),
        portrait=grey(0.7),
        portrait_ground=grey(0.15),
        stage_ramp=(dark, mix(dark, "#595959", 0.9)),
        persona_colours=(ink, grey(0.6), grey(0.8), grey(0.7)),
        accents=_accents(theme, dict.fromkeys(theme.accents, ink), 0.0, page),
        patterned=True,
    )


def _accents(theme: Theme, strong: dict[str, str], share: float, page: str = "") -> dict[str, Accent]:
    """Accents of these strong tones, with pale grounds and patterns."""
    made = {}
    for (name, colour), dash in zip(strong.items(), _PATTERNS, strict=True):
        pale = mix(page or theme.page, colour, share)
        made[name] = Accent(colour, pale, _legible(theme, colour, pale) if share else colour, dash)
    return made


def _strong(theme: Theme, colour: str) -> str:
    """The colour, or one like it that shows on the theme's page (WCAG 2.1 wants 3 of a graphic)."""
    while contrast(colour, theme.page) < 3.0:
        colour = mix(colour, theme.text, 0.1)
    return colour


def _bearing_text(theme: Theme, colour: str) -> str:
    """The colour, or one like it that shows on the page and on which the theme's text of strong grounds can be read."""
    colour = _strong(theme, colour)
    dark = min(theme.text, theme.page, key=luminance)
    while max(contrast(colour, theme.text_on_strong), contrast(colour, dark)) < _READABLE:
        colour = mix(colour, theme.text, 0.1)
    return colour


def _legible(theme: Theme, colour: str, ground: str) -> str:
    """The colour, or one like it that can be read on the theme's grounds and on this one."""
    grounds = (ground, theme.page, theme.surface, theme.surface_soft)
    while min(contrast(colour, one) for one in grounds) < _READABLE:
        colour = mix(colour, theme.text, 0.1)
    return colour
