/** Tables of comma-separated values, and what their columns mean for contacts. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { contactsOf, suggestedColumns } from "#core/model/contact-columns";
import { readCsv } from "#core/text/csv";

const table = (text: string) => {
  const read = readCsv(text);
  return read.ok ? [read.value.header, ...read.value.rows.map(({ values }) => values)].map((row) => row.join("¦")) : read.message;
};

suite("CSV", () => {
  test("quotes, doubled quotes, line ends inside, empty lines, a byte order mark", () => {
    assert.deepEqual(table('\ufeffa,b\r\n"x, ""y""","1\r\n2"\r\n\r\n,\r\n'), ["a¦b", 'x, "y"¦1\r\n2', "¦"]);
    assert.deepEqual(table('a\n" x "\n y '), ["a", " x ", " y "]);
  });

  test("semicolons and tabs between fields", () => {
    assert.deepEqual(table("a;b,c;d\n1;2;3"), ["a¦b,c¦d", "1¦2¦3"]);
    assert.deepEqual(table('a\tb\n"1\t"\t2'), ["a¦b", "1\t¦2"]);
  });

  test("faults are named with their line", () => {
    assert.equal(table('a,b\n1,2\n"3,4\n'), "Line 3: a quote is opened here and never closed");
    assert.equal(table('a\n"1"2\n'), "Line 2: something stands between a closing quote and the next separator");
    assert.equal(
      table('a,b\n"x\ny",1\n1,2,3\n'),
      "Line 4 has 3 fields and the first line 2: a field that holds the separator needs quotes",
    );
    assert.equal(table("\r\n"), "The file is empty");
  });

  test("property: what is written by the book is read back", () => {
    const field = fc.string({ unit: fc.constantFrom("a", "ß", "😀", '"', ",", ";", "\t", "\r", "\n", " ") });
    const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(
        fc.integer({ min: 2, max: 4 }),
        fc.array(field, { minLength: 4, maxLength: 24 }),
        fc.constantFrom(",", ";", "\t"),
        (width, values, separator) => {
          const rows = Array.from({ length: Math.floor(values.length / width) }, (_, at) =>
            values.slice(at * width, (at + 1) * width),
          );
          const read = readCsv(rows.map((row) => row.map(quoted).join(separator)).join("\r\n"));
          assert.ok(read.ok);
          assert.deepEqual([read.value.header, ...read.value.rows.map((row) => row.values)], rows);
          assert.equal(read.value.separator, separator);
        },
      ),
    );
  });

  test("property: any text gives a table or a sentence", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("a", '"', ",", "\n", "\r", ";") }),
        (text) => typeof readCsv(text).ok === "boolean",
      ),
    );
  });
});

suite("columns of contacts", () => {
  const fields = [
    { key: "LOYALTY.POINTS", title: "Bonus points" },
    { key: "PERSONAL.GENDER", title: undefined },
  ];

  test("are recognised by the names that people give them, each once", () => {
    assert.deepEqual(
      suggestedColumns(
        ["E-mail", "First name", "Surname", "City", "gender", "loyalty.points", "mail", "Shoe size", "Groups"],
        fields,
      ),
      ["email", "firstName", "lastName", "town", "PERSONAL.GENDER", "LOYALTY.POINTS", undefined, undefined, "segments"],
    );
    assert.deepEqual(suggestedColumns(["bonus-points", ""], fields), ["LOYALTY.POINTS", undefined]);
  });

  test("rows become contacts, empty values left out, each with an id of its own", () => {
    const contacts = contactsOf(
      [
        ["ann@example.com", " Ann ", "Loyal; News"],
        ["", "", ""],
        ["ann@example.com", "", ""],
        ["", "Bob", ""],
      ],
      ["email", "firstName", "segments"],
    );
    assert.deepEqual(contacts, [
      { id: "ann@example.com", values: { email: "ann@example.com", firstName: "Ann" }, segments: ["Loyal", "News"] },
      { id: "ann@example.com-2", values: { email: "ann@example.com" }, segments: [] },
      { id: "contact", values: { firstName: "Bob" }, segments: [] },
    ]);
  });
});
