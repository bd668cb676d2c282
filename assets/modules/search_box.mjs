/** SearchBox: a combobox over areas, addresses and issues; on a narrow screen a button that opens it. */
import { fillIn } from "./numbers.mjs";
import { pressKey } from "./search_keys.mjs";
import { drawGroups, groupOptions, optionId } from "./search_options.mjs";
import { useSearch } from "./search_request.mjs";

const { createElement: h, useEffect, useRef, useState } = window.React;

/** From so many signs on the middle of addresses and references is looked at, too, as data/search.py does. */
const SHORTEST_INSIDE = 3;

/** @param {{id: string, target: string, words: object}} props as dashboard/header_pieces.py describes them */
export function SearchBox({ id, target, words }) {
    const [typed, setTyped] = useState("");
    const [sought, setSought] = useState("");
    const [isOpen, setOpen] = useState(false);
    const [isWide, setWide] = useState(false);
    const [active, setActive] = useState(-1);
    const input = useRef(null);
    const { found, isFailed, again } = useSearch(isOpen ? sought : "");
    useEffect(() => setActive(-1), [found]);
    useEffect(() => {
        if (isWide) input.current.focus();
    }, [isWide]);

    const groups = groupOptions(found, target, words);
    const options = groups.flatMap((group) => group.options);
    const isPresent = found?.query === sought;
    const list = `${id}-list`;
    const write = (text, isComposing) => {
        setTyped(text);
        if (isComposing) return;
        setSought(text.trim());
        setOpen(Boolean(text.trim()));
    };
    const leave = () => {
        setOpen(false);
        setWide(false);
    };
    const close = () => {
        if (!isOpen) write("", false);
        leave();
    };
    const choose = (option) => {
        leave();
        write("", false);
        option.choose();
    };
    const keys = {
        count: options.length,
        active,
        isOpen,
        move: setActive,
        open: () => setOpen(Boolean(sought)),
        choose: () => (active >= 0 || isPresent) && choose(options[Math.max(active, 0)]),
        close,
    };
    const show = (position) => document.getElementById(optionId(list, position))?.scrollIntoView({ block: "nearest" });
    useEffect(() => show(active), [active]);
    const status = describe(isFailed, isPresent, options.length, sought, words);
    return h(
        "div",
        { className: `search${isWide ? " is-wide" : ""}`, role: "search", onBlur: (event) => leaves(event) && leave() },
        h("button", { type: "button", className: "search-open", "aria-label": words.search, onClick: () => setWide(true) }, glass()),
        h(
            "div",
            { className: "search-field" },
            glass(),
            h("input", {
                id,
                ref: input,
                type: "text",
                role: "combobox",
                "aria-label": words.label,
                "aria-autocomplete": "list",
                "aria-expanded": isOpen,
                "aria-controls": list,
                "aria-activedescendant": isOpen && active >= 0 ? optionId(list, active) : undefined,
                autoComplete: "off",
                autoCapitalize: "off",
                spellCheck: false,
                enterKeyHint: "search",
                maxLength: 64,
                placeholder: words.label,
                value: typed,
                onChange: (event) => write(event.target.value, event.nativeEvent.isComposing),
                onCompositionEnd: (event) => write(event.target.value, false),
                onFocus: () => setOpen(Boolean(sought)),
                onKeyDown: (event) => pressKey(event, keys),
            }),
            (typed || isWide) &&
                h("button", { type: "button", className: "search-clear", "aria-label": words.clear, onClick: () => clear() }, "×"),
        ),
        h(
            "div",
            { className: "search-found", hidden: !isOpen, onPointerDown: (event) => event.preventDefault() },
            h("p", { role: "status", className: "search-status" }, isOpen ? status : ""),
            isFailed && h("button", { type: "button", className: "search-again", onClick: again }, words.again),
            h("div", { id: list, role: "listbox", "aria-label": words.label, hidden: !options.length }, drawGroups(list, groups, active, choose)),
        ),
    );

    /** Empties the field; once it is empty, leaves it. */
    function clear() {
        if (!typed) return leave();
        write("", false);
        return input.current.focus();
    }
}

/** @param {FocusEvent} event of React @returns {boolean} whether the focus leaves the box */
function leaves(event) {
    return !event.currentTarget.contains(event.relatedTarget);
}

/** What the list cannot say: that it waits, that it failed, that there is nothing, and how much there is. */
function describe(isFailed, isPresent, count, text, words) {
    if (isFailed) return words.failed;
    if (!isPresent) return words.waiting;
    if (count) return fillIn(words.found, { count });
    return fillIn([...text].length < SHORTEST_INSIDE ? words.nothing_short : words.nothing, { text });
}

function glass() {
    return h(
        "svg",
        { className: "search-glass", viewBox: "0 0 24 24", "aria-hidden": true },
        h("circle", { cx: 10.5, cy: 10.5, r: 6.5 }),
        h("path", { d: "m15.5 15.5 5 5" }),
    );
}
