/** In which system the coordinates are: as the file says, or chosen among those that they could be in. */
import { fillIn } from "../numbers.mjs";

const { createElement: h, useState } = window.React;

const LON_LAT = ["wgs84", "gcj02", "bd09"];

/**
 * @param {{description: object, preview: ?object, told: object, say: (part: object) => void, words: object}} props
 */
export function Coordinates({ description, preview, told, say, words }) {
    const [isOther, setOther] = useState(false);
    const value = told.coordinates ?? (told.crs ? `EPSG:${told.crs}` : "");
    const choose = (choice) => {
        setOther(choice === "other");
        if (choice !== "other") say(readChoice(choice));
    };
    const candidates = (preview?.candidates ?? []).map((each) => [`EPSG:${each.code}`, describe(each, words)]);
    const choices = [
        ["", description.crs ? words.of_file : words.unknown],
        ...LON_LAT.map((name) => [name, words[name]]),
        ...candidates.filter(([name]) => name !== "EPSG:4490"),
        ...(value.startsWith("EPSG:") && !candidates.some(([name]) => name === value) ? [[value, value]] : []),
        ["other", words.another],
    ];
    return h(
        "div",
        { className: "data-coordinates" },
        h(
            "label",
            { className: "data-control" },
            h("span", null, words.system),
            h(
                "select",
                { name: "system", value: isOther ? "other" : value, onChange: (event) => choose(event.target.value) },
                choices.map(([choice, label]) => h("option", { key: choice, value: choice }, label)),
            ),
        ),
        isOther && h(Code, { say, words }),
    );
}

/** An EPSG code by hand. */
function Code({ say, words }) {
    const [code, setCode] = useState("");
    const tell = () => /^\d{4,6}$/.test(code) && say({ crs: code, coordinates: "" });
    return h(
        "label",
        { className: "data-control" },
        h("span", null, words.another),
        h("input", { name: "crs", value: code, inputMode: "numeric", maxLength: 6, onChange: (event) => setCode(event.target.value.trim()), onBlur: tell }),
    );
}

/** @param {string} choice */
function readChoice(choice) {
    if (choice.startsWith("EPSG:")) return { crs: choice.slice(5), coordinates: "" };
    return { crs: "", coordinates: choice };
}

/** @param {{code: number, name: string, lon: number, lat: number}} candidate */
function describe({ code, name, lon, lat }, words) {
    return fillIn(words.candidate, { code, name, lon: lon.toFixed(3), lat: lat.toFixed(3) });
}
