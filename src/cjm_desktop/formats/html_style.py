"""The theme and the number of a page's stages go in; its style sheet comes out: light, dark and for paper."""

from __future__ import annotations

from collections.abc import Iterator

from cjm_desktop.theme import DARK, LIGHT, PRINT, Theme, contrast, mix

#: Grounds of the stages' heads: so many steps from the first to the last.
STAGE_TONES = 6
#: Strokes of curves: so many colours, then they come again.
CURVE_TONES = 4

_READABLE = 4.5
#: A stage's least width, and that of the lanes' names, in rem.
_STAGE, _LABEL = 14, 9

_RULES = """\
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;padding:2rem clamp(1rem,3vw,3rem);background:var(--page);color:var(--text);
font:0.9375rem/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:break-word}
h1{margin:0 0 .25rem;font-size:1.75rem;line-height:1.2}
h2{margin:2.25rem 0 .75rem;font-size:1.2rem}
h3{margin:0;font-size:1rem}
p{margin:0}
h1,h3,dd,small,.under,.quote{text-align:match-parent}
th,td{hyphens:auto}
ul{margin:0;padding:0;list-style:none}
a{color:var(--link)}
a:focus-visible,.scroll:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.under{color:var(--muted);max-width:60rem}
.facts{display:grid;grid-template-columns:max-content minmax(0,60rem);gap:.25rem 1rem;margin:1rem 0 0}
.facts dt,.about dt{color:var(--muted);font-weight:600}
.facts dd,.about dd{margin:0}
main{margin-top:2rem}
.personas{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,22rem),1fr));gap:1rem;align-items:start}
.persona{padding:1rem;border:1px solid var(--border);border-radius:.5rem;background:var(--soft)}
.persona>header{display:flex;gap:.75rem;align-items:center;margin-bottom:.5rem}
.persona.primary{border-color:var(--link)}
.portrait{width:3.5rem;height:3.5rem;flex:none;border-radius:50%;background:var(--soft)}
.quote{font-style:italic;margin-bottom:.5rem}
.about{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,13rem),1fr));gap:.5rem 1.5rem;margin:0}
.about li::before{content:"•";margin-inline-end:.4em;color:var(--muted)}
.scroll{overflow-x:auto;border:1px solid var(--border);border-radius:.5rem}
table{border-collapse:separate;border-spacing:0;table-layout:fixed;min-width:100%}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.plain caption{position:static;width:auto;height:auto;clip-path:none;text-align:start;font-weight:700}
th,td{padding:.6rem .5rem;border-bottom:1px solid var(--hairline);text-align:start;vertical-align:top;font-weight:400}
tbody:last-child tr:last-child>*{border-bottom:0}
.lane{position:sticky;inset-inline-start:0;z-index:1;background:var(--soft);font-weight:700;padding-inline-start:.9rem;
border-inline-end:1px solid var(--hairline);box-shadow:inset .25rem 0 var(--strong)}
[dir=rtl] .lane{box-shadow:inset -.25rem 0 var(--strong)}
.lane small,.stage small{display:block;font-weight:400;font-size:.87em}
.lane small{color:var(--muted)}
.stage{font-weight:700}
.stage ol{margin:.35rem 0 0;padding:0 1.2rem;font-weight:400;font-size:.87em}
.corner{position:sticky;inset-inline-start:0;z-index:1;background:var(--soft)}
.line>td{padding:.2rem .9rem;color:var(--muted);font-size:.87em;text-align:start;border-top:2px dashed var(--neutral);
background:var(--page)}
.line span{position:sticky;inset-inline-start:.9rem}
.cards>li+li{margin-top:.4rem}
.card{display:block;padding:.5rem .6rem;border:1px solid var(--border);border-inline-start:.2rem solid var(--strong);
border-radius:.3rem;background:var(--surface)}
.tinted .card{background:var(--pale)}
.card:target{outline:3px solid var(--link)}
.pill{display:inline-flex;align-items:center;gap:.35em;padding:.05rem .5rem;margin-bottom:.25rem;border-radius:1rem;
background:var(--pill);color:var(--pill-text);font-size:.87em}
.icon{width:1em;height:1em;flex:none;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;
stroke-linejoin:round}
.signs{margin-top:.3rem;color:var(--muted);font-size:.87em}
.signs>li{display:inline}
.signs>li+li::before{content:" · "}
.more{font-size:.87em;margin-top:.3rem}
.picture{display:block;width:100%;height:auto;max-height:18rem;margin-bottom:.35rem;border-radius:.2rem}
.felt>li{display:flex;gap:.4rem;align-items:baseline}
.felt .value{flex:none;min-width:2.6em;font-weight:700;font-variant-numeric:tabular-nums}
.good{color:var(--good)}.bad{color:var(--bad)}.even,.of{color:var(--muted)}
.of{font-size:.87em}
.curve>td{padding:0}
.curve>td,.curve>th{border-bottom:0}
.curve svg{display:block;width:100%;height:auto}
.level{stroke:var(--hairline);stroke-dasharray:3 5}
.nought{stroke:var(--neutral);stroke-opacity:.5}
.between{stroke:var(--hairline);stroke-opacity:.6}
.curve text{font-size:11px;fill:var(--muted)}
.stroke{fill:none;stroke-width:3;stroke-linecap:round}
.stroke.ghost{stroke:var(--ghost);stroke-width:2;stroke-dasharray:5 6}
.face{fill:var(--page);stroke-width:2.2}
.face.good{stroke:var(--positive)}.face.bad{stroke:var(--negative)}.face.even{stroke:var(--neutral)}
.feature.good{stroke:var(--positive);fill:var(--positive)}.feature.bad{stroke:var(--negative);fill:var(--negative)}
.feature.even{stroke:var(--neutral);fill:var(--neutral)}
.mouth{fill:none!important;stroke-width:2;stroke-linecap:round}
.feature:not(.mouth){stroke:none}
.dot{fill:var(--page);stroke:var(--ghost);stroke-width:1.5}
.metric>li+li{margin-top:.5rem}
.metric strong{font-size:1.15rem;font-variant-numeric:tabular-nums}
.bar{display:block;width:100%;height:.4rem;margin-top:.2rem}
.bar .track{fill:var(--hairline)}.bar .full{fill:var(--strong)}
.spark{display:block;width:100%;height:2rem;margin-top:.2rem;fill:none;stroke:var(--strong);stroke-width:1.5}
.heat0{background:var(--heat0)}.heat1{background:var(--heat1)}.heat2{background:var(--heat2)}
.heat3{background:var(--heat3)}.heat4{background:var(--heat4)}
.plain{width:100%;border-top:1px solid var(--hairline)}
.plain thead th{font-weight:600;color:var(--muted)}
.plain tbody th{font-weight:600}
.hidden{position:absolute;width:0;height:0;overflow:hidden}
"""

