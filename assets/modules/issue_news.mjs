/** IssueNews: tells the page when issues within the chosen area changed. */
import { appear } from "./appearing.mjs";
import { needAreas } from "./areas.mjs";
import { showChosen } from "./chosen.mjs";
import { listen } from "./live.mjs";
import { makeOrder } from "./order.mjs";

const { useEffect, useRef } = window.React;

/** @param {object} props as dashboard/live_pieces.py describes them */
export function IssueNews(props) {
    const latest = useRef(props);
    latest.current = props;
    useEffect(() => followIssues(latest), []);
    return null;
}

/**
 * @param {{current: object}} latest props
 * @returns {() => void} ends it
 */
function followIssues(latest) {
    const order = makeOrder((signal) => tellNews(latest.current, signal), () => {}, () => {});
    const silence = listen((kind, message) => {
        const { selected } = latest.current;
        const concerns = kind === "snapshot" || (kind === "issue" && liesWithin(message.area_id, latest.current));
        if (concerns && selected) order.soon();
    });
    return () => [order.end, silence].forEach((end) => end());
}

/**
 * Dash asks for the list then, which says of which news it knew.
 * @param {object} props
 * @param {AbortSignal} signal
 */
function tellNews({ selected, list, news, setProps }, signal) {
    if (!selected) return null;
    const told = (news ?? 0) + 1;
    setProps({ news: told });
    return appear(() => Number(document.getElementById(list)?.dataset.news) === told, signal);
}

/**
 * @param {?number} area
 * @param {{selected: ?{id: number}, tiles: string, levels: object[]}} props
 * @returns {boolean} whether the area is the selected one or lies below it; it may while nobody knows
 */
function liesWithin(area, { selected, tiles, levels }) {
    if (!selected || area === null) return false;
    if (area === selected.id) return true;
    const parents = findParents(tiles, levels);
    let above = area;
    while (parents && above && above !== selected.id) above = parents.get(above);
    return !parents || above === selected.id;
}

/** @type {{tiles: ?string, parents: ?Map<number, ?number>}} */
const kept = { tiles: null, parents: null };

/**
 * @param {string} tiles
 * @param {object[]} levels
 * @returns {?Map<number, ?number>} the parent of every area; null before the lists are here
 */
function findParents(tiles, levels) {
    if (kept.tiles === tiles) return kept.parents;
    const lists = levels.filter((level) => level.count).map((level) => needAreas(tiles, level.name).content);
    if (!lists.every(Boolean)) return null;
    Object.assign(kept, { tiles, parents: new Map(lists.flat().map((area) => [area.id, area.parent])) });
    return kept.parents;
}

/**
 * @param {?object} selected
 * @param {string} tiles
 * @param {string[]} parts ids of what is empty without an area
 * @returns {[?object, string]} what IssueNews watches; the other pieces are told beside it
 */
export function watchSelected(selected, tiles, ...parts) {
    showChosen(selected, parts);
    return [selected, tiles];
}
