/** Expected texts of messages: whose they are by name, how they are compared, shown and written. */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { named, nameOf, type Subject } from "#cli/expected-texts";
import { readSource } from "#core/model/source-file";
import { assertScene, folderWith, hookflow } from "./cli";

const flow = `name: Promo
start: { type: event, event: asked, next: mail }
blocks:
  mail: { type: email, subject: "Code for $!{town}", preheader: Here it is, template: mail.vm, next: text }
  text: { type: sms, text: "In $!{town}", next: end }
  end: { type: end }
`;
const sample = (town: string, email: string) =>
  JSON.stringify({
    eventTypeKey: "asked",
    params: [
      { name: "email", value: email },
      { name: "town", value: town },
    ],
  });
const files = {
  "flow.workflow.yaml": flow,
  "mail.vm": "Dear %FIRSTNAME%,\nyour town is $town.\nIt is $dateTool.currentDate('yyyy-MM-dd', 'GMT').\n",
  "ann.contact.yaml": "firstName: Ann\nemail: ann@example.com\n",
  "bo.contact.yaml": "firstName: Bo\nemail: bo@example.com\n",
  "a.event.json": sample("Lviv", "ann@example.com"),
  "b.event.json": sample("Odesa", "bo@example.com"),
};
const lviv = "Dear Ann,\nyour town is Lviv.\nIt is 2026-01-15.\n";
const odesa = "Dear Bo,\nyour town is Odesa.\nIt is 2026-01-15.\n";

