/** BoardChart: fills a chart, whose figure came with the page, with the board's data for the area in view. */
import { useEntry } from "./entry.mjs";

const { useEffect, useReducer, useRef } = window.React;

/** How each chart's data are read: the values of its traces, and of its axis. */
const DRAWS = {
    open: ({ trend }) => [withEnd(trend.open)],
    overdue: ({ trend }) => [withEnd(trend.overdue)],
    days: ({ days }) => {
        const x = days.map(([day]) => String(Number(day.slice(8))));
        return [1, 2].map((place) => bars(x, days.map((row) => row[place])));
    },
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
 * @param {object[]} values by trace
 * @param {number} unit px
 */
function fillFigure({ data, layout }, values, unit) {
    const { l, r, t, b } = layout.margin;
    return {
        data: data.map((trace, index) => ({ ...trace, ...values[index], ...scaleLine(trace, unit) })),
        layout: {
            ...layout,
            font: { ...layout.font, size: layout.font.size * unit },
            margin: { l: l * unit, r: r * unit, t: t * unit, b: b * unit },
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

/** Bars with their numbers. */
function bars(x, counts) {
    return { x, y: counts, text: counts.map(shorten) };
}

/** @param {number} count @returns {string} three digits, or thousands */
function shorten(count) {
    return count < 1000 ? String(count) : `${(count / 1000).toFixed(count < 10_000 ? 1 : 0)}k`;
}
