/** IssueNews: tells the page when issues within the chosen area changed. */
import { listAreas } from "./areas.mjs";
import { showChosen } from "./chosen.mjs";
import { listen } from "./live.mjs";

const { useEffect, useRef } = window.React;

/** A busy street must not ask for the list more often than this. */
const PAUSE = 2000;
/** A list that is not new after so many ms is asked for again, each time after a longer pause. */
const PATIENCE = 6000;
const MOST_DOUBLINGS = 3;

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
    let [waiting, watching, tries] = [0, 0, 0];
    const tell = () => {
        waiting = 0;
        const news = (latest.current.news ?? 0) + 1;
        latest.current.setProps({ news });
        clearTimeout(watching);
        watching = setTimeout(insist, PATIENCE * 2 ** Math.min(tries, MOST_DOUBLINGS), news);
    };
    const insist = (news) => {
        const { selected, list } = latest.current;
        const isTold = !selected || Number(document.getElementById(list)?.dataset.news) === news;
        tries = isTold ? 0 : tries + 1;
        if (!isTold) tell();
    };
    const silence = listen(async (kind, message) => {
        const concerns =
            kind === "snapshot" || (kind === "issue" && (await liesWithin(message.area_id, latest.current)));
        if (concerns && latest.current.selected && !waiting) waiting = setTimeout(tell, PAUSE);
    });
    return () => {
        silence();
        clearTimeout(waiting);
        clearTimeout(watching);
    };
}

/**
 * @param {?number} area
 * @param {{selected: ?{id: number}, tiles: string, levels: object[]}} props
 * @returns {Promise<boolean>} whether the area is the selected one or lies below it
 */
async function liesWithin(area, { selected, tiles, levels }) {
    if (!selected || area === null) return false;
    if (area === selected.id) return true;
    const parents = await readParents(tiles, levels);
    let above = area;
    while (above && above !== selected.id) above = parents.get(above);
    return above === selected.id;
}

/** @type {{tiles: ?string, parents: ?Promise<Map<number, ?number>>}} */
const kept = { tiles: null, parents: null };

/**
 * @param {string} tiles
 * @param {object[]} levels
 * @returns {Promise<Map<number, ?number>>} the parent of every area; the lists are fetched once
 */
function readParents(tiles, levels) {
    if (kept.tiles !== tiles) {
        kept.tiles = tiles;
        kept.parents = Promise.all(
            levels.filter((level) => level.count).map((level) => listAreas(tiles, level.name)),
        ).then(
            (lists) => new Map(lists.flat().map((area) => [area.id, area.parent])),
            () => {
                kept.tiles = null;
                return new Map();
            },
        );
    }
    return kept.parents;
}

/**
 * @param {?object} selected
 * @param {string} tiles
 * @param {string} panel id of its head
 * @returns {[?object, string]} what IssueNews watches; the other pieces are told beside it
 */
export function watchSelected(selected, tiles, panel) {
    showChosen(selected, panel);
    return [selected, tiles];
}
