/** Secrets of connectors: from the environment, or typed at a terminal that shows nothing. */
import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { secretVariable } from "#core/request/sign";
import type { Terminal } from "../../cli/ask";
import { Secrets } from "../../cli/secrets";

suite("secrets on the command line", () => {
  const origin = "https://shop.example.com";
  const connector = (type: "basic" | "bearer" | "apiKey") =>
    ({ name: "my shop", type, in: "header", parameter: "X-Key", origins: [origin] }) as never;

  /** A terminal at which somebody types lines, and what it showed. */
  function terminal(...typed: readonly string[]): Terminal & { shown(): string } {
    const input = Object.assign(new PassThrough(), { isTTY: true, setRawMode: () => input });
    const lines = [...typed];
    let shown = "";
    const output = new PassThrough();
    output.on("data", (part) => {
      shown += String(part);
      // The next line is typed when it is asked for.
      if (/: $/.test(String(part))) setImmediate(() => input.write(`${lines.shift() ?? ""}\r`));
    });
    return { input: input as never, output, shown: () => shown };
  }

  test("are read from variables named after the connector", async () => {
    const secrets = new Secrets(false, { HOOKFLOW_MY_SHOP_LOGIN: "ann", HOOKFLOW_MY_SHOP_PASSWORD: "kanarie" }, terminal());
    assert.deepEqual(await secrets.of({ connector: connector("basic"), origin }), {
      ok: true,
      secret: { login: "ann", password: "kanarie" },
    });
  });

  test("are asked for at a terminal, once, and shown nowhere", async () => {
    const at = terminal("kanarie-7");
    const secrets = new Secrets(false, {}, at);
    for (let round = 0; round < 2; round++)
      assert.deepEqual(await secrets.of({ connector: connector("bearer"), origin }), {
        ok: true,
        secret: { token: "kanarie-7" },
      });
    assert.equal(at.shown(), "The token of my shop (not shown): \n");
  });

  test("an empty or short answer names the variable, not the value", async () => {
    const told = async (typed: string) => {
      const result = await new Secrets(false, {}, terminal(typed)).of({ connector: connector("apiKey"), origin });
      return result.ok ? "ok" : `${result.message}. ${result.help}`;
    };
    assert.equal(await told(""), "The connector my shop has no key. Set the environment variable HOOKFLOW_MY_SHOP_KEY");
    assert.match(await told("abc"), /^The key is shorter than 4 characters.*HOOKFLOW_MY_SHOP_KEY/);
    assert.match(
      await told("kanarie-7 "),
      /^The key begins or ends with a blank, which HTTP would drop \(HOOKFLOW_MY_SHOP_KEY\)/,
    );
    assert.match(await told("ключ-7"), /^The key holds a character that a header cannot carry.*HOOKFLOW_MY_SHOP_KEY/);
  });

  test("a blank at an end of a variable is refused", async () => {
    const env = { HOOKFLOW_MY_SHOP_TOKEN: " tokenx12" };
    const result = await new Secrets(false, env, terminal()).of({ connector: connector("bearer"), origin });
    assert.ok(
      !result.ok && /^The token begins or ends with a blank/.test(result.message) && !result.message.includes("tokenx12"),
    );
  });

  test("plain names keep their variables, and other letters have some of their own", () => {
    for (const [name, variable] of [
      ["my shop", "HOOKFLOW_MY_SHOP_TOKEN"],
      ["-crm.2-", "HOOKFLOW__CRM_2__TOKEN"],
      ["мій", "HOOKFLOW_U41C_U406_U419_TOKEN"],
      ["твій", "HOOKFLOW_U422_U412_U406_U419_TOKEN"],
      ["café – 2", "HOOKFLOW_CAF_UC9_2_TOKEN"],
      ["cafe\u0301 – 2", "HOOKFLOW_CAF_UC9_2_TOKEN"],
    ] as const)
      assert.equal(secretVariable(name, "token"), variable);
  });

  test("two connectors never read one variable", async () => {
    const named = (name: string, type = "bearer") =>
      ({ name, type, in: "header", parameter: "X-Key", origins: [origin] }) as never;
    const told = async (one: never, other: never) => {
      const env = { HOOKFLOW_MY_SHOP_TOKEN: "kanarie-7", HOOKFLOW_MY_SHOP_LOGIN: "ann", HOOKFLOW_MY_SHOP_PASSWORD: "kanarie-7" };
      const result = await new Secrets(false, env, terminal(), [one, other]).of({ connector: one, origin });
      return result.ok ? "ok" : result.message;
    };
    assert.equal(
      await told(named("my-shop"), named("my_shop")),
      "The connectors my-shop and my_shop would both read their secret from HOOKFLOW_MY_SHOP_TOKEN",
    );
    assert.match(await told(named("my-shop"), named("My Shop")), /would both read/);
    assert.equal(await told(named("my-shop"), named("my-shop")), "ok");
    // Of different types they have no part in common.
    assert.equal(await told(named("my-shop"), named("my_shop", "basic")), "ok");
  });

  test("for another origin nobody is asked", async () => {
    const at = terminal("kanarie-7");
    const result = await new Secrets(false, {}, at).of({ connector: connector("bearer"), origin: "https://other.example" });
    assert.equal(result.ok, false);
    assert.equal(at.shown(), "");
  });
});
