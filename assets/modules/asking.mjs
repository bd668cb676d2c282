/** Requests of a weak network: one that brings nothing for too long has failed, however much it brought before. */

/** So many ms without a byte. */
const PATIENCE = 12_000;

/**
 * @param {string} address
 * @param {{signal?: AbortSignal, patience?: number}} [limits] `signal` ends it before
 * @returns {Promise<Response>} rejects without an answer of 200, then with its `status`; so does reading one that stops
 */
export async function ask(address, { signal, patience = PATIENCE } = {}) {
    const limit = new AbortController();
    const end = () => limit.abort(new Error(`${address}: nothing came for ${patience} ms`));
    let timer = setTimeout(end, patience);
    const hear = (bytes, out) => {
        clearTimeout(timer);
        timer = setTimeout(end, patience);
        out.enqueue(bytes);
    };
    const answer = await fetch(address, { signal: AbortSignal.any([limit.signal, signal ?? limit.signal]) });
    if (!answer.ok) throw Object.assign(new Error(`${address}: ${answer.status}`), { status: answer.status });
    const heard = new TransformStream({ transform: hear, flush: () => clearTimeout(timer) });
    return new Response(answer.body.pipeThrough(heard), { headers: answer.headers });
}

/**
 * @param {string} address
 * @param {{signal?: AbortSignal, patience?: number}} [limits]
 * @returns {Promise<any>}
 */
export async function askJson(address, limits) {
    return (await ask(address, limits)).json();
}
