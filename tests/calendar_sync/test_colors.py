"""The colours of the kinds of tasks: names that clients know, and told apart by everybody."""

from itertools import combinations
from math import dist

import pytest

from calendar_sync.events import COLORS
from plans.model.plan import TaskKind

Triple = tuple[float, float, float]
#: The names in use with their values in CSS3.
CSS3 = {
    "red": "ff0000",
    "lightskyblue": "87cefa",
    "blue": "0000ff",
    "gold": "ffd700",
    "rebeccapurple": "663399",
    "maroon": "800000",
    "salmon": "fa8072",
    "darkslategray": "2f4f4f",
}
#: What people see who lack one kind of cone: linear RGB, after Machado, Oliveira and Fernandes (2009), severity 1.
SIGHTS: dict[str, tuple[Triple, Triple, Triple]] = {
    "all three": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "no red": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "no green": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "no blue": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}
#: CIELAB's distance; about 2 is the least that is seen at all, neighbouring hues of a palette are about 20 apart.
APART = 25


def linear(color: str) -> Triple:
    """A CSS colour as light."""
    channels = (int(CSS3[color][start : start + 2], 16) / 255 for start in (0, 2, 4))
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels)
    return red, green, blue


def lab(color: str, sight: str) -> Triple:
    """A colour in CIELAB as somebody with that sight sees it."""
    light = linear(color)
    red, green, blue = (
        min(1.0, max(0.0, sum(a * b for a, b in zip(row, light, strict=True)))) for row in SIGHTS[sight]
    )
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def test_every_kind_has_a_colour_of_its_own() -> None:
    assert set(COLORS) == set(TaskKind)
    assert sorted(COLORS.values()) == sorted(CSS3)


@pytest.mark.parametrize("sight", SIGHTS)
def test_no_two_kinds_look_alike_to_anybody(sight: str) -> None:
    distances = {(one, other): dist(lab(one, sight), lab(other, sight)) for one, other in combinations(CSS3, 2)}
    assert min(distances.values()) > APART, min(distances, key=distances.__getitem__)
