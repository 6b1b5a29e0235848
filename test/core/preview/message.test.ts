/** What a message reads and prints: events, contacts, answers, values that are missing, and where each is said to come from. */
import assert from "node:assert/strict";
import { assertPreview, messageOf, textOf } from "./previewed";

const ann = `# file: ann.contact.yaml
firstName: Ann
town: Lviv
email: ann@example.com
fields: { "PERSONAL.LOCATION": Rynok, VIP: yes }
`;
const asked = `# file: asked.event.json
{"eventTypeKey":"asked","params":{"code":"X-1","count":5,"rate":1.5,"cart":{"items":[{"title":"Mug"},{"title":"Cup"}]}}}
`;
const flow = `# file: flow.workflow.yaml
name: Promo
start: { type: event, event: asked, next: ask }
blocks:
  ask: { type: webhook, webhook: WH5, next: mail }
  mail: { type: email, subject: "Code $!{code}", preheader: For you, template: mail.vm, next: text }
  text: { type: sms, text: "Code $code in $data.WH5.days days", next: end }
  end: { type: end }
`;
const recorded = `# file: WH5.response.json
{"webhook":"WH5","status":200,"body":{"days":3},"recordedAt":"2026-01-01T00:00:00Z"}
`;
const template = (text: string) => `# file: a.vm\n${text}`;

suite("a message: what it reads", () => {
  test("an event parameter wins over a contact field of the same name", async () => {
    const event = `# file: e.event.json\n{"eventTypeKey":"e","params":{"city":"Kyiv"}}\n`;
    assert.equal(await textOf(`${ann}${event}${template("$city, $TOWN")}`), "Kyiv, Lviv");
    assert.equal(await textOf(`${ann}${template("$city, $TOWN")}`), "Lviv, Lviv");
  });

  test("contact fields are found in any case, bare and below data; event parameters only as they are written", async () => {
    assert.equal(
      await textOf(`${ann}${asked}${template("$town $data.get('Town') $FirstName $vip $data.get('personal.location') $Code")}`),
      "Lviv Lviv Ann yes Rynok $Code",
    );
  });

  test("a loop over all data meets the event, additional fields, and what is named", async () => {
    const text = template("#foreach($k in $data.keySet())$k #end$!town");
    assert.equal(
      await textOf(`${ann}# file: e.event.json\n{"eventTypeKey":"e","params":{"x":1}}\n${text}`),
      "x PERSONAL.LOCATION VIP town Lviv",
    );
  });

  test("a sample that is missing leaves its names as they are written", async () => {
    assert.equal(await textOf(template("$TOWN|$!TOWN|$code|$!code|$workflowInstanceId")), "$TOWN||$code||test-run");
  });

  test("recordings answer for webhooks, and an answer that was given wins over them", async () => {
    const files = `${asked}${recorded}${flow}# file: mail.vm\n$!{WH5.days}<|>`;
    assert.equal(await textOf(files), "3");
    assert.equal(await textOf(files, { answers: { WH5: new Map([["days", 9n]]) } }), "9");
    // Only what runs before the message can be read.
    assert.equal(await textOf(files, { answers: { WH6: "x" } }), "3");
  });

  test("a JSON field puts the inside of an object, or of a JSON text, in the place of the event", async () => {
    const event = (cart: string) => `# file: e.event.json\n{"eventTypeKey":"e","params":{"cart":${cart},"x":1}}\n`;
    const json = `# file: f.workflow.yaml
name: f
start: { type: event, event: e, next: mail }
blocks:
  mail: { type: email, json: "\${cart}", text: "$title $data.get('title') $!cart $!x", next: end }
  end: { type: end }
`;
    for (const cart of ['{"title":"Mug"}', JSON.stringify('{"title":"Mug"}')])
      assert.equal(await textOf(`${event(cart)}${json}`), "Mug Mug  ");
    // What holds no object changes nothing.
    assert.equal(await textOf(`${event('"text"')}${json}`), "$title $data.get('title') text 1");
  });

  test("the context can be given whole: no sample, recording or merge tag is looked at", async () => {
    assert.equal(
      await textOf(`${ann}${asked}${template("$x $!code $!TOWN %FIRSTNAME% $!data.x")}`, {
        context: new Map([["x", 12345678901234567890n]]),
      }),
      "12345678901234567890   %FIRSTNAME% ",
    );
  });

  test("whole numbers are whole, or doubles as the platform seems to have them", async () => {
    const files = `${asked}${recorded}${flow}# file: mail.vm\n$count $rate $WH5.days<|>`;
    assert.equal(await textOf(files), "5 1.5 3");
    assert.equal(await textOf(files, { doubles: true }), "5.0 1.5 3.0");
  });

  test("the date tool tells the time that it is given, in the contact's zone", async () => {
    const text = template("$dateTool.currentTimeStamp() $dateTool.formatInContactTimezone('HH:mm', '2026-03-01T12:00:00Z')");
    assert.equal(await textOf(text), "1772366400000 12:00");
    assert.equal(await textOf(`# file: c.contact.yaml\ntimeZone: Europe/Kyiv\n${text}`), "1772366400000 14:00");
    assert.equal(await textOf(`# file: c.contact.yaml\ntimeZone: Nowhere/Atall\n${text}`), "1772366400000 12:00");
  });
});

