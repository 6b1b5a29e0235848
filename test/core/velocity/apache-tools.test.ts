/** Apache's generic tools, `tools: "apache"`: what their classes answer, with their quirks. */
import assert from "node:assert/strict";
import { type RenderOptions, render } from "#core/velocity/index";

const context = {
  s: "Émile & <b>“Ü”</b> 'x' €",
  path: "a b/ї?c=1&d='~*",
  lines: "one\nthree\n",
  numbers: [3, 1, 2],
  items: [
    { name: "lamp", price: 20, seller: { town: "Lviv" } },
    { name: "Desk", price: 7.5, seller: { town: "Kyiv" } },
    { name: "chair", price: 20, seller: { town: "Dnipro" } },
  ],
  at: 1_495_479_520_000,
  answer: '{"a": {"b": [1, 2.5, "x</y"]}, "n": null}',
};

/** What a template prints with the tools of Apache; of a second after `$at`. */
function printed(template: string, options: RenderOptions = {}): string {
  return render(template, context, { tools: "apache", now: context.at + 1000, ...options }).text;
}

function prints(cases: Readonly<Record<string, string>>, options: RenderOptions = {}): void {
  const wrong = Object.entries(cases).flatMap(([template, wanted]) => {
    const got = printed(template, options);
    return got === wanted ? [] : [`${template}: ${JSON.stringify(got)} instead of ${JSON.stringify(wanted)}`];
  });
  assert.deepEqual(wrong, []);
}

