/** What a search box knows: what is typed, what was found, whether its list is open and which option is active. */
import { fillIn } from "./numbers.mjs";
import { groupOptions } from "./search_options.mjs";
import { useSearch } from "./search_request.mjs";

const { useEffect, useRef, useState } = window.React;

/** From so many signs on the middle of addresses and references is looked at, too, as data/search.py does. */
const SHORTEST_INSIDE = 3;

/**
 * @param {string} target id of the map
 * @param {object} words
 */
export function useSearchState(target, words) {
    const [input, opener] = [useRef(null), useRef(null)];
    const [typed, setTyped] = useState("");
    const [sought, setSought] = useState("");
    const [isOpen, setOpen] = useState(false);
    const [isWide, setWide] = useState(false);
    const [active, setActive] = useState(-1);
    const { found, isFailed, again } = useSearch(isOpen ? sought : "");
    useEffect(() => setActive(-1), [found]);

    const groups = groupOptions(found, target, words);
    const options = groups.flatMap((group) => group.options);
    const isPresent = found?.query === sought;
    const status = describe({ isFailed, isPresent, count: options.length, text: sought }, words);
    const state = { input, opener, typed, isOpen, isWide, active, groups, options, isPresent, isFailed, status, again };
    return { ...state, ...listActions({ ...state, sought, setTyped, setSought, setOpen, setWide }), setActive, setWide };
}

/** What a reader does with the box, as it is now. */
function listActions({ input, opener, typed, sought, isOpen, setTyped, setSought, setOpen, setWide }) {
    const write = (text, isComposing) => {
        setTyped(text);
        if (isComposing) return; // of an input method: no word yet
        setSought(text.trim());
        setOpen(Boolean(text.trim()));
    };
    const leave = () => {
        setOpen(false);
        setWide(false);
    };
    const finish = () => {
        leave();
        opener.current.focus(); // where there is one
    };
    const open = () => setOpen(Boolean(sought));
    const clear = () => {
        if (!typed) return finish();
        write("", false);
        return input.current.focus();
    };
    const close = () => {
        if (!isOpen) write("", false);
        finish();
    };
    const choose = (option) => {
        write("", false);
        finish();
        option.choose();
    };
    return { write, leave, open, clear, close, choose };
}

/** What the list cannot say: that it waits, that it failed, that there is nothing, and how much there is. */
function describe({ isFailed, isPresent, count, text }, words) {
    if (isFailed) return words.failed;
    if (!isPresent) return words.waiting;
    if (count) return fillIn(words.found, { count });
    return fillIn([...text].length < SHORTEST_INSIDE ? words.nothing_short : words.nothing, { text });
}
