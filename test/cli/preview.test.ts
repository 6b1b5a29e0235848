/** `hookflow preview` as a process: what goes to standard output and nothing else, what is told, and how it ends. */
import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { pathText, valuePath } from "#cli/message-data";
import { assertScene, folderWith, hookflow } from "./cli";

const files = {
  "flow.workflow.yaml": `name: Promo
start: { type: event, event: asked, next: ask }
blocks:
  ask: { type: webhook, webhook: WH5, next: mail }
  mail: { type: email, subject: "Code for $!{town}", template: mail.html, next: text }
  text: { type: sms, text: "Code $!{WH5.code}, $count pieces", next: end }
  end: { type: end }
`,
  "mail.html": "<p>%FIRSTNAME|you%: $!{WH5.code}</p>\n",
  "alone.vm": "Hi $count %FIRSTNAME%",
  "broken.vm": "Hi $count\n#if($x)\n",
  "ann.contact.yaml": "firstName: Ann\nemail: ann@example.com\n",
  "asked.event.json": '{"eventTypeKey":"asked","params":{"email":"ann@example.com","town":"Lviv <b>","count":5}}\n',
  "WH5.response.json": '{"webhook":"WH5","status":200,"body":{"code":"X-1"},"recordedAt":"2026-01-01T00:00:00Z"}\n',
  "answer.json": '{"code":"Y-2"}',
  "list.json": "[1]",
  "lost.workflow.yaml":
    "name: l\nstart: { type: event, event: asked, next: mail }\nblocks:\n  mail: { type: email, template: lost.vm, next: end }\n  end: { type: end }\n",
  "none.workflow.yaml": "name: n\nstart: { type: event, event: asked, next: end }\nblocks:\n  end: { type: end }\n",
};

