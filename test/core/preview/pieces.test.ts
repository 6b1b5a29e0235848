/** Pieces: what each stretch of a rendered text came from. A piece's text is exactly what its place in the template printed. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { messageOf } from "./previewed";

const ann = "# file: ann.contact.yaml\nfirstName: Ann\ntown: Kyiv\n";

/** `what the template says → what it printed`, a line a piece. */
async function pieces(files: string): Promise<string> {
  const { message, textOf } = await messageOf(files);
  const part = message.parts.at(-1);
  return (part?.pieces ?? [])
    .map(({ output, uri, span }) => `${textOf(uri).slice(span.start, span.end)} → ${part?.text.slice(output.start, output.end)}`)
    .join("\n");
}

const event = (params: object) => `# file: e.event.json\n${JSON.stringify({ eventTypeKey: "e", params })}\n`;

suite("pieces of a message", () => {
  test("references and merge tags, not the text between them", async () => {
    assert.equal(
      await pieces(`${ann}${event({ x: "1" })}# file: a.vm\nHi %FIRSTNAME|you%, $x and $none, $!none;%LASTNAME%`),
      "%FIRSTNAME|you% → Ann\n$x → 1\n$none → $none\n$!none → \n%LASTNAME% → ",
    );
  });

  test("a value that is missing stands where it would be printed, and nowhere when only a directive asks for it", async () => {
    const { message } = await messageOf(`${ann}# file: a.vm\na$!none%TOWN%$!{none}#if($no || $!none)x#{end}b$!{data.no}`);
    const part = message.parts[0];
    assert.deepEqual(
      part?.pieces.map(({ output }) => `${part.text.slice(0, output.start)}[${part.text.slice(output.start, output.end)}]`),
      ["a[]", "a[Kyiv]", "aKyiv[]", "aKyivb[]"],
    );
  });

  test("the same tag twice, around directives and blanks, has two places", async () => {
    const { message } = await messageOf(
      `${ann}# file: a.vm\n  #if(true)\n  %TOWN% #end%TOWN%\n#foreach($i in [1, 2])\n%TOWN%\n#end`,
    );
    assert.deepEqual(
      message.parts[0]?.pieces.map(({ span }) => span.start),
      [14, 25, 55, 55],
    );
    assert.deepEqual(
      message.variables.find(({ source }) => source === "%TOWN%")?.places.map(({ span }) => span.start),
      [14, 25, 55],
    );
  });

  test("a value with a tag in it is one piece with what the tag prints", async () => {
    assert.equal(
      await pieces(`${ann}${event({ x: "In %TOWN|no% or %LANGUAGE|none%!" })}# file: a.vm\n<$x> %TOWN%`),
      "$x → In Kyiv or none!\n%TOWN% → Kyiv",
    );
  });

  test("a tag with a value in it is one piece of its own", async () => {
    assert.equal(
      await pieces(`${ann}${event({ x: "TOWN", y: "you", z: "%TO" })}# file: a.vm\n%$x% %LASTNAME|dear $y% $x $!{z}WN%`),
      "%$x% → Kyiv\n%LASTNAME|dear $y% → dear you\n$x → TOWN\n$!{z}WN% → Kyiv",
    );
  });

  test("percent signs of a sentence are no tags", async () => {
    const text = "5% off, 100%sure%, 10%%, 7%off%TOWN%, %no%body%TOWN|x%, %TO WN%, %";
    const { message } = await messageOf(`${ann}# file: a.vm\n${text}`);
    assert.equal(message.parts[0]?.text, "5% off, 100%sure%, 10%%, 7%offKyiv, %no%bodyKyiv, %TO WN%, %");
  });

  test("a tag prints its value as it is, over several lines and with spaces", async () => {
    const { message } = await messageOf(
      '# file: c.contact.json\n{"fields":{"NOTES.TEXT":"a\\n  b","NOTES.N":12345678901234567890}}\n# file: a.vm\n%NOTES.TEXT%|%NOTES.N%',
    );
    assert.equal(message.parts[0]?.text, "a\n  b|12345678901234567890");
  });

  test("text.slice(piece) is what its place printed, whatever the template and the data are", async () => {
    // Every part of the template tells what it prints; values look like tags, directives and other values.
    const value = fc.oneof(
      fc.constantFrom("", "%TOWN%", "x%", "%NO|n%", "$y", "<b>", "a%TOWN%b%TOWN%", "🙂", "50%"),
      // A sign alone could make a tag together with the next value, which a test above covers.
      fc.string({ maxLength: 4 }).filter((text) => !text.includes("%")),
    );
    const parts = fc.array(
      fc.oneof(
        fc.constantFrom("plain", " ", "\n", "\r\n", "<p>", "5% ", "🙂", "Ї").map((text) => ({ text, says: undefined })),
        fc.constantFrom("x", "y").map((name) => ({ text: `\${${name}}`, says: name })),
        fc.constantFrom("x", "y").map((name) => ({ text: `#if(true)\${${name}}#end`, says: name })),
        fc.constantFrom(["%TOWN%", "Kyiv"], ["%LASTNAME|dear%", "dear"], ["%LASTNAME%", ""]).map(([text = "", printed = ""]) => ({
          text,
          says: { printed, tag: text },
        })),
      ),
      { maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(parts, value, value, async (template, x, y) => {
        // A separator keeps signs of neighbours from making tags of their own; values may still hold whole ones.
        const source = template.map(({ text }) => text).join("|");
        const { message, textOf } = await messageOf(`${ann}${event({ x, y })}# file: a.vm\n${source.replaceAll("<|>", "< >")}`);
        const part = message.parts[0];
        assert.ok(part);
        const filled = (text: string) => text.replaceAll("%TOWN%", "Kyiv").replaceAll("%NO|n%", "n");
        const values: Record<string, string> = { x: filled(x), y: filled(y) };
        let end = 0;
        for (const { output, uri, span } of part.pieces) {
          assert.ok(output.start >= end && output.end <= part.text.length, "pieces lie in order, apart");
          end = output.end;
          const place = textOf(uri).slice(span.start, span.end);
          const printed = part.text.slice(output.start, output.end);
          const name = /^\$\{(\w)\}$/.exec(place)?.[1];
          const tag = template.find(({ says }) => typeof says === "object" && says.tag === place)?.says;
          if (name !== undefined) assert.equal(printed, values[name]);
          else if (typeof tag === "object") assert.equal(printed, tag.printed);
          else assert.match(place, /%/, `"${place}" printed "${printed}"`);
        }
      }),
      { numRuns: 300 },
    );
  });
});
