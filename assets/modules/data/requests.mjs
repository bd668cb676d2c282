/** What the page for files asks of the server. Every rejection is an `Error` with a sentence for people. */

/** In ms: what is kept is told at once, but a file may be read for ninety seconds before the server ends it. */
const PATIENCE = 12_000;
const READING_PATIENCE = 120_000;

/** The server's own words. */
class Refusal extends Error {}

/** @param {string} language of sentences @param {string} failed what is said when no answer comes */
export function makeRequests(language, failed) {
    const address = (path, parameters = {}) => `/data/${path}?${new URLSearchParams({ ...parameters, lang: language })}`;
    const send = (method, path, body) => sendJson(method, address(path), body, failed);
    return {
        /** @param {File} file @param {(share: number) => void} tell @param {AbortSignal} signal */
        upload: (file, tell, signal) => sendFile(address("uploads", { name: file.name }), file, { tell, signal, failed }),
        /** @param {string} id @param {object} told */
        describe: (id, told) => send("POST", `uploads/${id}/description`, told),
        /** @param {string} id @param {object} told */
        preview: (id, told) => send("POST", `uploads/${id}/preview`, told),
        /** @param {string} id */
        drop: (id) => send("DELETE", `uploads/${id}`),
        /** @param {{name: string, headings: string[], told: object}} mapping */
        keepMapping: (mapping) => send("POST", "mappings", mapping),
        removeDemo: () => send("DELETE", "demo"),
        loads: () => send("GET", "loads.json"),
        job: () => send("GET", "job"),
        /** @param {{task: string, upload: string, what: string, told: object}} order */
        begin: (order) => send("POST", "job", order),
        cancel: () => send("POST", "job/cancel"),
        forget: () => send("DELETE", "job"),
    };
}

/**
 * @param {string} method
 * @param {string} address
 * @param {object} [body]
 * @param {string} failed
 * @returns {Promise<any>}
 */
async function sendJson(method, address, body, failed) {
    const headers = body ? { "Content-Type": "application/json" } : {};
    const signal = AbortSignal.timeout(method === "GET" ? PATIENCE : READING_PATIENCE);
    const order = { method, headers, body: body && JSON.stringify(body), cache: "no-store", signal };
    try {
        const answer = await fetch(address, order);
        if (answer.status === 204) return null;
        return readAnswer(answer.ok, await answer.text(), failed);
    } catch (fault) {
        throw fault instanceof Refusal ? fault : new Error(failed);
    }
}

/**
 * XMLHttpRequest, because `fetch` does not tell how much of a file was sent.
 * @param {string} address
 * @param {File} file
 * @param {{tell: (share: number) => void, signal: AbortSignal, failed: string}} options
 * @returns {Promise<{id: string, name: string, size: number}>}
 */
function sendFile(address, file, { tell, signal, failed }) {
    const request = new XMLHttpRequest();
    signal.addEventListener("abort", () => request.abort());
    return new Promise((resolve, reject) => {
        request.upload.onprogress = ({ loaded, total }) => tell(total ? loaded / total : 0);
        request.onload = () => {
            try {
                resolve(readAnswer(request.status < 300, request.responseText, failed));
            } catch (fault) {
                reject(fault);
            }
        };
        request.onerror = () => reject(new Error(failed));
        request.onabort = () => reject(new Error(""));
        request.open("POST", address);
        request.send(file);
    });
}

/**
 * @param {boolean} isGood
 * @param {string} text
 * @param {string} failed
 */
function readAnswer(isGood, text, failed) {
    const answer = readJson(text);
    if (isGood) return answer;
    throw new Refusal(answer?.reason ?? failed);
}

/** @param {string} text */
function readJson(text) {
    try {
        return JSON.parse(text);
    } catch {
        return null; // a proxy's own page
    }
}
