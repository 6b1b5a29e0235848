import assert from "node:assert/strict";
import fc from "fast-check";
import { TextDocument } from "vscode-languageserver-textdocument";
import { firstLineOf, LineIndex, lineAt, linesOf } from "#core/text/lines";

const texts = fc
  .array(fc.constantFrom("a", "\n", "\r", "\r\n", "😀", "\u2028", " "), { maxLength: 12 })
  .map((parts) => parts.join(""));

suite("text: lines", () => {
  test("positions are those of the language server's own document", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const ours = new LineIndex(text);
        const theirs = TextDocument.create("file:///x", "yaml", 0, text);
        assert.equal(ours.lineCount, theirs.lineCount);
        for (let offset = 0; offset <= text.length; offset++) {
          if (text[offset - 1] === "\r" && text[offset] === "\n") continue; // The protocol has no place there.
          const position = ours.positionAt(offset);
          assert.deepEqual(position, theirs.positionAt(offset));
          assert.equal(ours.offsetAt(position), offset);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test("lines of a text", () => {
    const text = "ab\r\ncd\re\n\nf";
    const shown = linesOf(text, { start: 0, end: text.length }).map((line) => text.slice(line.start, line.end));
    assert.deepEqual(shown, ["ab", "cd", "e", "", "f"]);
    assert.deepEqual(lineAt(text, 3), { start: 0, end: 2 });
    assert.deepEqual(firstLineOf(text, { start: 1, end: 9 }), { start: 1, end: 2 });
  });
});
