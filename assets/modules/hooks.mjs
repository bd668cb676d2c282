/** React hooks over what lives on the page. */
import { presentBoard, watchBoard } from "./board.mjs";
import { presentChosen, watchChosen } from "./chosen.mjs";
import { listen } from "./live.mjs";
import { presentPicture, watchPicture } from "./picture.mjs";

const { useEffect, useReducer, useSyncExternalStore } = window.React;

/**
 * Draws the component again after every live event of these kinds.
 * @param {...string} kinds
 */
export function useLive(...kinds) {
    const [, redraw] = useReducer((count) => count + 1, 0);
    useEffect(() => listen((kind) => kinds.includes(kind) && redraw()), []);
}

/**
 * Draws the component again whenever something that can be watched changed.
 * @param {(watcher: () => void) => () => void} watch
 */
export function useWatch(watch) {
    const [, redraw] = useReducer((count) => count + 1, 0);
    useEffect(() => {
        redraw(); // what changed between the first drawing and now
        return watch(redraw);
    }, []);
}

/**
 * Draws the component again after so many seconds, again and again.
 * @param {number} seconds
 */
export function useTicks(seconds) {
    const [, redraw] = useReducer((count) => count + 1, 0);
    useEffect(() => {
        const timer = setInterval(redraw, seconds * 1000);
        return () => clearInterval(timer);
    }, []);
}

/** @returns {{"data-dash-is-loading": true|undefined}} what says that Dash asks the server for the component, as on its own ones */
export function useLoading() {
    const context = window.dash_component_api.useDashContext();
    return { "data-dash-is-loading": context.useLoading() || undefined };
}

/** @returns {?import("./picture.mjs").Picture} what the map shows */
export function usePicture() {
    return useSyncExternalStore(watchPicture, presentPicture);
}

/** @returns {?import("./board.mjs").Board} the figures of the whole and its parts; null before the first board */
export function useBoard() {
    return useSyncExternalStore(watchBoard, presentBoard);
}

/** @returns {import("./chosen.mjs").Chosen} the chosen area */
export function useChosen() {
    return useSyncExternalStore(watchChosen, presentChosen);
}
