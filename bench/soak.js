/**
 * Counts from inside a page what no protocol tells: the WebGL contexts that live, and the longest task of the main thread.
 * Every page of bench/soak.py begins with this script.
 */
{
    /** Shorter tasks are of no interest, in ms. */
    const LONG = 100;

    /** @type {WeakRef<WebGL2RenderingContext>[]} */
    const contexts = [];
    /** @type {{start: number, end: number}[]} by the page's monotonic clock */
    const tasks = [];
    /** @type {{start: number, end: number}[]} while the bench itself kept the page busy */
    const forced = [];
    let begun = 0;
    const { getContext } = HTMLCanvasElement.prototype;

    HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
        const context = getContext.call(this, kind, ...rest);
        const isNew = context && kind.startsWith("webgl") && !contexts.some((known) => known.deref() === context);
        if (isNew) contexts.push(new WeakRef(context));
        return context;
    };

    new PerformanceObserver((list) => {
        const long = list.getEntries().filter((task) => task.duration > LONG);
        tasks.push(...long.map(({ startTime, duration }) => ({ start: startTime, end: startTime + duration })));
    }).observe({ type: "longtask" });

    const isForced = ({ start, end }) => forced.some((span) => start < span.end && end > span.start);

    window.soak = {
        /** @returns {number} WebGL contexts that were not given back */
        countContexts: () => contexts.filter((known) => known.deref()?.isContextLost() === false).length,
        /** From now on tasks count. */
        begin: () => {
            tasks.length = 0;
            begun = performance.now();
        },
        force: () => forced.push({ start: performance.now(), end: Infinity }),
        release: () => (forced.at(-1).end = performance.now()),
        /** @returns {[number, number]} ms of the longest task, and after how many seconds it came */
        longest: () =>
            tasks
                .filter((task) => !isForced(task))
                .map(({ start, end }) => [end - start, (start - begun) / 1000])
                .reduce((most, task) => (task[0] > most[0] ? task : most), [0, 0]),
        /** Keeps every message of the live stream, and a node with a listener for each: a leak, planted to be found. */
        leak: async () => {
            const { listen } = await import("/assets/modules/live.mjs");
            const kept = (window.soak.kept = []);
            listen((_, message) => {
                const node = document.createElement("i");
                node.addEventListener("click", () => message);
                kept.push([structuredClone(message), node]);
            });
        },
        /** @returns {Promise<[?string, ?string, string]>} revision of the counts, of the board, what the page says of them */
        look: async () => {
            const [{ book }, { presentBoard }] = await Promise.all(
                ["book", "board"].map((name) => import(`/assets/modules/${name}.mjs`)),
            );
            return [book.revision, presentBoard()?.revision ?? null, document.documentElement.dataset.figures];
        },
    };
}
