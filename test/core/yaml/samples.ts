// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are references
/** Documents as people write them, for the tests of typing. They are not checked against any rule. */
export const samples: readonly string[] = [
  `# promo/WH5.webhook.yaml
name: WH5
description: Asks our shop for a promo code
method: POST
url: https://shop.example.com/promo?town=$<TOWN>
headers:
  X-Run: $workflowInstanceId
  Accept: "application/json"
authentication:
  connector: shop
body:
  format: json
  content: |
    { "contact": "$<contact_ID>", "order": "$<event.orderId>" }
response:
  ok: [200, 201]
  sample: WH5.response.json
`,
  `name: Promo by city
start: { type: event, event: promoAsked, next: ask }
blocks:
  ask:   { type: webhook, webhook: WH5, contactEmail: "\${EmailAddress}", next: got }
  got:
    type: condition
    check: webhookAnswer
    name: promocode
    yes: mail
    no: sorry
  mail:
    type: email
    message: promo.html
    next: done
  sorry:
    type: sms
    text: 'We''re sorry'
    next: done
  done: { type: stop }
limits:
  - perDay: 1
    channel: sms
  - perDay: 2
    channel: email
tags:
  - promo
  - city
`,
  `name: shop
type: apiKey
key:
    in: header
    name: X-Key
origins:
    - https://shop.example.com
    - https://www.example.com
base: &base
    retries: 2
    timeout: 30
uses:
    first:
        <<: *base
        timeout: 10
    second: *base
note: >-
    Folded text
    over lines
last: true
`,
];
