/** The address holds view, measure, levels and selection, so that a link opens the same picture. */
import { choosePer } from "./quantity.mjs";

/**
 * @param {?{code: string}} selected
 * @param {string} measure
 * @param {import("./levels.mjs").Level[]} levels
 * @param {?[number, number, number]} viewed
 * @param {?boolean} points whether issue points are shown
 * @param {?string} per what the measure is taken per
 */
export function keepAddress(selected, measure, levels, viewed, points, per) {
    if (location.pathname !== "/") return; // a wall's address stays as it was opened
    const search = new URLSearchParams(location.search);
    const before = search.get("area");
    put(search, "area", selected?.code);
    put(search, "measure", measure === "open_issues" ? null : measure);
    put(search, "per", choosePer(measure, per));
    put(
        search,
        "levels",
        levels.every((level) => level.shown)
            ? null
            : levels
                  .filter((level) => level.shown)
                  .map((level) => level.name)
                  .join(","),
    );
    put(search, "points", points ? "on" : null);
    put(search, "view", viewed?.join(","));
    const address = `${location.pathname}?${search}`.replace(/%2C/g, ",").replace(/\?$/, "");
    if (search.get("area") === before) history.replaceState(selected ?? null, "", address);
    else history.pushState(selected ?? null, "", address);
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

/**
 * Back and forward: the page shows the former area and view itself. Dash would build the whole page anew, so it is not told.
 * @param {string} target id of the map
 * @returns {() => void} ends it
 */
export function followHistory(target) {
    const go = (event) => {
        event.stopImmediatePropagation();
        const view = new URLSearchParams(location.search).get("view")?.split(",").map(Number);
        window.dash_clientside.set_props(target, { selected: event.state, ...(view && { view }) });
    };
    window.addEventListener("popstate", go, true);
    return () => window.removeEventListener("popstate", go, true);
}
