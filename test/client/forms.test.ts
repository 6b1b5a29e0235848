/** Forms: the order of their questions, going back, and what they refuse. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { fromTemplate, webhookTemplates } from "#client/commands/webhook-templates";
import { parameterFor } from "#client/form/key-parameter";
import { runSteps, type Step, type StepAnswer, type StepPlace } from "#client/form/run-steps";
import { nameProblem, parameterProblem, readOrigins, urlProblem } from "#client/form/validate";
import { newFile } from "#core/ide/create/new-file";
import { findingLines, workspace } from "../support/workspace";

type Answers = Readonly<Record<string, string>>;

/** Plays a form: `play` says what is answered to each question that comes up, which are told in order. */
async function played(
  keys: readonly string[],
  replies: readonly string[],
  wanted: (key: string, answers: Answers) => boolean = () => true,
  deciding = "",
) {
  const told: string[] = [];
  const left = [...replies];
  const steps = keys.map(
    (key): Step<Answers> => ({
      wanted: (answers) => wanted(key, answers),
      decides: key === deciding,
      async ask(answers: Answers, { step, total, canGoBack }: StepPlace): Promise<StepAnswer<Answers>> {
        told.push(
          `${key}${answers[key] ? `=${answers[key]}` : ""} ${step}${total === undefined ? "" : `/${total}`}${canGoBack ? " <" : ""}`,
        );
        const reply = left.shift() ?? "cancel";
        return reply === "back" || reply === "cancel" ? reply : { ...answers, [key]: reply };
      },
    }),
  );
  return { result: await runSteps(steps, {}), told };
}

suite("a form", () => {
  test("asks in order, and knows what was answered before when it goes back", async () => {
    const { result, told } = await played(["a", "b"], ["1", "back", "2", "3"]);
    assert.deepEqual(told, ["a 1/2", "b 2/2 <", "a=1 1/2", "b 2/2 <"]);
    assert.deepEqual(result, { a: "2", b: "3" });
  });

  test("leaves out what earlier answers make needless, on the way back too", async () => {
    const wanted = (key: string, answers: Answers) => key !== "where" || answers.kind === "key";
    const { result, told } = await played(
      ["kind", "where", "origin"],
      ["key", "header", "back", "back", "basic", "here"],
      wanted,
      "kind",
    );
    // How many there are is told once it is known, and does not change from then on.
    assert.deepEqual(told, ["kind 1", "where 2/3 <", "origin 3/3 <", "where=header 2/3 <", "kind=key 1", "origin 2/2 <"]);
    assert.deepEqual(result, { kind: "basic", where: "header", origin: "here" });
  });

  test("gives nothing when the person gives up, and the start when there is nothing to ask", async () => {
    assert.equal((await played(["a", "b"], ["1", "cancel"])).result, undefined);
    assert.deepEqual((await played(["a"], [], () => false)).result, {});
  });
});

suite("answers of forms", () => {
  test("an address is https, has a host and no credential", () => {
    assert.equal(urlProblem("https://shop.example.com/?e=$<EMAIL>"), undefined);
    assert.equal(urlProblem("https://$<event.host>/"), undefined);
    for (const [url, said] of [
      ["", "needed"],
      ["http://a.example", "only https"],
      ["shop.example.com", "begins with https"],
      ["https:///path", "begins with https"],
      ["https://a:b@c.example/", "connector"],
      ["https://a.example/a b", "no spaces"],
    ] as const)
      assert.match(urlProblem(url) ?? "", new RegExp(said), url);
  });

  test("origins are cut out of addresses, each once; what is none is named", () => {
    assert.deepEqual(readOrigins("https://A.example/path?x, b.example:8443;https://a.example"), {
      origins: ["https://a.example", "https://b.example:8443"],
      problem: undefined,
    });
    assert.deepEqual(readOrigins("  "), { origins: [], problem: undefined });
    for (const wrong of ["http://a.example", "https://u:p@a.example", "https://", "ftp://a"])
      assert.match(readOrigins(wrong).problem ?? "", /is no https/, wrong);
  });

  test("property: what is taken for an origin is one that the schema takes", () => {
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.string(), fc.domain()), (text) => {
        const { origins } = readOrigins(text);
        for (const origin of origins) assert.match(origin, /^https:\/\/[^/?#@\s]+$/);
      }),
    );
  });

  test("names of headers and parameters", () => {
    assert.equal(parameterProblem("X-Api-Key", "header"), undefined);
    assert.equal(parameterProblem("api[key]", "query"), undefined);
    for (const [name, place] of [
      ["", "query"],
      ["X Key", "header"],
      ["X:Key", "header"],
      ["a&b", "query"],
      ["Cookie", "header"],
      ["host", "header"],
    ] as const)
      assert.ok(parameterProblem(name, place), name);
    assert.equal(nameProblem("a", ["b"]), undefined);
    for (const name of ["", " a", "b"]) assert.ok(nameProblem(name, ["b"]), name);
  });
});

suite("the parameter of an API key", () => {
  test("follows the place it goes to, unless the person has named it", () => {
    assert.equal(parameterFor("query", "X-Api-Key"), "api_key");
    assert.equal(parameterFor("header", "api_key"), "X-Api-Key");
    assert.equal(parameterFor("query", ""), "api_key");
    assert.equal(parameterFor("query", "X-Own"), "X-Own");
  });
});

suite("templates of webhooks", () => {
  test("each has no finding but that nobody uses it yet", async () => {
    for (const [at, template] of webhookTemplates.entries()) {
      const signed = template.signedBy ? "keys" : undefined;
      const draft = fromTemplate(template, `made${at}`, "https://shop.example.com/in", signed);
      const around = `# file: keys.connector.yaml\nname: keys\ntype: bearer\norigins: [https://shop.example.com]\n`;
      const { language } = await workspace(around);
      const made = newFile(language.project("file:///workspace/a"), "file:///workspace", { kind: "webhook", draft });
      assert.ok(made.ok);
      const checked = await workspace(`${around}# file: made.webhook.yaml\n${made.value.text}`);
      assert.deepEqual(
        findingLines(checked).filter((line) => line.startsWith("made") && !line.includes("unused-webhook")),
        [],
        template.title,
      );
    }
  });

  test("a query of the person's own stays", () => {
    const template = webhookTemplates.find(({ query }) => query !== "");
    assert.ok(template);
    assert.equal(fromTemplate(template, "a", "https://a.example/?x=1", undefined).url, "https://a.example/?x=1");
    assert.equal(fromTemplate(template, "a", "https://a.example/", undefined).url, `https://a.example/${template.query}`);
  });
});
