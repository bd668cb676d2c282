/**
 * From page to page without loading everything anew, as Dash's own links go. A tap without network says that it was not
 * done and leaves the page as it is; a page that does not come, on the way back as well, is asked for again until it does.
 */
import { appear } from "./appearing.mjs";
import { makeOrder } from "./order.mjs";
import { canAsk, say } from "./saying.mjs";

/** Dash's own id of the address that it follows. */
const LOCATION = "_pages_location";
/** A page that did not come after so many ms is asked for again. */
const PATIENCE = 4000;

/** @type {?{former: ?string, isAsked: boolean}} the page that is waited for: which drawing it follows */
let awaited = null;
const order = makeOrder(askPage, arrive, () => say("waiting"));

/** @returns {boolean} whether another page was asked for and did not come yet */
export function isTravelling() {
    return awaited !== null;
}

/**
 * Takes over the taps on links of this app, before Dash hears of them.
 * @returns {() => void} ends it
 */
export function followLinks() {
    const follow = () => awaitPage(true); // Dash asks for it, once
    document.addEventListener("click", followLink, true);
    window.addEventListener("popstate", follow);
    return () => {
        document.removeEventListener("click", followLink, true);
        window.removeEventListener("popstate", follow);
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
    if (href !== location.href) history.pushState({ isFollowed: true }, "", href);
    return awaitPage(false);
}

/** Back to the page from which this one was followed, before or after it was loaded anew; to `address` from nowhere. */
export function travelBack(address) {
    if (!history.state?.isFollowed) return travel(address);
    return canAsk() ? history.back() : say("not_done");
}

/**
 * @param {MouseEvent} event a click on a link
 * @returns {boolean} whether it is meant for another tab or window
 */
export const opensElsewhere = (event) => event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;

/** @param {boolean} isAsked whether the server was asked for it */
function awaitPage(isAsked) {
    awaited = { former: awaited?.former ?? readDrawing(), isAsked };
    order.now();
}

/** Dash asks the server for the page of the address, even if it believes to show it. */
function askPage(signal) {
    const { pathname, search, hash, href } = location;
    if (!awaited.isAsked) window.dash_clientside.set_props(LOCATION, { pathname, search, hash, href });
    awaited.isAsked = false; // the next time it is not
    return appear(() => readDrawing() !== awaited.former, signal, (age) => age > PATIENCE);
}

function arrive() {
    awaited = null;
    say(null);
}

/** @returns {?string} which drawing of a page stands */
function readDrawing() {
    return document.querySelector(".page")?.dataset.drawn ?? null;
}
