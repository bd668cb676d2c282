/** The classes that a reader chose, kept in this browser: by quantity a method, and by level the own edges. */
import { MOST_CLASSES } from "./classes.mjs";
import { choosePer } from "./quantity.mjs";

/** @typedef {import("./classes.mjs").Chosen} Chosen */
/** @typedef {import("./classes.mjs").Ends} Ends */
/** @typedef {{fault: string, text?: string}} Fault `fault` names its words */

const KEY = "gridboard-classes-1";
const METHODS = ["automatic", "quantile", "equal", "own"];

/** @type {?Object<string, Chosen>} */
let present = null;
/** @type {Set<() => void>} */
const watchers = new Set();

/** @returns {Object<string, Chosen>} by quantity; what is kept but does not fit is as if it were not there */
export function presentMethods() {
    present ??= Object.fromEntries(Object.entries(readKept()).filter(([name, chosen]) => fits(name, chosen)));
    return present;
}

/**
 * @param {string} name of a quantity
 * @param {Partial<Chosen>} chosen what changes
 */
export function chooseMethod(name, chosen) {
    present = { ...presentMethods(), [name]: { ...presentMethods()[name], ...chosen } };
    try {
        localStorage.setItem(KEY, JSON.stringify(present));
    } catch {
        // A browser that keeps nothing still shows what was chosen, until the page is closed.
    }
    watchers.forEach((watcher) => watcher());
}

/**
 * @param {() => void} watcher told of every choice
 * @returns {() => void} ends it
 */
export function watchMethods(watcher) {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
}

/** @returns {object} whatever is kept, when it is an object */
function readKept() {
    try {
        return Object(JSON.parse(localStorage.getItem(KEY)));
    } catch {
        return {};
    }
}

/**
 * @param {string} name of a quantity
 * @param {any} chosen
 */
function fits(name, chosen) {
    const [measure, per = null] = name.split("/");
    const own = Object.values(Object(chosen?.own));
    return (
        choosePer(measure, per) === per &&
        METHODS.includes(chosen?.method) &&
        own.every((ends) => Array.isArray(ends?.edges) && checkEnds({ most: null, ...ends }, per) === null)
    );
}

/**
 * @param {string} edges as they were typed: numbers with commas or spaces between them
 * @param {string} most as it was typed; nothing leaves the last class open
 * @param {boolean} isUpper
 * @param {?string} per
 * @returns {{ends: Ends}|Fault}
 */
export function readEnds({ edges, most, isUpper }, per) {
    const texts = edges.split(/[\s,，、;；]+/).filter(Boolean);
    const top = most.trim();
    const wrong = [...texts, top].find((text) => text && !/^\d{1,9}(\.\d+)?$/.test(text));
    if (wrong !== undefined) return { fault: "no_number", text: wrong };
    const ends = { edges: texts.map(Number), isUpper, most: top ? Number(top) : null };
    const fault = checkEnds(ends, per);
    return fault ? { fault } : { ends };
}

/**
 * @param {Ends} ends
 * @param {?string} per
 * @returns {?string} what is wrong with them
 */
function checkEnds({ edges, most }, per) {
    const all = most === null ? edges : [...edges, most];
    if (edges.length === 0 || all.length >= MOST_CLASSES) return "no_room";
    if (!all.every((edge) => Number.isFinite(edge) && edge > 0)) return "no_order";
    if (!per && !all.every(Number.isInteger)) return "no_whole";
    if (!all.every((edge) => Math.abs(10 * edge - Math.round(10 * edge)) < 1e-6)) return "no_decimal";
    if (edges.some((edge, index) => index > 0 && edge <= edges[index - 1])) return "no_order";
    return most !== null && most <= edges.at(-1) ? "no_most" : null;
}