_PRINT = """\
@page{size:landscape;margin:10mm}
body{padding:0;font-size:8.5pt;print-color-adjust:exact;-webkit-print-color-adjust:exact}
h1{font-size:15pt}h2{font-size:11pt;margin:5mm 0 2mm;break-after:avoid}
.scroll{overflow:visible;border:0}
table.map{width:100%;font-size:8pt}
table.map .name{width:11%}
.lane,.corner,.line span{position:static}
.lane,th,td{padding:1.2mm}
.lane{padding-inline-start:2mm}
main{margin-top:5mm}
.personas{grid-template-columns:repeat(auto-fit,minmax(60mm,1fr))}
.about{grid-template-columns:repeat(auto-fill,minmax(35mm,1fr))}
th,td{overflow-wrap:anywhere}
.card,.persona,.felt>li{break-inside:avoid}
.card{padding:1mm 1.4mm}
.felt>li{display:block}
thead{display:table-header-group}
a{color:inherit;text-decoration:none}
"""


def style_sheet(stages: int) -> str:
    """The sheet of a page whose map has so many stages."""
    width = _LABEL + _STAGE * max(stages, 1)
    measures = f"table.map{{width:{width}rem}}table.map .name{{width:{_LABEL}rem}}\n"
    small = "table.map{font-size:6.5pt}\n" if stages > 8 else ""
    return (
        f":root{{color-scheme:light dark}}\n{_colours(LIGHT)}{_RULES}{measures}"
        f"@media (prefers-color-scheme:dark){{\n{_colours(DARK)}}}\n"
        f"@media print{{\n{_colours(PRINT)}{_PRINT}{small}}}\n"
    )


def _colours(theme: Theme) -> str:
    """The theme's colours as variables, and rules for the classes that name one."""
    names = {
        "page": theme.page,
        "surface": theme.surface,
        "soft": theme.surface_soft,
        "border": theme.border,
        "hairline": theme.hairline,
        "text": theme.text,
        "muted": theme.text_muted,
        "link": theme.accent("blue").text,
        "pill": theme.pill,
        "pill-text": theme.pill_text,
        "positive": theme.positive,
        "negative": theme.negative,
        "neutral": theme.neutral,
        "ghost": theme.ghost,
        "good": theme.positive_text,
        "bad": theme.negative_text,
        **{f"heat{n}": _heat(theme, n / 4) for n in range(5)},
    }
    variables = ";".join(f"--{name}:{colour}" for name, colour in names.items())
    return f":root{{{variables}}}\n" + "".join(_classes(theme))


def _classes(theme: Theme) -> Iterator[str]:
    for name, accent in theme.accents.items():
        yield f".a-{name}{{--strong:{accent.strong};--pale:{accent.pale}}}\n"
    for n in range(STAGE_TONES):
        ground, ink = _stage(theme, n / (STAGE_TONES - 1))
        yield f".s{n}{{background:{ground};color:{ink}}}\n"
    for n in range(CURVE_TONES):
        yield f".c{n}{{stroke:{theme.persona_colours[n % len(theme.persona_colours)]}}}\n"


def _stage(theme: Theme, share: float) -> tuple[str, str]:
    """Ground and text of a stage's head; the ground is darkened until the text can be read on it."""
    place = share * (len(theme.stage_ramp) - 1)
    n = min(int(place), len(theme.stage_ramp) - 2)
    ground, ink = mix(theme.stage_ramp[n], theme.stage_ramp[n + 1], place - n), theme.text_on_strong
    while contrast(ground, ink) < _READABLE:
        ground = mix(ground, theme.stage_ramp[0], 0.05)
    return ground, ink


def _heat(theme: Theme, share: float) -> str:
    """From the theme's red over its surface to its green."""
    if share < 0.5:
        return mix(theme.negative_pale, theme.surface, share * 2)
    return mix(theme.surface, theme.positive_pale, share * 2 - 1)
