/**
 * From page to page without loading everything anew, as Dash's own links go. A tap without network says that it was not done and leaves the page as
 * it is; a page that does not come is asked for again until it does, or until the reader goes elsewhere.
 */
import { canAsk, say } from "./saying.mjs";

/** Dash's own id of the address that it follows. */
const LOCATION = "_pages_location";
/** After these, in ms, a page is asked for again; after the last one again and again. */
const PAUSES = [4000, 8000, 15_000, 30_000];

/** @type {?{href: string, former: ?string, tries: number, timer: number}} the page that is waited for */
let awaited = null;

/** @returns {boolean} whether another page was asked for and did not come yet */
export function isTravelling() {
    return awaited !== null;
}

/**
 * Takes over the taps on links of this app, before Dash hears of them.
 * @returns {() => void} ends it
 */
export function followLinks() {
    const retry = () => awaited && ask();
    document.addEventListener("click", followLink, true);
    window.addEventListener("online", retry);
    return () => {
        document.removeEventListener("click", followLink, true);
        window.removeEventListener("online", retry);
    };
}

/** @param {MouseEvent} event */
function followLink(event) {
    const link = event.target.closest?.("a[href]");
    if (!link || event.button || opensElsewhere(event) || !leadsToPage(link)) return;
    event.preventDefault();
    event.stopPropagation();
    travel(link.href);
}

/**
 * @param {HTMLAnchorElement} link
 * @returns {boolean} whether it leads to a page of this app: not to a file, not to an area on this page
 */
function leadsToPage(link) {
    if (link.target || link.hasAttribute("download") || link.getAttribute("href").startsWith("?")) return false;
    return link.origin === location.origin && !link.pathname.includes(".");
}

/** @param {string} address of a page of ours */
export function travel(address) {
    if (!canAsk()) return say("not_done");
    const { href } = new URL(address, location.href);
    if (href !== location.href) history.pushState(null, "", href);
    if (awaited) clearTimeout(awaited.timer);
    else requestAnimationFrame(watch);
    awaited = { href, former: readDrawing(), tries: 0, timer: 0 };
    return ask();
}

/**
 * @param {MouseEvent} event a click on a link
 * @returns {boolean} whether it is meant for another tab or window
 */
export const opensElsewhere = (event) => event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;

/** Dash asks the server for the page of the address, even if it believes to show it. */
function ask() {
    const { pathname, search, hash, href } = location;
    clearTimeout(awaited.timer);
    awaited.timer = setTimeout(insist, PAUSES[Math.min(awaited.tries, PAUSES.length - 1)]);
    awaited.tries += 1;
    window.dash_clientside.set_props(LOCATION, { pathname, search, hash, href });
}

function insist() {
    say("waiting");
    ask();
}

/** Looks whether the page came, or the reader went elsewhere. */
function watch() {
    if (readDrawing() === awaited.former && location.href === awaited.href) return requestAnimationFrame(watch);
    clearTimeout(awaited.timer);
    awaited = null;
    return say(null);
}

/** @returns {?string} which drawing of a page stands */
function readDrawing() {
    return document.querySelector(".page")?.dataset.drawn ?? null;
}
