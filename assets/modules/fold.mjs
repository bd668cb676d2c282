/** Fold: controls behind a button on small screens; elsewhere the style sheet always shows them. */
const { createElement: h, useId, useState } = window.React;

/** @param {{id: string, words: {fold: string}, children: any}} props */
export function Fold({ id, words, children }) {
    const [isOpen, setOpen] = useState(false);
    const within = useId();
    const toggle = {
        type: "button",
        className: "fold-button",
        "aria-expanded": isOpen,
        "aria-controls": within,
        onClick: () => setOpen(!isOpen),
    };
    return h(
        "div",
        { id, className: isOpen ? "fold is-open" : "fold" },
        h("button", toggle, words.fold),
        h("div", { id: within, className: "fold-content" }, children),
    );
}
