/** SheetGrip: the handle of the bottom sheet: drawn by a finger to one of three heights, or pressed for the next one. */
const { createElement: h, useEffect, useRef, useState } = window.React;

const HEIGHTS = ["peek", "half", "full"];
/** A finger that moved less than so many px pressed the handle. */
const STILL = 6;
/** A swipe of so many px in a ms goes to the next height, however short it was. */
const SWIFT = 0.4;

/** The height that the reader chose; it stays while the page lives. */
let chosen = "half";

/**
 * @typedef {object} Pull a finger on the handle
 * @property {number} from where it began
 * @property {number[]} sizes of the sheet at its three heights, in px
 * @property {number} size of the sheet as it began
 * @property {{y: number, at: number}} last where it was, and when
 * @property {number} speed upwards, in px a ms
 * @property {boolean} moved whether it is more than a press
 */

/** @param {{id: string, words: Object<string, string>}} props words by height */
export function SheetGrip({ id, words }) {
    const [height, setHeight] = useState(chosen);
    const handle = useRef(null);
    const pull = useRef(null);
    const settle = (next) => {
        chosen = next;
        setHeight(next);
    };
    useEffect(() => {
        findSheet(handle).dataset.height = height;
    }, [height]);
    const begin = (event) => {
        handle.current.setPointerCapture(event.pointerId);
        pull.current = beginPull(findSheet(handle), event);
    };
    const end = () => {
        const ended = pull.current;
        findSheet(handle).classList.remove("is-pulled");
        if (ended?.moved) settle(releaseSheet(findSheet(handle), ended));
    };
    const press = (event) => {
        if (event.detail === 0 || !pull.current?.moved) settle(HEIGHTS[(HEIGHTS.indexOf(height) + 1) % HEIGHTS.length]);
    };
    const answers = {
        onPointerDown: begin,
        onPointerMove: (event) => handle.current.hasPointerCapture(event.pointerId) && followPull(findSheet(handle), pull.current, event),
        onPointerUp: end,
        onPointerCancel: end,
        onClick: press,
    };
    const said = { "aria-label": words[height], "aria-expanded": height !== HEIGHTS[0] };
    return h("button", { id, ref: handle, type: "button", className: "sheet-grip", ...said, ...answers }, h("i"));
}

/** @param {{current: Element}} handle */
function findSheet(handle) {
    return handle.current.closest(".panel");
}

/**
 * @param {HTMLElement} sheet
 * @param {PointerEvent} event
 * @returns {Pull}
 */
function beginPull(sheet, event) {
    const { height } = sheet.dataset;
    sheet.classList.add("is-pulled");
    const sizes = HEIGHTS.map((name) => {
        sheet.dataset.height = name;
        return sheet.getBoundingClientRect().height;
    });
    sheet.dataset.height = height;
    const last = { y: event.clientY, at: event.timeStamp };
    return { from: event.clientY, sizes, size: sizes[HEIGHTS.indexOf(height)], last, speed: 0, moved: false };
}

/**
 * @param {HTMLElement} sheet
 * @param {Pull} pull
 * @param {PointerEvent} event
 */
function followPull(sheet, pull, { clientY, timeStamp }) {
    pull.moved ||= Math.abs(clientY - pull.from) > STILL;
    if (!pull.moved) return;
    pull.speed = (pull.last.y - clientY) / Math.max(1, timeStamp - pull.last.at);
    pull.last = { y: clientY, at: timeStamp };
    sheet.style.blockSize = `${sizeOf(pull)}px`;
}

/**
 * @param {HTMLElement} sheet
 * @param {Pull} pull
 * @returns {string} the height that the sheet goes to
 */
function releaseSheet(sheet, pull) {
    sheet.style.blockSize = "";
    const size = sizeOf(pull);
    const distances = pull.sizes.map((each) => Math.abs(each - size));
    const nearest = distances.indexOf(Math.min(...distances));
    if (Math.abs(pull.speed) < SWIFT) return HEIGHTS[nearest];
    const above = pull.sizes.findIndex((each) => each > size);
    const next = pull.speed > 0 ? above : (above < 0 ? HEIGHTS.length : above) - 1;
    return HEIGHTS[next] ?? HEIGHTS[nearest];
}

/** @param {Pull} pull */
function sizeOf({ sizes, size, from, last }) {
    return Math.min(Math.max(size + from - last.y, sizes[0]), sizes.at(-1));
}
