/** A link to another page of ours. */
import { opensElsewhere, travel } from "./travel.mjs";

const { createElement: h } = window.React;

/** @param {{href: string, children: any}} props those of an `a` */
export function PageLink({ href, children, ...rest }) {
    const follow = (event) => {
        if (opensElsewhere(event)) return;
        event.preventDefault();
        travel(href);
    };
    return h("a", { ...rest, href, onClick: follow }, children);
}