suite("a message: values that are taken away", () => {
  const files = `${ann}${asked}${recorded}${flow}# file: mail.vm\n`;

  test("by path: a parameter, a member, an item's member, an answer's member", async () => {
    const text = `${files}$!code|$!cart.items[0].title|$!cart.items[1].title|$!WH5.days<|>`;
    assert.equal(await textOf(text), "X-1|Mug|Cup|3");
    assert.equal(await textOf(text, { missing: [["code"]] }), "|Mug|Cup|3");
    assert.equal(await textOf(text, { missing: [["cart", "items", 0, "title"]] }), "X-1||Cup|3");
    assert.equal(await textOf(text, { missing: [["WH5", "days"], ["code"]] }), "|Mug|Cup|");
    assert.equal(await textOf(text, { missing: [["cart"]] }), "X-1|||3");
  });

  test("a contact field under each of its spellings, in references and merge tags", async () => {
    const text = `${files}$!TOWN|$!city|$!town|%TOWN|no%<|>`;
    assert.equal(await textOf(text), "Lviv|Lviv|Lviv|Lviv");
    for (const name of ["TOWN", "city", "Town"]) assert.equal(await textOf(text, { missing: [[name]] }), "|||no", name);
    const field = `${files}$!data.get('PERSONAL.LOCATION')|%PERSONAL.LOCATION%<|>`;
    assert.equal(await textOf(field, { missing: [["PERSONAL.LOCATION"]] }), "|");
    assert.equal(await textOf(field, { missing: [["personal", "location"]] }), "|");
  });

  test("says which were taken away, which were not there, and leaves the samples as they are", async () => {
    const missing = [["code"], ["WH5", "nothing"], ["LANGUAGE"], ["TOWN"]];
    const { message } = await messageOf(`${files}$code $count $TOWN<|>`, { missing });
    assert.deepEqual(
      message.variables.map(({ source, value, taken, from }) => [source, value, taken, from]),
      [
        ["$!{code}", undefined, true, "event asked"],
        ["$code", undefined, true, "event asked"],
        ["$count", "5", false, "event asked"],
        ["$TOWN", undefined, true, "contact Ann"],
      ],
    );
    assert.deepEqual(message.absent, [["WH5", "nothing"], ["LANGUAGE"]]);
  });
});

suite("a message: what is told of it", () => {
  test("parts, variables with all their places, the type of its block", async () => {
    const files = `${asked}${recorded}${flow}# file: mail.vm\nCode $code, again $code, %FIRSTNAME|you%\n#foreach($code in $cart.items)$code.title #end%FIRSTNAME|you%<|>`;
    await assertPreview(
      files,
      `
subject: Code X-1
preheader: For you
text: Code X-1, again X-1, you
Mug Cup you
$!{code} = X-1 (event asked) at flow.workflow.yaml:5:39
$code = X-1 (event asked) at mail.vm:1:6, mail.vm:1:19
$cart.items = [{"title":"Mug"},{"title":"Cup"}] (event asked) at mail.vm:2:19
$code.title = Mug (template) at mail.vm:2:31
%FIRSTNAME|you% = nothing (the tag's own text) at mail.vm:1:26, mail.vm:2:47
`,
    );
    const { message } = await messageOf(`${asked}${recorded}${flow}`, { block: "text" });
    assert.deepEqual([message.title, message.channel, message.isHtml], ["Promo: text", "sms", false]);
    assert.equal(message.parts[0]?.text, "Code X-1 in 3 days");
  });

  test("blanks around a subject are not shown, and its pieces stand where they are shown", async () => {
    const { message } = await messageOf(
      `${asked}# file: f.workflow.yaml
name: f
start: { type: event, event: asked, next: mail }
blocks:
  mail: { type: email, subject: "  #if(true) $code #end %TOWN|there%  ", text: x, next: end }
  end: { type: end }
`,
    );
    const subject = message.parts[0];
    assert.equal(subject?.text, "X-1  there");
    assert.deepEqual(
      subject?.pieces.map(({ output }) => subject.text.slice(output.start, output.end)),
      ["X-1", "there"],
    );
  });

  test("a template that no message shows is read by itself, and names in any script are whole", async () => {
    const { message } = await messageOf("# file: %D0%BB%D0%B8%D1%81%D1%82.vm\n<b>Hi</b>");
    assert.deepEqual([message.title, message.channel, message.isHtml], ["лист.vm", "email", true]);
  });

  test("a workflow's first message is the first whose text is here", async () => {
    const platform = flow.replace("template: mail.vm", "message: 7");
    assert.equal((await messageOf(`${asked}${platform}`)).message.title, "Promo: text");
  });

  test("a template in two messages is the first one's, or the one of the block that is named", async () => {
    const two = flow.replace('text: "Code $code in $data.WH5.days days"', "template: mail.vm");
    const files = `${asked}${two}# file: mail.vm\n$code<|>`;
    assert.equal((await messageOf(files)).message.channel, "email");
    assert.equal((await messageOf(files, { block: "text" })).message.channel, "sms");
  });

  test("a syntax error keeps what stands before it and is told once, at its place", async () => {
    await assertPreview(
      `${asked}${template("Code $code\n#if($count)\nfive")}`,
      `
text: Code X-1
error a.vm:3:5 Missing "#end" for "#if"
$code = X-1 (event asked) at a.vm:1:6
`,
    );
  });

  test("an error while rendering keeps what was printed, and says that the message would fail", async () => {
    await assertPreview(
      `${asked}${template("Code $code, $cart.items.get(7)!")}`,
      `
text: Code X-1,
error a.vm:1:25 Calling "get" fails: index 7 is out of bounds for length 2
$code = X-1 (event asked) at a.vm:1:6
`,
    );
  });

  test("a template that runs away is stopped by its time", async () => {
    let milliseconds = 0;
    const clock = () => {
      milliseconds += 1000; // Each look at it is a second later.
      return milliseconds;
    };
    const { message } = await messageOf(template("#foreach($i in [1..90000])#set($x = $i)#end."), { clock });
    assert.equal(message.problems[0]?.message, "Stopped after 1000 ms");
  });
});
