/**
 * The address holds view, measure, levels and selection, so that a link opens the same picture.
 * Each entry of the browser's history holds them too, the view unrounded, so that back returns to exactly it.
 */
import { chooseLayers, chooseQuantity } from "./choices.mjs";
import { choosePer } from "./quantity.mjs";
import { isTravelling } from "./travel.mjs";

const HOME = "/";

/**
 * @typedef {object} Entry of the history
 * @property {?object} selected
 * @property {string} measure
 * @property {?string} per
 * @property {string[]} shown levels
 * @property {?boolean} points
 * @property {?[number, number, number]} view
 */

/**
 * @param {?{id: number, code: string, level: string}} selected
 * @param {string} measure
 * @param {import("./levels.mjs").Level[]} levels
 * @param {?[number, number, number]} viewed
 * @param {?boolean} points whether issue points are shown
 * @param {?string} per what the measure is taken per
 */
export function keepAddress(selected, measure, levels, viewed, points, per) {
    if (location.pathname !== HOME) return; // a wall's address stays as it was opened
    const search = new URLSearchParams(location.search);
    const before = search.get("area");
    put(search, "area", selected?.code);
    put(search, "measure", measure === "open_issues" ? null : measure);
    put(search, "per", choosePer(measure, per));
    const shown = levels.filter((level) => level.shown).map((level) => level.name);
    put(search, "levels", shown.length < levels.length ? shown.join(",") : null);
    put(search, "points", points ? "on" : null);
    if (viewed) put(search, "view", roundView(viewed));
    /** @type {Entry} */
    const entry = { selected: selected ? pickArea(selected) : null, measure, per, shown, points, view: viewed ?? null };
    if (search.get("area") === before) history.replaceState(entry, "", write(search));
    else history.pushState(entry, "", write(search));
}

/** @returns {?[number, number, number]} the exact view that this entry of the history was left with */
export function recallView() {
    return (location.pathname === HOME && history.state?.view) || null;
}

/**
 * Back and forward: the page shows the former area and view itself. Dash would build the whole page anew, so it is not
 * told, unless the address is another page's, or this page did not write the entry.
 * @param {string} target id of the map
 * @param {(view: [number, number, number]) => void} jump moves the map at once
 * @returns {() => void} ends it
 */
export function followHistory(target, jump) {
    const look = readLook();
    const follow = (event) => {
        const { selected, measure, per, shown, points, view } = event.state ?? {};
        if (location.pathname !== HOME || readLook() !== look || !measure) return;
        if (!isTravelling()) event.stopImmediatePropagation();
        const stays = selected && { ...selected, stays: true };
        window.dash_clientside.set_props(target, { selected: stays, viewed: view, fit: null });
        chooseQuantity(measure, per);
        chooseLayers(shown, points);
        if (view) jump(view);
    };
    window.addEventListener("popstate", follow, true);
    return () => window.removeEventListener("popstate", follow, true);
}

/** @returns {?string} how the page is drawn: another look is another page */
const readLook = () => new URLSearchParams(location.search).get("look");

/** @param {object} area with more than it is known by */
const pickArea = ({ id, code, level }) => ({ id, code, level });

/** @param {[number, number, number]} view to about a metre and a hundredth of a zoom */
function roundView([lon, lat, zoom]) {
    return [lon.toFixed(5), lat.toFixed(5), zoom.toFixed(2)].map(Number).join(",");
}

/** @param {URLSearchParams} search */
function write(search) {
    return `${location.pathname}?${search}`.replace(/%2C/g, ",").replace(/\?$/, "");
}

/**
 * @param {URLSearchParams} search
 * @param {string} name
 * @param {?string} value
 */
function put(search, name, value) {
    if (value) search.set(name, value);
    else search.delete(name);
}
