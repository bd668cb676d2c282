/** The file that this browser works with: sent, described, and what its reader says of it. */

const { useCallback, useEffect, useRef, useState } = window.React;

const KEPT = "gridboard-file";
const NOTHING = { file: null, description: null, told: {}, sending: null, isReading: false, fault: null };
/** What the server takes another look for: the rest only concerns the load. */
const READ_FOR = ["layer", "headings", "encoding", "what", "level"];

/**
 * @param {ReturnType<typeof import("./requests.mjs").makeRequests>} requests
 */
export function useFile(requests) {
    const [state, setState] = useState(NOTHING);
    const change = useCallback((part) => setState((former) => ({ ...former, ...part })), []);
    const stopping = useRef(null);

    const describe = async (file, asked, kept) => {
        change({ file, isReading: true, fault: null });
        try {
            const description = await requests.describe(file.id, asked);
            const { layer, headings, guess } = description;
            const told = { ...without(kept, guess), ...guess, ...asked, ...clean({ layer, headings }) };
            change({ description, told, isReading: false });
        } catch (fault) {
            change({ isReading: false, fault: fault.message });
            if (!kept) change({ file: null });
        }
    };
    const send = async (chosen) => {
        stopping.current = new AbortController();
        change({ ...NOTHING, sending: { name: chosen.name, share: 0 } });
        try {
            const tell = (share) => change({ sending: { name: chosen.name, share } });
            const file = await requests.upload(chosen, tell, stopping.current.signal);
            change({ sending: null });
            await describe(file, {});
        } catch (fault) {
            change({ ...NOTHING, fault: fault.message || null });
        }
    };
    const say = (part) => {
        const told = clean({ ...state.told, ...part });
        change({ told });
        if (READ_FOR.some((name) => name in part)) describe(state.file, pick(told, READ_FOR), pick(told, CHOSEN));
    };
    const leave = () => {
        if (state.file) requests.drop(state.file.id).catch(() => {});
        change(NOTHING);
    };
    const stop = () => stopping.current?.abort();
    useReload(state, change);
    return { ...state, send, say, stop, leave };
}

/** What a reader chose that holds for every layer of a file. */
const CHOSEN = ["crs", "coordinates", "source", "kind", "replaces", "is_strict"];

/** A page that is loaded again goes on where it was. */
function useReload(state, change) {
    useEffect(() => {
        const kept = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
        if (kept) change(kept);
    }, []);
    useEffect(() => {
        const { file, description, told } = state;
        if (description) sessionStorage.setItem(KEPT, JSON.stringify({ file, description, told }));
        else sessionStorage.removeItem(KEPT);
    }, [state.description, state.told]);
}

const clean = (told) => Object.fromEntries(Object.entries(told).filter(([, value]) => value !== "" && value != null));
const pick = (told, names) => Object.fromEntries(names.filter((name) => told[name]).map((name) => [name, told[name]]));
const without = (told, others) => Object.fromEntries(Object.entries(told ?? {}).filter(([name]) => !(name in others)));
