/**
 * The wall's shell, `/wall`: it shows the screen, and renews it behind the one that is seen.
 *
 * A page that opened itself anew would leave the wall blank for seconds, and for good when the server is away just then.
 * So the next screen is loaded behind the present one, which goes when the next is drawn.
 */

const ADDRESS = `/wall/screen${location.search}`;
/** A screen says that it is there within this time, and that it is drawn within this time more. */
const PATIENCE = 60_000;
/** How often is looked whether the screen is there. */
const LOOK = 5_000;

/** @typedef {{frame: HTMLIFrameElement, since: number, isThere: boolean}} Screen */

/** @type {Screen} */
let shown = open("is-shown");
/** @type {?Screen} that is loaded behind the shown one */
let next = null;

window.addEventListener("message", ({ origin, source, data }) => {
    if (origin !== location.origin) return;
    const screen = [shown, next].find((each) => each?.frame.contentWindow === source);
    if (!screen) return;
    if (data === "there") screen.isThere = true;
    if (data === "renew" && screen === shown) renew();
    if (data === "drawn" && screen === next) swap();
});

setInterval(() => {
    if (next && !isServed(shown) && isServed(next)) swap();
    if (next && isLate(next)) drop();
    if (isLate(shown) && !(shown.isThere && isServed(shown))) renew();
}, LOOK);

/**
 * @param {string} name of its class
 * @returns {Screen}
 */
function open(name) {
    const frame = Object.assign(document.createElement("iframe"), { src: ADDRESS, className: name, title: document.title });
    document.body.prepend(frame);
    return { frame, since: performance.now(), isThere: false };
}

function renew() {
    next ??= open("is-next");
}

function swap() {
    next.frame.className = "is-shown";
    shown.frame.remove();
    shown = next;
    next = null;
}

function drop() {
    next.frame.remove();
    next = null;
    shown.since = performance.now();
}

/** @param {Screen} screen */
function isLate({ since }) {
    return performance.now() - since > PATIENCE;
}

/**
 * @param {Screen} screen
 * @returns {boolean} whether our server answered: a browser's own page about a server that is away cannot be read
 */
function isServed({ frame }) {
    return Boolean(frame.contentDocument?.querySelector(".page"));
}
