"""Draw the table that loading.py wrote as docs/loading.svg: seconds by millions of triples, a line for each loader."""

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

TABLE = Path(__file__).with_name("loading.tsv")
PLOT = Path(__file__).parents[2] / "docs" / "loading.svg"
WIDTH, HEIGHT, LEFT, BOTTOM = 640, 360, 60, 50
COLOURS = ("#1b6ca8", "#8a8a8a", "#c8553d", "#4f772d")

Points = list[tuple[float, float]]


def main() -> None:
    """Read the table and write the plot."""
    lines: dict[str, Points] = defaultdict(list)
    with TABLE.open(newline="") as table:
        for row in csv.DictReader(table, delimiter="\t"):
            lines[row["loader"]].append((float(row["million triples"]), float(row["seconds"])))
    PLOT.write_text(plot(lines), encoding="utf-8")


def plot(lines: Mapping[str, Sequence[tuple[float, float]]]) -> str:
    """The lines as SVG, both axes from 0."""
    far = max(x for points in lines.values() for x, _ in points)
    high = max(y for points in lines.values() for _, y in points)

    def at(x: float, y: float) -> str:
        return f"{LEFT + x / far * (WIDTH - LEFT - 120):.1f},{HEIGHT - BOTTOM - y / high * (HEIGHT - BOTTOM - 20):.1f}"

    drawn = [f'<polyline points="{at(0, high)} {at(0, 0)} {at(far, 0)}" fill="none" stroke="#444"/>']
    for x in sorted({x for points in lines.values() for x, _ in points}):
        drawn.append(text(at(x, 0), f"{x:g}", 18, "middle"))
    for share in (0.5, 1.0):
        drawn.append(text(at(0, high * share), f"{high * share:.0f} s", 4, "end", -6))
    drawn.append(text(at(far / 2, 0), "million triples", 38, "middle"))
    for (name, points), colour in zip(lines.items(), COLOURS, strict=False):
        ordered = sorted(points)
        path = " ".join(at(x, y) for x, y in ordered)
        drawn.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        drawn += [f'<circle cx="{x}" cy="{y}" r="3" fill="{colour}"/>' for x, y in (point.split(",") for point in path.split())]
        drawn.append(text(path.split()[-1], name, 4, "start", 8, colour))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="13">\n'
        + "\n".join(drawn)
        + "\n</svg>\n"
    )


def text(place: str, words: str, below: int, anchor: str, right: int = 0, colour: str = "#444") -> str:
    """Words at a place."""
    x, y = map(float, place.split(","))
    return f'<text x="{x + right:.1f}" y="{y + below:.1f}" text-anchor="{anchor}" fill="{colour}">{escape(words)}</text>'


if __name__ == "__main__":
    main()
