/** LookLink: a link to this page in its other look, as table or as map, with all else as it is now. */
import { opensElsewhere, travel } from "./travel.mjs";

const { createElement: h } = window.React;

const TABLE = "table";

/** @param {{id: string, words: {table: string, map: string}}} props */
export function LookLink({ id, words }) {
    const go = (event) => {
        if (opensElsewhere(event)) return;
        event.preventDefault();
        travel(otherLook());
    };
    return h("a", { id, className: "header-link", href: otherLook(), onClick: go }, isTable() ? words.map : words.table);
}

function isTable() {
    return new URLSearchParams(location.search).get("look") === TABLE;
}

/** @returns {string} this page with the other look; relative, so that it is followed here, with what is chosen by then */
function otherLook() {
    const address = new URL(location.href);
    if (isTable()) address.searchParams.delete("look");
    else address.searchParams.set("look", TABLE);
    return `?${address.searchParams}`.replace(/%2C/g, ",");
}
