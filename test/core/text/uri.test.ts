/** Addresses: the quick ways of plain ones give what the library gives, and paths lead where they say. */
import assert from "node:assert/strict";
import fc from "fast-check";
import { URI, Utils } from "vscode-uri";
import { baseName, folderOf, normalUri, pathBetween, relativePath, resolveInside } from "#core/text/uri";

suite("addresses of files", () => {
  const name = fc.stringMatching(/^[\w.%ї -]{1,6}$/).filter((text) => !/^\.+$/.test(text));
  const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join("/"));
  const uri = path.map((text) => URI.file(`/w/${text}`).toString());

  test("have the name that the library gives", () => {
    fc.assert(fc.property(uri, (file) => assert.equal(baseName(file), Utils.basename(URI.parse(file)))));
    assert.equal(baseName("file:///w/%D1%97%20x.vm"), "ї x.vm");
  });

  test("a path below a folder is decoded, and leads from the folder to the file", () => {
    fc.assert(
      fc.property(path, (text) => {
        assert.equal(relativePath("file:///w", URI.file(`/w/${text}`).toString()), text);
        assert.equal(relativePath("file:///w/", URI.file(`/w/${text}`).toString()), text);
      }),
    );
    assert.equal(relativePath("file:///w", "file:///elsewhere/a.vm"), "/elsewhere/a.vm");
  });

  test("a path between two files leads from one to the other", () => {
    fc.assert(
      fc.property(uri, uri, (from, to) => {
        const there = Utils.joinPath(URI.parse(folderOf(from)), pathBetween(from, to));
        assert.equal(there.toString(), normalUri(to));
      }),
    );
    assert.equal(pathBetween("file:///w/a/b.yaml", "file:///w/c/d.vm"), "../c/d.vm");
  });

  test("a written path is found again, and none leaves the workspace", () => {
    assert.equal(resolveInside("file:///w", "file:///w/a/b.yaml", "../c/d.vm"), "file:///w/c/d.vm");
    assert.equal(resolveInside("file:///w", "file:///w/a/b.yaml", "c.vm"), "file:///w/a/c.vm");
    for (const outside of ["../../c.vm", "/c.vm", "file:///c.vm", "..\\c.vm"])
      assert.equal(resolveInside("file:///w", "file:///w/a/b.yaml", outside), undefined, outside);
  });
});
