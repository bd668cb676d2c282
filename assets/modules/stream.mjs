/**
 * A stream from `/live` that opens, watches, reopens and never gives up.
 *
 * An `EventSource` that was answered with anything but 200 stays closed, and a proxy can keep a dead one open:
 * so it is reopened after 25 s without any event, and shortly after it closed.
 */

/** Pages of walls have a worker of their own, whose name ends so: it is told boards. */
export const WALL = " wall";

const SILENCE = 25_000;
const REOPEN_LEAST = 500;
const REOPEN_MOST = 3_000;
const KINDS = ["snapshot", "counts", "issue", "beat", "parts", "source", "board", "build"];

/**
 * @param {() => ?string} revision what is known already
 * @param {(kind: string, message: object) => void} take hears every event
 * @param {boolean} hearsBoards whether it is told boards: only a wall draws them
 * @returns {{open: () => void, close: () => void}} `open` also opens an open stream anew
 */
export function makeStream(revision, take, hearsBoards) {
    let source = null;
    let lastSign = 0;
    let reopening = 0;

    function open() {
        close();
        lastSign = performance.now();
        const since = revision();
        const query = { ...(hearsBoards ? {} : { board: "off" }), ...(since === null ? {} : { since }) };
        source = new EventSource(`/live?${new URLSearchParams(query)}`);
        KINDS.forEach((kind) => source.addEventListener(kind, (event) => hear(kind, event)));
    }

    function close() {
        clearTimeout(reopening);
        reopening = 0;
        source?.close();
        source = null;
    }

    function hear(kind, event) {
        lastSign = performance.now();
        take(kind, JSON.parse(event.data));
    }

    setInterval(() => {
        if (source === null || reopening) return;
        if (performance.now() - lastSign > SILENCE) open();
        else if (source.readyState === EventSource.CLOSED) {
            reopening = setTimeout(open, REOPEN_LEAST + Math.random() * (REOPEN_MOST - REOPEN_LEAST));
        }
    }, 1000);
    return { open, close };
}
