/** A link to another page of ours that Dash follows without opening the document anew. */

const { createElement: h } = window.React;

/** @param {string} address path and parameters */
export function goTo(address) {
    history.pushState({}, "", address);
    window.dispatchEvent(new CustomEvent("_dashprivate_pushstate"));
}

/** @param {{href: string, className: ?string, children: any}} props those of an `a` */
export function PageLink({ href, children, ...rest }) {
    const follow = (event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        goTo(href);
    };
    return h("a", { ...rest, href, onClick: follow }, children);
}
