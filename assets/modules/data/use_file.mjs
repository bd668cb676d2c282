/** The file that this browser works with: sent, described, and what its reader says of it. */

const { useEffect, useMemo, useRef, useState } = window.React;

const KEPT = "gridboard-file";
const NOTHING = { file: null, description: null, told: {}, mapping: null, sending: null, isReading: false, fault: null };
/** What the server takes another look for: the rest only concerns the load. */
const READ_FOR = ["layer", "headings", "encoding", "what", "level"];
/** What a reader chose that holds for every layer of a file. */
const CHOSEN = ["crs", "coordinates", "source", "kind", "replaces", "is_strict", "time_zone", "system", "code_system"];

/**
 * @typedef {object} Desk
 * @property {ReturnType<typeof import("./requests.mjs").makeRequests>} requests
 * @property {() => object} read the present state
 * @property {(part: object) => void} change
 */

/**
 * @param {ReturnType<typeof import("./requests.mjs").makeRequests>} requests
 */
export function useFile(requests) {
    const [state, setState] = useState(NOTHING);
    const latest = useRef(state);
    const change = (part) => {
        latest.current = { ...latest.current, ...part };
        setState(latest.current);
    };
    const desk = useMemo(() => ({ requests, read: () => latest.current, change }), [requests]);
    const stopping = useRef(null);
    const send = (chosen) => {
        stopping.current = new AbortController();
        return sendFile(desk, chosen, stopping.current.signal);
    };
    useReload(state, change);
    return {
        ...state,
        send,
        stop: () => stopping.current?.abort(),
        say: (part) => say(desk, part),
        follow: (id) => follow(desk, id),
        keep: (name) => keep(desk, name),
        leave: () => leave(desk),
    };
}

/**
 * @param {Desk} desk
 * @param {File} chosen
 * @param {AbortSignal} signal
 */
async function sendFile(desk, chosen, signal) {
    const tell = (share) => desk.change({ sending: { name: chosen.name, share } });
    desk.change(NOTHING);
    tell(0);
    try {
        const file = await desk.requests.upload(chosen, tell, signal);
        desk.change({ sending: null, file });
        await describe(desk, {});
    } catch (fault) {
        desk.change({ ...NOTHING, fault: fault.message || null });
    }
}

/**
 * Asks what the file holds. What is recognised is said for the reader; first of all what was kept for such a file.
 * @param {Desk} desk
 * @param {object} asked
 * @param {object} [kept] what was said before and still holds
 */
async function describe({ requests, read, change }, asked, kept) {
    const before = read().told;
    const asking = {};
    change({ isReading: true, fault: null, asking });
    try {
        const description = await requests.describe(read().file.id, asked);
        if (read().asking !== asking) return; // a later one is asked for
        const later = listLater(before, read().told);
        const [mapping] = kept ? [] : description.mappings;
        const told = mapping ? mapping.told : { ...kept, ...description.guess, ...asked };
        change({ description, told: clean({ ...told, ...findPlace(description), ...later }), mapping: mapping?.id ?? null, isReading: false });
    } catch (fault) {
        change({ ...(kept ? {} : NOTHING), isReading: false, fault: fault.message });
    }
}

/** @param {Desk} desk @param {object} part */
function say(desk, part) {
    const told = clean({ ...desk.read().told, ...part });
    desk.change({ told });
    if (READ_FOR.some((name) => name in part)) describe(desk, pick(told, READ_FOR), pick(told, CHOSEN));
}

/** Says what a kept mapping says, or without one what is recognised. @param {Desk} desk @param {string} id */
function follow({ read, change }, id) {
    const { description } = read();
    const chosen = description.mappings.find((each) => each.id === Number(id));
    change({ mapping: chosen?.id ?? null, told: { ...(chosen?.told ?? description.guess), ...findPlace(description) } });
}

/** Keeps what is said for the next file with the same headings. @param {Desk} desk @param {string} name */
async function keep(desk, name) {
    const { told, description, file } = desk.read();
    const { layer, headings, ...kept } = told;
    try {
        await desk.requests.keepMapping({ name, headings: description.fields.map((field) => field.name), told: kept });
        const renewed = await desk.requests.describe(file.id, pick(told, READ_FOR));
        const mapping = renewed.mappings.find((each) => each.name === name);
        desk.change({ description: renewed, mapping: mapping?.id ?? null, fault: null });
    } catch (fault) {
        desk.change({ fault: fault.message });
    }
}

/** @param {Desk} desk */
function leave({ requests, read, change }) {
    if (read().file) requests.drop(read().file.id).catch(() => {});
    change(NOTHING);
}

/** A page that is loaded again goes on where it was. */
function useReload(state, change) {
    useEffect(() => {
        const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
        if (kept) change(kept);
    }, []);
    useEffect(() => {
        const { file, description, told, mapping } = state;
        if (description) sessionStorage.setItem(KEPT, JSON.stringify({ file, description, told, mapping }));
        else sessionStorage.removeItem(KEPT);
    }, [state.description, state.told]);
}

/** What was said while the server looked. */
function listLater(before, now) {
    const names = Object.keys({ ...before, ...now }).filter((name) => before[name] !== now[name]);
    return Object.fromEntries(names.map((name) => [name, now[name]]));
}

const findPlace = ({ layer, headings }) => clean({ layer, headings });
/** Without what is not said; areas beside the tree have none above them. */
const clean = (told) => {
    const said = Object.entries(told).filter(([name, value]) => value !== "" && value != null && !(name === "parent" && told.system));
    return Object.fromEntries(said);
};
const pick = (told, names) => Object.fromEntries(names.filter((name) => told[name]).map((name) => [name, told[name]]));
