// Answers for feelin: reads {"cases": [{"text", "context"}], "repeat"} on standard input, writes values and microseconds a case.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(process.cwd() + "/");
const { evaluate } = await import(pathToFileURL(require.resolve("feelin")).href);
const { cases, repeat } = JSON.parse(readFileSync(0, "utf8"));

const plain = (value) => {
  if (value === null || value === undefined) return null;
  if (typeof value === "function") return "function";
  if (typeof value === "object" && !Array.isArray(value)) {
    if (typeof value.iso === "string") return value.iso;
    if (value.constructor !== Object) return String(value);
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, plain(one)]));
  }
  return Array.isArray(value) ? value.map(plain) : value;
};

const answers = cases.map(({ text, context }) => {
  for (const key of Object.keys(context)) if (key === "开工日") context[key] = evaluate(`date("${context[key]}")`, {}).value;
  const start = process.hrtime.bigint();
  let answer = null;
  try {
    for (let run = 0; run < repeat; run++) answer = evaluate(text, context);
  } catch (error) {
    return { error: String(error).slice(0, 120) };
  }
  const micros = Number(process.hrtime.bigint() - start) / 1000 / repeat;
  return { value: plain(answer.value), warnings: answer.warnings.length, micros };
});
process.stdout.write(JSON.stringify(answers));
