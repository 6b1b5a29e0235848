// Workspaces that look like samples/shop, of any size: one group of files for every ten, each with names of its own, so that
// what depends on what stays as narrow as in a real team's folder.
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";

/** The files of one group, by path. */
function group(at) {
  const n = String(at).padStart(4, "0");
  const folder = `team-${String(at % 50).padStart(2, "0")}`;
  return {
    [`${folder}/create-order-${n}.webhook.yaml`]: `name: create_order_${n}
description: Puts the order into the shop
method: POST
url: https://shop-${n}.example.com/orders
headers:
  X-Run: $workflowInstanceId
authentication:
  connector: shop-${n}
body:
  format: json
  content: |
    {
      "order": "$<event.orderId>",
      "customer": { "id": "$<contact_ID>", "phone": "$<PHONE>" },
      "first": { "title": "$<event.items[0].title>" },
      "total": $<event.total>
    }
`,
    [`${folder}/order-status-${n}.webhook.yaml`]: `name: order_status_${n}
method: GET
url: https://shop-${n}.example.com/orders/$<event.orderId>?lang=$<languageCode|en>
authentication:
  connector: shop-${n}
`,
    [`${folder}/shop-${n}.connector.yaml`]: `name: shop-${n}
type: bearer
origins:
  - https://shop-${n}.example.com
`,
    [`${folder}/order-${n}.event.json`]: `${JSON.stringify(
      {
        eventTypeKey: `orderPlaced${n}`,
        keyValue: `A-${n}`,
        params: {
          email: "ann@example.com",
          orderId: `A-${n}`,
          total: 42.5,
          items: [
            { title: "Mug", sku: "MUG-1", price: 9.5 },
            { title: "Teapot", sku: "POT-3", price: 33 },
          ],
        },
      },
      null,
      2,
    )}\n`,
    [`${folder}/order-gift-${n}.event.json`]: `${JSON.stringify({
      eventTypeKey: `orderPlaced${n}`,
      keyValue: `B-${n}`,
      params: { email: "bob@example.com", orderId: `B-${n}`, total: 12.5, items: [{ title: "Card", sku: "CRD-1", price: 12.5 }] },
    })}\n`,
    [`${folder}/create_order_${n}.response.json`]: `${JSON.stringify({
      webhook: `create_order_${n}`,
      status: 200,
      recordedAt: "2026-11-20T10:04:00Z",
      body: { number: 500123, state: "accepted" },
    })}\n`,
    [`${folder}/order_status_${n}.response.json`]: `${JSON.stringify({
      webhook: `order_status_${n}`,
      status: 200,
      recordedAt: "2026-11-20T10:05:00Z",
      body: { state: "packed", eta: "2026-11-24" },
    })}\n`,
    [`${folder}/order-placed-${n}.workflow.yaml`]: `name: Order placed ${n}
start: { type: event, event: orderPlaced${n}, next: order }
blocks:
  order: { type: webhook, webhook: create_order_${n}, next: mail }
  mail:
    type: email
    subject: Thank you for order $!{orderId}
    template: order-placed-${n}.vm
    next: wait
  wait: { type: timer, wait: 3 days, next: where }
  where: { type: webhook, webhook: order_status_${n}, next: text }
  text:
    type: sms
    text: "Your order is $!data.get('order_status_${n}').get('state')"
    next: end
  end: { type: end }
`,
    [`${folder}/order-placed-${n}.vm`]: `Thank you for order $!{orderId}.
#foreach($item in $items)
- $!{item.title}
#end
Its number is $!data.get('create_order_${n}').get('number').
`,
    [`${folder}/ann-${n}.contact.yaml`]: `id: ${1000 + at}
firstName: Ann
lastName: Smith
email: ann.${n}@example.com
phone: "380501234567"
town: Lviv
languageCode: uk
`,
  };
}

/** The files of a workspace with about `count` files, by path. */
export function workspaceFiles(count) {
  const files = { "hookflow.yaml": "dialect: reteno\n" };
  for (let at = 0; at < Math.ceil(count / 10); at++) Object.assign(files, group(at));
  return files;
}

/** Writes a workspace to a folder. */
export function writeWorkspace(folder, count) {
  for (const [name, text] of Object.entries(workspaceFiles(count))) {
    const full = path.join(folder, name);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, text);
  }
}

/** A webhook of so many lines, most of them fields of its body. */
export function longWebhook(name, lines, group = "0000") {
  const fields = ["orderId", "total", "email"];
  const body = Array.from(
    { length: Math.max(1, lines - 8) },
    (_, at) => `      "field${at}": "$<event.${fields[at % 3]}> and some text"`,
  ).join(",\n");
  return `name: ${name}\nmethod: POST\nurl: https://shop-${group}.example.com/promo?town=$<TOWN>\nbody:\n  format: json\n  content: |\n    {\n${body}\n    }\n`;
}

/** An e-mail of so many lines: rows of a table, with a loop and a condition in every ten. */
export function longTemplate(lines) {
  const row = (at) => {
    if (at % 10 === 0) return "#foreach($item in $items)<tr><td>$!{item.title} $!{item.price}</td></tr>#end";
    if (at % 10 === 1) return "#if($total > 10)<tr><td>Total: $!{total}</td></tr>#end";
    return `<tr><td style="padding: 8px; color: #336699">Line ${at} for $!{orderId} of $!data.get('email')</td></tr>`;
  };
  return `${Array.from({ length: lines }, (_, at) => row(at)).join("\n")}\n`;
}

/** A webhook of so many lines, most of them short fields of its body: 30,000 of them are less than a file may have. */
export function steepWebhook(name, lines) {
  const fields = ["orderId", "total", "email"];
  const body = Array.from({ length: Math.max(1, lines - 8) }, (_, at) => `    "f${at}": "$<${fields[at % 3]}>"`).join(",\n");
  return `name: ${name}\nmethod: POST\nurl: https://shop.example.com/promo?town=$<TOWN>\nbody:\n  format: json\n  content: |\n    {\n${body}\n    }\n`;
}

/** A webhook of so many lines, most of them headers: the shape a schema has most to say about. */
export function wideWebhook(name, lines) {
  const headers = Array.from({ length: Math.max(1, lines - 4) }, (_, at) => `  X-Field-${at}: text ${at}`).join("\n");
  return `name: ${name}\nmethod: GET\nurl: https://shop.example.com/promo?town=1\nheaders:\n${headers}\n`;
}
