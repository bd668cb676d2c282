/** The rows of the list: only those in sight are in the page; the keys go from row to row. */
import { findMore, tryAgain } from "./found.mjs";
import { IssueRow } from "./row.mjs";

const { createElement: h, memo, useCallback, useEffect, useLayoutEffect, useRef, useState } = window.React;

/** Rows drawn above and below those in sight. */
const SPARE = 8;
/** The next page is asked for when fewer rows than these lie ahead. */
const AHEAD = 120;

const Row = memo(IssueRow);

/** @param {{found: object, words: object}} props */
export function IssueRows({ found, words }) {
    const box = useRef(null);
    const { sight, look, scroll } = useSight(box, found);
    const { active, setActive, press } = useKeys(box, sight, look, found.rows.length);
    const { rows, state, next, query, shown } = found;
    useEffect(() => {
        if (sight.first + sight.count + AHEAD > rows.length) findMore();
    }, [sight, rows, state]);
    const drawRow = (number) =>
        h(Row, { key: number, number, row: rows[number], isActive: number === active, words, enter: setActive });
    return h(
        "div",
        { className: "issue-rows", ref: box, onScroll: scroll, onKeyDown: press },
        h(
            "div",
            { role: "grid", "aria-label": words.issues, "aria-rowcount": next === null ? rows.length + 1 : -1 },
            h(ListHead, { words }),
            h(
                "div",
                { className: "issue-sheet", role: "rowgroup", style: { blockSize: `${rows.length * sight.height}px` } },
                listDrawn(sight, active, rows.length).map(drawRow),
            ),
        ),
        h(ListEnd, { state, isOver: next === null, isEmpty: rows.length === 0, isFormer: shown !== query, words }),
    );
}

/**
 * Which rows are in sight. A list that is read anew begins where `found` says.
 * @param {{current: HTMLElement}} box
 * @param {object} found
 */
function useSight(box, found) {
    const [sight, setSight] = useState({ first: 0, count: 20, height: 56 });
    const look = useCallback(() => {
        if (box.current === null) return; // the observer's last word, when the list is gone
        const seen = measure(box.current);
        setSight((former) => (isSame(former, seen) ? former : seen));
    }, []);
    const scroll = useCallback(() => {
        found.top = box.current.scrollTop;
        look();
    }, []);
    useLayoutEffect(() => {
        box.current.scrollTop = found.top;
        look();
    }, [found.readAt]);
    useEffect(() => {
        const watch = new ResizeObserver(look);
        watch.observe(box.current);
        return () => watch.disconnect();
    }, []);
    return { sight, look, scroll };
}

/**
 * The one row that Tab reaches, and the keys that go on from it.
 * @param {{current: HTMLElement}} box
 * @param {{count: number, height: number}} sight
 * @param {() => void} look
 * @param {number} length
 */
function useKeys(box, sight, look, length) {
    const [entered, setActive] = useState(0);
    const active = Math.max(0, Math.min(entered, length - 1)); // a shorter list has another last row
    const isMoving = useRef(false);
    useLayoutEffect(() => {
        if (isMoving.current) box.current.querySelector(`[data-row="${active}"] a`)?.focus({ preventScroll: true });
        isMoving.current = false;
    }, [active, sight]);
    const press = (event) => {
        const target = findTarget(event.key, active, sight.count, length - 1);
        if (target === null || event.target.tagName !== "A") return;
        event.preventDefault();
        isMoving.current = true;
        bringIntoSight(box.current, target, sight.height);
        setActive(target);
        look();
    };
    return { active, setActive, press };
}

/** The names of the columns. */
function ListHead({ words }) {
    const heads = Object.entries(words.columns);
    return h(
        "div",
        { className: "issue-head", role: "rowgroup" },
        h(
            "div",
            { className: "issue-row", role: "row", "aria-rowindex": 1 },
            heads.map(([name, word]) => h("span", { key: name, role: "columnheader", className: `issue-${name}` }, word)),
        ),
    );
}

/** What stands behind the last row: that there is more to come, or that it could not be fetched. */
function ListEnd({ state, isOver, isEmpty, isFormer, words }) {
    if (state === "failed" && isFormer) return null; // that is told above the rows
    if (state === "failed") {
        return h(
            "div",
            { className: "issue-fault", role: "alert" },
            h("p", null, words.failed),
            h("button", { type: "button", onClick: tryAgain }, words.again),
        );
    }
    if (isEmpty && state === "asking") return h("div", { className: "issue-skeleton", "aria-label": words.loading });
    return !isOver && h("p", { className: "issue-more quiet" }, words.loading);
}

/**
 * @param {HTMLElement} box
 * @returns {{first: number, count: number, height: number}} the rows in sight, and how high each is
 */
function measure(box) {
    const height = parseFloat(getComputedStyle(box).getPropertyValue("--row"));
    const first = Math.floor(box.scrollTop / height);
    return { first, count: Math.ceil(box.clientHeight / height) + 1, height };
}

const isSame = (one, other) => one.first === other.first && one.count === other.count && one.height === other.height;

/**
 * @param {{first: number, count: number}} sight
 * @param {number} active its row keeps the focus, in sight or not
 * @param {number} length
 * @returns {number[]}
 */
function listDrawn({ first, count }, active, length) {
    const begin = Math.max(0, first - SPARE);
    const end = Math.min(length, first + count + SPARE);
    const numbers = Array.from({ length: Math.max(0, end - begin) }, (_, index) => begin + index);
    if (active < length && (active < begin || active >= end)) numbers.push(active);
    return numbers;
}

/**
 * @param {string} key
 * @param {number} active
 * @param {number} page rows in sight
 * @param {number} last
 * @returns {?number} the row to go to; null for a key that goes nowhere
 */
function findTarget(key, active, page, last) {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page - 2, PageUp: 2 - page, Home: -active, End: last - active };
    return key in steps ? Math.max(0, Math.min(last, active + steps[key])) : null;
}

/**
 * @param {HTMLElement} box
 * @param {number} number of a row
 * @param {number} height of a row
 */
function bringIntoSight(box, number, height) {
    const top = number * height;
    if (top < box.scrollTop) box.scrollTop = top;
    else if (top + height > box.scrollTop + box.clientHeight) box.scrollTop = top + height - box.clientHeight;
}
