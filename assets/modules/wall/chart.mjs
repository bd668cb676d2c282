/** BoardChart: fills a chart, whose figure came with the page, with the board's data for the area in view. */
import { useEntry } from "./entry.mjs";

const { useEffect, useReducer, useRef } = window.React;

/** Heights of the seven days' chart in heights of its highest bar: with a number above it, with one a line higher. */
const UNDER_NUMBER = 1.25;
const UNDER_LIFTED = 1.75;

/** How each chart's data are read: the values of its traces, and where its axis ends when it does not find out itself. */
const DRAWS = {
    open: ({ trend }) => ({ traces: [withEnd(trend.open)] }),
    overdue: ({ trend }) => ({ traces: [withEnd(trend.overdue)] }),
    days: ({ days }) => drawDays(days),
};

/**
 * Draws nothing itself: the chart stays and is told what differs.
 * @param {{target: string, figure: {data: object[], layout: object}, draws: keyof DRAWS}} props
 */
export function BoardChart({ target, figure, draws }) {
    const entry = useEntry();
    const unit = useUnit();
    const told = useRef("");
    useEffect(() => {
        if (!entry) return;
        const filled = fillFigure(figure, DRAWS[draws](entry), unit);
        const key = JSON.stringify(filled);
        if (key === told.current) return;
        told.current = key;
        window.dash_clientside.set_props(target, { figure: filled });
    });
    return null;
}

/** @returns {number} px of the style sheet's `--unit`, anew when the window changes its size */
function useUnit() {
    const [, redraw] = useReducer((count) => count + 1, 0);
    useEffect(() => {
        window.addEventListener("resize", redraw);
        return () => window.removeEventListener("resize", redraw);
    }, []);
    const wall = document.querySelector(".wall");
    return parseFloat(getComputedStyle(wall ?? document.body).getPropertyValue("--unit")) || 1;
}

/**
 * @param {{data: object[], layout: object}} figure whose sizes are those at 1920 x 1080
 * @param {{traces: object[], top: ?number}} values
 * @param {number} unit px
 */
function fillFigure({ data, layout }, { traces, top }, unit) {
    const { l, r, t, b } = layout.margin;
    return {
        data: data.map((trace, index) => ({ ...trace, ...traces[index], ...scaleLine(trace, unit) })),
        layout: {
            ...layout,
            font: { ...layout.font, size: layout.font.size * unit },
            margin: { l: l * unit, r: r * unit, t: t * unit, b: b * unit },
            ...(top && { yaxis: { ...layout.yaxis, range: [0, top] } }),
        },
    };
}

/** A line and its points are as thick as the wall is large. */
function scaleLine({ line, marker }, unit) {
    return line && { line: { ...line, width: line.width * unit }, marker: { ...marker, size: marker.size * unit } };
}

/** A line with a point at its end. */
function withEnd(counts) {
    const last = counts.length - 1;
    return { x: counts.map((_, hour) => hour - last), y: counts, selectedpoints: [last] };
}

/** @param {[string, number, number][]} days new and closed, as bars under their numbers */
function drawDays(days) {
    const most = Math.max(1, ...days.flatMap(([, ...counts]) => counts));
    const lifted = days.map((row) => wouldTouch(row, most));
    const tops = days.map(([, one, other], day) => Math.max(one, other) * (lifted[day] ? UNDER_LIFTED : UNDER_NUMBER));
    const x = days.map(([day]) => String(Number(day.slice(8))));
    const number = (row, day) => (lifted[day] ? `${shorten(row[2])}<br> ` : shorten(row[2]));
    const traces = [
        { x, y: days.map((row) => row[1]), text: days.map((row) => shorten(row[1])) },
        { x, y: days.map((row) => row[2]), text: days.map(number) },
    ];
    return { traces, top: Math.max(1, ...tops) };
}

/** Two numbers of three letters have no room side by side: the second one stands a line higher. */
function wouldTouch([, one, other], most) {
    const isWide = [one, other].every((count) => shorten(count).length > 2);
    return isWide && Math.abs(one - other) < most / 4;
}

/** @param {number} count @returns {string} three digits, or thousands */
function shorten(count) {
    return count < 1000 ? String(count) : `${(count / 1000).toFixed(count < 10_000 ? 1 : 0)}k`;
}