suite("hookflow preview", () => {
  let folder = "";
  suiteSetup(() => {
    folder = folderWith(files);
  });
  const preview = (...args: string[]) => hookflow(["preview", ...args], { cwd: folder });

  test("prints the text part and nothing else", async () => {
    assert.equal((await preview("flow.workflow.yaml")).stdout, "<p>Ann: X-1</p>\n");
    assert.equal((await preview("mail.html")).stdout, "<p>Ann: X-1</p>\n");
    assert.deepEqual(await preview("alone.vm", "--event", "asked"), { stdout: "Hi 5 Ann", stderr: "", status: 0 });
  });

  test("takes a block, an answer, doubles, and values away", async () => {
    const text = ["flow.workflow.yaml", "--block", "text"];
    assert.equal((await preview(...text, "--response", "WH5=answer.json", "--doubles")).stdout, "Code Y-2, 5.0 pieces");
    assert.equal((await preview(...text, "--missing", "WH5.code", "--missing", "count")).stdout, "Code , $count pieces");
  });

  test("tells problems with their places, and fails when the platform would", async () => {
    assertScene(
      await preview("broken.vm", "--event", "asked"),
      `
stdout:
Hi 5
stderr:
broken.vm:3:1 error Missing "#end" for "#if"
status 1`,
    );
  });

  test("--format json says everything of a message", async () => {
    const { stdout, status } = await preview("flow.workflow.yaml", "--block", "text", "--format", "json", "--missing", "WH5");
    assert.equal(status, 0);
    const place = (line: number, start: number, end: number) => [
      { file: "flow.workflow.yaml", range: { start: { line, character: start }, end: { line, character: end } } },
    ];
    assert.deepEqual(JSON.parse(stdout), {
      version: 1,
      title: "Promo: text",
      channel: "sms",
      parts: [{ field: "text", text: "Code , 5 pieces" }],
      problems: [],
      variables: [
        { source: "$!{WH5.code}", value: null, from: "recording WH5", places: place(5, 33, 45) },
        { source: "$count", value: "5", from: "event asked", places: place(5, 47, 53) },
      ],
      sms: { encoding: "GSM-7", units: 15, segments: 1, left: 145, foreign: [] },
    });
  });

  test("--format json tells problems, and --channel what a template alone is", async () => {
    const { stdout, status } = await preview("broken.vm", "--event", "asked", "--format", "json", "--channel", "sms");
    const { channel, problems, sms } = JSON.parse(stdout);
    assert.deepEqual([status, channel, sms.units], [1, "sms", 5]);
    assert.deepEqual(problems, [
      {
        severity: "error",
        message: 'Missing "#end" for "#if"',
        file: "broken.vm",
        range: { start: { line: 2, character: 0 }, end: { line: 2, character: 0 } },
      },
    ]);
  });

  test("--format html is a page that runs no script and loads nothing; a text stands in it as it is", async () => {
    const { stdout: page } = await preview("flow.workflow.yaml", "--format", "html");
    assert.match(page, /^<!DOCTYPE html>/);
    assert.match(
      page,
      /content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'"/,
    );
    assert.ok(page.includes('<p class="subject">Code for Lviv &lt;b&gt;</p>'), page);
    assert.match(page, /<iframe title="The message" sandbox srcdoc="&lt;meta [^"]*&lt;p&gt;Ann: X-1&lt;\/p&gt;\n"><\/iframe>/);
    assert.doesNotMatch(page, /<script/);
    const { stdout: plain } = await preview("flow.workflow.yaml", "--block", "text", "--format", "html");
    assert.ok(plain.includes("<pre>\nCode X-1, 5 pieces</pre>"), plain);
  });

  test("markup of a message cannot leave its frame", async () => {
    const odd = folderWith({ "a.vm": '<p>&quot;"></iframe><script>alert(1)</script>' });
    const { stdout } = await hookflow(["preview", "a.vm", "--format", "html"], { cwd: odd });
    assert.doesNotMatch(stdout, /<script|"><\/iframe><|&quot;"/);
    assert.ok(stdout.includes("&lt;p&gt;&amp;quot;&quot;&gt;&lt;/iframe&gt;&lt;script&gt;"), stdout);
  });

  test("--now is the time of the date tool", async () => {
    const dated = folderWith({ "a.vm": "$dateTool.currentDate('yyyy-MM-dd HH:mm', 'GMT+3')" });
    const { stdout } = await hookflow(["preview", "a.vm", "--now", "2026-03-01T12:00:00+02:00"], { cwd: dated });
    assert.equal(stdout, "2026-03-01 13:00");
  });

  test("what is called wrongly is told in one sentence", async () => {
    for (const [args, told] of [
      [[], "Give one workflow or template; several are for `hookflow preview --check`"],
      [["alone.vm", "mail.html"], "Give one workflow or template; several are for `hookflow preview --check`"],
      [["ann.contact.yaml"], "ann.contact.yaml is neither a workflow nor a template"],
      [["flow.workflow.yaml", "--block", "nix"], "flow.workflow.yaml has no message in a block nix"],
      [
        ["flow.workflow.yaml", "--block", "ask"],
        "The block ask of flow.workflow.yaml has no text: give it a `text` or a `template`",
      ],
      [["mail.html", "--block", "text"], "mail.html has no message in a block text"],
      [["alone.vm", "--block", "mail"], "alone.vm has no message in a block mail"],
      [["lost.workflow.yaml"], "The block mail shows lost.vm, and there is no such template in the workspace"],
      [["none.workflow.yaml"], "none.workflow.yaml has no message"],
      [["alone.vm", "--event", "nix"], "There is no event sample nix; there are asked"],
      [["alone.vm", "--missing", "nix"], "There is no value nix in this data that --missing could take away"],
      [["alone.vm", "--missing", "a..b"], "option '--missing <path>' argument 'a..b' is invalid"],
      [["alone.vm", "--now", "tomorrow"], "It must be a time such as 2026-01-15"],
      [["alone.vm", "--response", "WH5"], "--response takes NAME=FILE, such as WH5=answer.json"],
      [["mail.html", "--response", "WH6=answer.json"], "The message cannot read an answer of WH6: before it run WH5"],
      [["alone.vm", "--data", "list.json"], "list.json must hold a JSON object"],
      [["alone.vm", "--data", "nix.json"], "Cannot read nix.json"],
      [["alone.vm", "--data", "answer.json", "--event", "asked"], "not with --event, --contact or --response"],
      [["mail.html", "--channel", "sms"], "mail.html is the text of the block mail (email): --channel is for"],
      [["alone.vm", "--channel", "fax"], "Allowed choices are email, sms,"],
    ] as const) {
      const { stdout, stderr, status } = await preview(...args);
      assert.equal(status, 2, `${args.join(" ")}: ${stderr}`);
      assert.ok(stderr.includes(told) && stdout === "", `${args.join(" ")}: ${stderr}`);
    }
  });
});