suite("hookflow preview --check", () => {
  const check = (expected: Readonly<Record<string, string | Uint8Array>>, ...args: string[]) =>
    hookflow(["preview", "--check", ...args], { cwd: folderWith({ ...files, ...expected }) });

  test("messages as expected, with each way to name the samples", async () => {
    assertScene(
      await check({
        "mail.vm.expected": lviv,
        "mail.vm.b.expected": odesa,
        "mail.b.expected": odesa,
        "mail.vm.b+ann.expected": odesa.replace("Bo", "Ann"),
        "mail.vm.+bo.expected": lviv.replace("Ann", "Bo"),
        "flow.workflow.mail.expected": `subject: Code for Lviv\npreheader: Here it is\n\n${lviv}`,
        "flow.workflow.text.b.expected": "In Odesa",
      }),
      "stdout:\n7 messages checked, all as expected\nstatus 0",
    );
  });

  test("a difference is shown with its file, line and samples", async () => {
    assertScene(
      await check({ "mail.vm.b.expected": odesa.replace("Odesa.", "Lviv!") }, "mail.vm"),
      `
stdout:
mail.vm.b.expected:2 not as expected (event b, contact bo)
--- mail.vm.b.expected
+++ mail.vm
@@ -1,3 +1,3 @@
 Dear Bo,
-your town is Lviv!
+your town is Odesa.
 It is 2026-01-15.

1 message checked, 1 not as expected
status 1`,
    );
  });

  test("tabs and blanks at the end of a changed line are seen", async () => {
    const { stdout } = await check({ "mail.vm": "a\n\tb\nc", "mail.vm.expected": "a  \n\tb \nc" }, "mail.vm");
    assert.match(stdout, /^-a··\n-→ {3}b·\n\+a\n\+→ {3}b\n c$/m);
  });

  test("line breaks of another system make no difference, a missing one does", async () => {
    assert.equal((await check({ "mail.vm.expected": lviv.replaceAll("\n", "\r\n") }, "mail.vm")).status, 0);
    const { stdout, status } = await check({ "mail.vm.expected": lviv.trimEnd() }, "mail.vm");
    assert.equal(status, 1);
    assert.match(stdout, /^-It is 2026-01-15\.\n\\ No newline at end of file\n\+It is 2026-01-15\.$/m);
  });

  test("the date tool's time is fixed, or the one that is given", async () => {
    const other = { "mail.vm.expected": lviv.replace("2026-01-15", "2030-05-06") };
    assert.equal((await check(other, "mail.vm")).status, 1);
    assert.equal((await check(other, "mail.vm", "--now", "2030-05-06")).status, 0);
  });

  test("expected texts that belong to no message are told, with the reason, and fail", async () => {
    assertScene(
      await check({
        "gone.vm.expected": "",
        "gone.html.a.expected": "",
        "mail.vm.expected": lviv,
        "mail.vm.nobody.expected": lviv,
        "mail.vm.ann.expected": lviv,
        "mail.vm.a+nobody.expected": lviv,
        "flow.workflow.end.expected": "",
        "gone.workflow.mail.expected": "",
        "flow.workflow.text.expected": "In Lviv",
        // Other tools' are none of ours.
        "parser.expected": "",
        "flow.expected": "",
      }),
      `
stdout:
flow.workflow.end.expected:1 belongs to no message: flow.workflow.yaml has no message end: it has mail, text
gone.html.a.expected:1 belongs to no message: there is no template gone.html
gone.vm.expected:1 belongs to no message: there is no template gone.vm
gone.workflow.mail.expected:1 belongs to no message: there is no gone.workflow.yaml with messages
mail.vm.a+nobody.expected:1 belongs to no message: there is no contact sample nobody
mail.vm.ann.expected:1 belongs to no message: there is no event sample ann; the contact alone is +ann
mail.vm.nobody.expected:1 belongs to no message: there is no event sample nobody
2 messages checked, all as expected, 7 expected texts of no message
status 1`,
    );
  });

  test("what is ignored or not meant is left alone", async () => {
    const orphan = { "old/gone.vm.expected": "", "mail.vm.expected": lviv };
    assert.equal((await check({ ...orphan, "hookflow.yaml": "ignore: [old]\n" })).status, 0);
    assert.equal((await check(orphan)).status, 1);
    assert.equal((await check(orphan, "mail.vm")).status, 0);
    assert.equal((await check(orphan, "*.vm")).status, 0);
  });

  test("messages without an expected text are told, and do not fail", async () => {
    assertScene(
      await check({ "mail.vm.expected": lviv }),
      `
stdout:
flow.workflow.yaml, block text has no expected text
1 message checked, all as expected, 1 without an expected text
status 0`,
    );
    // The text of a block speaks for its template.
    const block = { "flow.workflow.mail.expected": `subject: Code for Lviv\npreheader: Here it is\n\n${lviv}` };
    assert.doesNotMatch((await check(block)).stdout, /mail\.vm has no/);
  });

  test("a message that the platform would fail is not as expected, whatever is expected", async () => {
    assertScene(
      await check({ "mail.vm": "Hi $town.substring(9)", "mail.vm.expected": "Hi " }, "mail.vm"),
      `
stdout:
mail.vm.expected:1 the message would fail (event a, contact ann)
  mail.vm:1:10 error Calling "substring" fails: begin 9, end 4, length 4
1 message checked, 1 not as expected
status 1`,
    );
  });

  test("an expected text that cannot be read fails", async () => {
    const folder = folderWith({ ...files, "x.txt": lviv, "mail.vm.a.expected": Buffer.from([0xff]) });
    symlinkSync(path.join(folder, "x.txt"), path.join(folder, "mail.vm.expected"));
    const { stdout, status } = await hookflow(["preview", "--check", "mail.vm"], { cwd: folder });
    assert.equal(status, 1);
    assert.equal(stdout.match(/cannot be read: /g)?.length, 2, stdout);
  });

  test("control characters of a message do not reach the terminal, and colours are for terminals", async () => {
    const { stdout } = await check({ "mail.vm": "\u001b[2J\n::set-output\n", "mail.vm.expected": "\n" }, "mail.vm");
    assert.ok(stdout.includes("+\\u001b[2J"), stdout);
    assert.doesNotMatch(stdout, /\u001b/);
  });

  test("nothing to check is status 3, contradictions are status 2", async () => {
    const nothing = await check({});
    assert.equal(nothing.status, 3);
    assert.match(
      nothing.stderr,
      /^Nothing to check: no message here has an expected text\. `hookflow preview --update` writes them$/m,
    );
    const empty = await hookflow(["preview", "--check"], { cwd: folderWith({ "ann.contact.yaml": "email: a@b.co\n" }) });
    assert.equal(empty.status, 3);
    assert.match(empty.stderr, /^Nothing to check: no template and no message here/);
    for (const args of [["--update"], ["--event", "a"], ["--block", "mail"], ["--format", "json"], ["--missing", "town"]])
      assert.equal((await check({ "mail.vm.expected": lviv }, ...args)).status, 2, args.join(" "));
  });

  test("the samples are as expected", async () => {
    const { stdout, status } = await hookflow(["preview", "--check", "samples"]);
    assert.equal(status, 0, stdout);
  });

  test("the files are no definitions", async () => {
    const folder = folderWith({ ...files, "mail.vm.expected": lviv });
    assert.match((await hookflow(["check", "mail.vm.expected"], { cwd: folder })).stderr, /is not a file of Hookflow's/);
  });
});

suite("hookflow preview --update", () => {
  test("writes a first text for each message that has none, what differs anew, and then all is as expected", async () => {
    const folder = folderWith({ ...files, "mail.vm.b.expected": "old" });
    const run = (...args: string[]) => hookflow(["preview", ...args], { cwd: folder });
    assertScene(
      await run("--update"),
      `
stdout:
mail.vm.b.expected changed (event b, contact bo)
flow.workflow.text.expected written (event a, contact ann)
2 expected texts written, 0 as before
status 0`,
    );
    assert.equal(readFileSync(path.join(folder, "mail.vm.b.expected"), "utf8"), odesa);
    assertScene(await run("--update"), "stdout:\n0 expected texts written, 2 as before\nstatus 0");
    assert.equal((await run("--check")).status, 0);
  });

  test("with samples writes the text that they name", async () => {
    const folder = folderWith(files);
    const run = (...args: string[]) => hookflow(["preview", "--update", ...args], { cwd: folder });
    await run("mail.vm", "--event", "b");
    await run("mail.vm", "--contact", "ann");
    await run("mail.vm", "--event", "b", "--contact", "ann");
    await run("flow.workflow.yaml", "--block", "text", "--event", "b");
    for (const name of ["mail.vm.b", "mail.vm.+ann", "mail.vm.b+ann", "flow.workflow.text.b"])
      assert.ok(existsSync(path.join(folder, `${name}.expected`)), name);
    assert.equal((await hookflow(["preview", "--check"], { cwd: folder })).status, 0);
    const several = await run(".", "--event", "b");
    assert.equal(several.status, 2);
    assert.match(several.stderr, /^--update with --event or --contact writes one text: give one template/);
  });

  test("writes nothing for a message that would fail, or over what is no file", async () => {
    const folder = folderWith({ "a.vm": "#if($x", "b.vm": "b" });
    mkdirSync(path.join(folder, "b.vm.expected"));
    const { stdout, status } = await hookflow(["preview", "--update"], { cwd: folder });
    assert.equal(status, 1);
    assert.match(stdout, /^a\.vm\.expected not written, for the message would fail$/m);
    assert.match(stdout, /^b\.vm\.expected not written$\n {2}it is no regular file$/m);
    assert.ok(!existsSync(path.join(folder, "a.vm.expected")));
    rmSync(path.join(folder, "b.vm.expected"), { recursive: true });
    writeFileSync(path.join(folder, "a.vm"), "a");
    assert.equal((await hookflow(["preview", "--update"], { cwd: folder })).status, 0);
  });
});

suite("names of expected texts", () => {
  const template = (name: string): Subject => ({ source: readSource(`file:///w/${name}`, "template", "", 0), block: undefined });
  const block = (file: string, id: string): Subject => ({
    source: readSource(`file:///w/${file}`, "workflow", flow, 0),
    block: id,
  });
  const subjects = [
    template("promo.vm"),
    template("promo.ann.vm"),
    template("promo.html"),
    template("only.html"),
    block("a.workflow.yml", "mail"),
    block("a.workflow.yml", "mail.b"),
  ];
  const whose = (stem: string) => {
    const found = named(`${stem}.expected`, subjects);
    return found.kind === "subject" ? `${nameOf(found.subject)} ${found.sample}`.trim() : found.kind;
  };
  for (const [stem, expected] of [
    ["promo.vm", "promo.vm"],
    ["promo.ann.vm", "promo.ann.vm"],
    ["promo.ann.vm.b", "promo.ann.vm b"],
    ["promo.vm.b.c", "promo.vm b.c"],
    ["only.b", "only.html b"],
    ["promo.b", "orphan"], // promo.vm or promo.html
    ["promo.ann.b", "promo.ann.vm b"],
    ["only.vm", "orphan"],
    ["a.workflow.mail", "a.workflow.mail"],
    ["a.workflow.mail.x", "a.workflow.mail x"],
    ["a.workflow.mail.b", "a.workflow.mail.b"],
    ["a.workflow.mail.b.x", "a.workflow.mail.b x"],
    ["a.workflow.none", "orphan"],
    ["other", "foreign"],
    ["a.b", "foreign"],
  ] as const)
    test(`${stem}.expected`, () => assert.equal(whose(stem), expected));
});