suite("velocity: Apache's tools", () => {
  test("$esc", () =>
    prints({
      "$esc.html($s)": "&Eacute;mile &amp; &lt;b&gt;&ldquo;&Uuml;&rdquo;&lt;/b&gt; 'x' &euro;",
      "$esc.xml($s)": "Émile &amp; &lt;b&gt;“Ü”&lt;/b&gt; &apos;x&apos; €",
      "$esc.url($path)": "a+b%2F%D1%97%3Fc%3D1%26d%3D%27%7E*",
      "$esc.unurl('a+b%2F%D1%97')": "a b/ї",
      "$esc.sql($path)": "a b/ї?c=1&d=''~*",
      "$esc.javascript($s)": "\\u00C9mile & <b>\\u201C\\u00DC\\u201D<\\/b> \\'x\\' \\u20AC",
      "$esc.java($s)": "\\u00C9mile & <b>\\u201C\\u00DC\\u201D</b> 'x' \\u20AC",
      "$esc.unicode('20AC')$esc.unicode('\\u0041')": "€A",
      "$esc.d$esc.dollar$esc.h$esc.b$esc.q$esc.s$esc.e": "$$#\\\"'!",
      "$esc.html($none)": "$esc.html($none)",
    }));

  test("$math and $number", () =>
    prints({
      "$math.add(1, 2, 3) $math.add('1', 2.5) $math.div(7, 2) $math.div(8, 2) $math.div(1, 0)": "6 3.5 3.5 4 $math.div(1, 0)",
      "$math.sub(1, 2) $math.mul(2, 3, 4) $math.pow(2, 10) $math.abs(-3) $math.mod(7, 3) $math.idiv(7, 2)": "-1 24 1024 3 1 3",
      "$math.max(3, 9) $math.max(-1, -2) $math.min(3, -9)": "9 4.9E-324 -9",
      "$math.ceil(1.2) $math.floor(-1.2) $math.round(2.5) $math.round(3.5)": "2 -2 2 4",
      "$math.roundTo(2, 3.14159) $math.roundTo(0, 1.55)": "3.14 1.6",
      "$math.getTotal($numbers) $math.getAverage($numbers) $math.getTotal($items, 'price')": "6 2 47.5",
      "$math.bitwiseAnd(6, 3) $math.bitwiseOr(6, 3) $math.bitwiseXOr(6, 3)": "2 7 5",
      "$number.format('#,##0.00', 1234.5) $number.format('currency', 2) $number.percent(0.25)": "1,234.50 $2.00 25%",
      "$number.integer(2.5) $number.number(1234567.8919) $number.currency(-3)": "2 1,234,567.892 -$3.00",
    }));

  test("$display", () =>
    prints({
      "$display.list($numbers) $display.list($numbers, '; ') $display.list($numbers, ', ', ' or ')":
        "3, 1 and 2 3; 1; 2 3, 1 or 2",
      "$display.list($items, ', ', ' and ', 'seller.town')": "Lviv, Kyiv and Dnipro",
      "$display.truncate('a long text here', 10) $display.truncate('a long text here', 10, '>')": "a long ... a long te>",
      "$display.truncate('a long text here', 12, '...', true)|$display.truncate('short')": "a long...|short",
      "[$display.cell('ab', 4)] [$display.cell('abcdefg', 5)] [$display.space(3)]": "[ab  ] [ab...] [   ]",
      "$display.capitalize('ab') $display.uncapitalize('AB') $display.alt($none, 'x') $display.alt($none)": "Ab aB x null",
      "$display.br($lines)": "one<br />\nthree<br />\n",
      "$display.stripTags('<p>a <b>c</b></p>') $display.stripTags('<p>a <b>c</b></p>', 'b')": "a c a <b>c</b>",
      "$display.plural(1, 'item') $display.plural(2, 'city') $display.plural(0, 'BOX') $display.plural(3, 'mouse', 'mice')":
        "item cities BOXES mice",
      "$display.measure($lines).height $display.measure($lines).width": "2 5",
      "$display.message('{1} of {0}, ''{0}''', 5000, 'x') $display.printf('%05d|%-4s|', 42, 'a')": "x of 5,000, {0} 00042|a   |",
    }));

  test("$sorter and $collection", () => {
    prints({
      "$sorter.sort($numbers) $collection.sort($numbers) $numbers": "[1, 2, 3] [1, 2, 3] [3, 1, 2]",
      "#foreach($i in $collection.sort($items, 'name'))$i.name #end": "chair Desk lamp ",
      "#foreach($i in $sorter.sort($items, ['price:desc', 'seller.town']))$i.name #end": "chair lamp Desk ",
      "#foreach($p in $collection.split(' a , b,c,,'))[$p]#end": "[a][b][c]",
      "$collection.sort(['a', 1])": "$collection.sort(['a', 1])",
    });
  });

  test("$convert", () =>
    prints({
      "$convert.toInteger('42.9') $convert.toDouble('1.5') $convert.toNumber('7').class.simpleName": "42 1.5 Long",
      "$convert.toBoolean('TRUE') $convert.toBoolean('yes') $convert.toString(['a', 'b'])": "true false a",
      "$convert.toStrings('a, b ,c').size() #foreach($n in $convert.toInts('1, x'))$n #end": "3 1 0 ",
      "$convert.toInteger('x')": "$convert.toInteger('x')",
    }));

  test("$json", () =>
    prints({
      "#set($j = $json.parse($answer))$j $j.a.b.get(1) $j.get('a').b.length() #foreach($k in $j)$k #end":
        '{"a":{"b":[1,2.5,"x<\\/y"]},"n":null} 2.5 3 a n ',
    }));

  test("$number in a language", () => {
    const cases = {
      "$number.format('#,##0.00', -1234.5) $number.percent(0.5) $number.format('0.0E0', 12)": "-1.234,50 50% 1,2E1",
    };
    prints(cases, { locale: "de-DE" });
    prints({ "$number.format('#,##0.##', 1234567.5)": "1\u00a0234\u00a0567,5" }, { locale: "uk-UA" });
  });

  test("$date", () =>
    prints({
      "$date.format('yyyy-MM-dd HH:mm', $at)": "2017-05-22 18:58",
      "$date.format('short', $at) $date.format('long_date', $at) $date.format('medium_time', $at)":
        "5/22/17, 6:58 PM May 22, 2017 6:58:40 PM",
      "$date.format('iso', $at) $date.format('full', 'short', $at)": "2017-05-22T18:58:40 Monday, May 22, 2017 at 6:58 PM",
      "$date.year $date.month $date.day $date.getValue('HOUR_OF_DAY', $at) $date.medium": "2017 4 22 18 May 22, 2017, 6:58:41 PM",
      "$date.toDate('yyyy-MM-dd', '2017-05-22').time $date.toDate($at)": "1495411200000 Mon May 22 18:58:40 UTC 2017",
      "$date.toDate('yyyy-MM-dd', 'x')": "$date.toDate('yyyy-MM-dd', 'x')",
    }));

  test("$date in a zone and a language", () =>
    prints(
      {
        "$date.format('d MMMM yyyy HH:mm z', $at)": "22 травня 2017 21:58 EEST",
        "$date.toDate('yyyy-MM-dd', '2017-05-22').time": "1495400400000",
      },
      { timeZone: "Europe/Kyiv", locale: "uk-UA" },
    ));

  test("how far dates lie apart", () =>
    prints({
      "$date.whenIs($at) $date.whenIs($at, $math.add($at, 86400000))": "1 second ago 1 day later",
      "#set($d = $date.difference($at, $math.add($at, 93784000)))$d; $d.depth(2); $d.full; $d.abbr; $d.hours":
        "1 day; 1 day 2 hours; 1 day 2 hours 3 minutes 4 seconds; 1 day; 26",
      "$date.difference($at, $math.sub($at, 3600000)) $date.difference($at, $at)": "-1 hour 0 milliseconds",
    }));
});
