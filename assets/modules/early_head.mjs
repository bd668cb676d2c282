/** EarlyHead: who the chosen area is, with its live counts, until the server has told all about it. */
import { needAreas } from "./areas.mjs";
import { watchWanted } from "./chosen.mjs";
import { usePicture } from "./hooks.mjs";
import { presentPicture } from "./picture.mjs";

const { useEffect } = window.React;

/** Keeps out of sight what is still of another area than the chosen one; its room stays, and so does the focus. */
const veil = new CSSStyleSheet();
document.adoptedStyleSheets.push(veil);

/** @typedef {import("./areas.mjs").Area} Area */

/** @param {{part: string, levels: string[], patterns: Object<string, string>, waiting: string}} props see dashboard/live_pieces.py */
export function EarlyHead({ part, levels, patterns, waiting }) {
    const tiles = usePicture()?.tiles;
    useEffect(() => {
        if (tiles) needAreas(tiles, levels[0]); // no picture but that of the whole needs them
    }, [tiles]);
    useEffect(() => {
        const write = (area) => {
            veilOthers(area);
            const head = document.getElementById(part);
            if (!area || head.querySelector(`[data-area="${area.id}"], [data-early="${area.id}"]`)) return;
            const written = fillPattern(patterns[area.level], findWay(area, levels));
            if (!written && head.querySelector(".skeleton")) return;
            head.closest(".panel").scrollTop = 0;
            window.dash_clientside.set_props(part, { children: written ?? JSON.parse(waiting) });
        };
        const silence = watchWanted(write);
        return () => [silence, veilOthers].forEach((end) => end());
    }, [part, patterns]);
    return null;
}

/** @param {?{id: number}} [area] the chosen one */
function veilOthers(area) {
    const other = area && `[data-area]:not([data-area="${area.id}"])`;
    veil.replaceSync(area ? `.panel > :is(${other}, :has(${other})) { clip-path: inset(50%); }` : "");
}

/**
 * @param {{id: number, level: string}} chosen
 * @param {string[]} levels from the top down
 * @returns {Area[]} the area and those above it, as far as their lists are here
 */
function findWay({ id, level }, levels) {
    const { tiles } = presentPicture() ?? {};
    const upwards = tiles ? levels.slice(0, levels.indexOf(level) + 1).reverse() : [];
    const way = [];
    for (const name of upwards) {
        const next = way.length ? way.at(-1).parent : id;
        const area = needAreas(tiles, name).content?.find((each) => each.id === next);
        if (area) way.push(area);
    }
    return way;
}

/**
 * @param {string} [pattern] JSON
 * @param {Area[]} way
 * @returns {?object[]} null when the page does not know who the area is
 */
function fillPattern(pattern, way) {
    if (!pattern || way.at(-1)?.parent !== null) return null;
    const [{ id, code }] = way;
    const told = { "{area.name}": nameInCommunity(way), "{area.code}": code };
    return JSON.parse(pattern, (key, value) => {
        if (key === "of" || key === "data-early") return id;
        return typeof value === "string" ? value.replace(/\{area\.\w+\}/, (place) => told[place]) : value;
    });
}

/**
 * @param {Area[]} way
 * @returns {string} as the server will write it: after the name of what the area lies in, but never after the street's
 */
function nameInCommunity([area, above]) {
    return above && above.parent !== null ? `${above.name} · ${area.name}` : area.name;
}