suite("hookflow preview --data", () => {
  const data = '{"n":12345678901234567890,"d":5.0,"o":{"z":1,"a":2},"data":{"x":"y"}}';

  test("is all that the text reads, for a template of any name and in no workspace", async () => {
    const folder = folderWith({ "a.txt": "$n $d $!TOWN %FIRSTNAME% #foreach($v in $o)$v#end $data.x", "d.json": data });
    const args = ["preview", path.join(folder, "a.txt"), "--data", path.join(folder, "d.json")];
    assert.equal((await hookflow(args)).stdout, "12345678901234567890 5.0  %FIRSTNAME% 12 y");
    assert.equal((await hookflow([...args, "--doubles"])).stdout, "1.2345678901234567E19 5.0  %FIRSTNAME% 1.02.0 y");
    assert.equal((await hookflow([...args, "--missing", "o.z"])).stdout, "12345678901234567890 5.0  %FIRSTNAME% 2 y");
  });

  test("tells problems by file, line and column", async () => {
    const folder = folderWith({ "a.vm": "one\n$list.get(7)", "d.json": '{"list":[]}' });
    assertScene(
      await hookflow(["preview", "a.vm", "--data", "d.json"], { cwd: folder }),
      `
stdout:
one
stderr:
a.vm:2:7 error Calling "get" fails: index 7 is out of bounds for length 0
status 1`,
    );
  });

  test("is the context of a workflow's block, too, and no sample gives as much as its time zone", async () => {
    const folder = folderWith({
      ...files,
      "mail.html": "%FIRSTNAME|you%: $!{WH5.code} $dateTool.formatInContactTimezone('HH', '2026-03-01T12:00:00Z')",
      "ann.contact.yaml": "firstName: Ann\nemail: ann@example.com\ntimeZone: Europe/Kyiv\n",
      "d.json": '{"town":"Odesa","WH5":{"code":"Z"}}',
    });
    const preview = async (...args: string[]) =>
      JSON.parse((await hookflow(["preview", "flow.workflow.yaml", "--format", "json", ...args], { cwd: folder })).stdout).parts;
    assert.deepEqual(await preview("--data", "d.json"), [
      { field: "subject", text: "Code for Odesa" },
      { field: "text", text: "%FIRSTNAME|you%: Z 12" },
    ]);
    assert.equal((await preview())[1].text, "Ann: X-1 14");
  });

  test("a file that cannot be read is status 3", async () => {
    const folder = folderWith({ "d.json": "{}", "latin.vm": Buffer.from([0xe4]) });
    writeFileSync(path.join(folder, "big.vm"), "x".repeat(1024 * 1024 + 1));
    for (const name of ["nix.vm", "latin.vm", "big.vm"]) {
      const { stderr, status } = await hookflow(["preview", name, "--data", "d.json"], { cwd: folder });
      assert.equal(status, 3);
      assert.match(stderr, new RegExp(`^Cannot read ${name}: `));
    }
  });
});

suite("paths of values", () => {
  test("are read as they are written", () => {
    assert.deepEqual(valuePath("WH5.items[0].title"), ["WH5", "items", 0, "title"]);
    assert.deepEqual(valuePath("['promo code.v2']['a'].b"), ["promo code.v2", "a", "b"]);
    for (const wrong of ["", ".", "a.", ".a", "a..b", "[0]", "a[", "a[x]", "a]b", "a[0]b"])
      assert.equal(valuePath(wrong), undefined, wrong);
  });

  test("are written as they are read", () => {
    const name = fc.string({ unit: fc.constantFrom("a", "Ї", " ", ".", "[", "]", "0"), minLength: 1 });
    fc.assert(
      fc.property(name, fc.array(fc.oneof(name, fc.nat(99))), (first, rest) =>
        assert.deepEqual(valuePath(pathText([first, ...rest])), [first, ...rest]),
      ),
    );
  });
});
