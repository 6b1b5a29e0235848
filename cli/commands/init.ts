/** `hookflow init`: a small workspace to begin with. Never overwrites a file. */
import { existsSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { exitStatus } from "../exit";
import { stdoutOutput } from "../output";

const files: Readonly<Record<string, string>> = {
  "hookflow.yaml": "# Settings of this workspace: `hookflow rules` lists what can be set under `rules:`.\ndialect: reteno\n",
  "promo.webhook.yaml": `name: promo
description: Asks the shop for a promo code
method: POST
url: https://shop.example.com/promo?town=$<TOWN>
body:
  format: json
  content: |
    { "contact": "$<contact_ID>" }
`,
  "ann.contact.yaml": `description: A customer with everything filled in
id: 1284503
firstName: Ann
lastName: Smith
email: ann@example.com
phone: "380501234567"
town: Lviv
`,
  "promo-asked.event.json": `{
  "eventTypeKey": "promoAsked",
  "keyValue": "ann@example.com",
  "params": { "EmailAddress": "ann@example.com", "city": "Lviv" }
}
`,
  "promo.workflow.yaml": `name: Promo
start: { type: event, event: promoAsked, next: ask }
blocks:
  ask: { type: webhook, webhook: promo, contactEmail: "\${EmailAddress}", next: mail }
  mail: { type: email, subject: Your promo code, template: promo.vm, next: end }
  end: { type: end }
`,
  "promo.vm": "<p>Hello %FIRSTNAME|there%! Your code is <b>$!data.get('promo').get('promocode')</b>.</p>\n",
};

export async function init(folder: string): Promise<number> {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    const full = path.join(folder, name);
    if (existsSync(full)) {
      stdoutOutput.line(`kept     ${name}`);
      continue;
    }
    await writeFile(full, text);
    stdoutOutput.line(`written  ${name}`);
  }
  stdoutOutput.line("Next: hookflow check, then hookflow send --demo promo.webhook.yaml");
  return exitStatus.clean;
}
