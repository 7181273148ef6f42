// What feelin answers: reads [{text, facts: {name: text}, context}] on standard input, writes [{value} or {error}] for each.
import { readFileSync } from "node:fs";
import { evaluate } from "feelin";

const plain = (value) => {
  if (value === null || value === undefined) return null;
  if (typeof value === "function" || value.constructor?.name === "FunctionWrapper") return { kind: "function" };
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object") return value;
  if (value.constructor?.name === "Range") return { kind: "range", text: String(value) };
  if (value.constructor === Object) return { kind: "context", of: Object.entries(value).map(([key, one]) => [key, plain(one)]) };
  return { kind: "text", text: value.toString() };
};

const answer = ({ text, facts, context }) => {
  try {
    const scope = context ? evaluate(context, {}).value : {};
    for (const [name, fact] of Object.entries(facts)) scope[name] = evaluate(fact, {}).value;
    return { value: plain(evaluate(text, scope).value) };
  } catch (error) {
    return { error: String(error.message ?? error).split("\n")[0].slice(0, 160) };
  }
};

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(answer)));
