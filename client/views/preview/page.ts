/** The page of the message panel. It holds places for what the script shows; nothing of a file is ever written into it. */

export interface PageParts {
  readonly script: string;
  readonly style: string;
  /** Where the script and the style may come from. */
  readonly source: string;
  readonly nonce: string;
}

/** The page. Inline styles are allowed because messages are made of them; scripts run by nonce only, and nothing is loaded. */
export function page({ script, style, source, nonce }: PageParts): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src ${source} 'unsafe-inline'; img-src data:; font-src 'none'; connect-src 'none'; form-action 'none'; base-uri 'none'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>Message</title>
</head>
<body>
<header>
<div class="row">
<label id="event-label" hidden>Event <select id="event"></select></label>
<label id="contact-label" hidden>Contact <select id="contact"></select></label>
<button id="pin" class="toggle" type="button" aria-pressed="false" title="Keep this message when another one is opened or edited">Pin</button>
</div>
<div class="row" id="looks">
<div role="tablist" aria-label="View" id="views"></div>
<div class="group" role="group" aria-label="Width" id="width"></div>
<div class="group" role="group" aria-label="Colors" id="colors"></div>
</div>
</header>
<section id="problems" role="status" aria-label="Problems" hidden></section>
<main id="stage" data-width="desktop" data-colors="light"></main>
<section id="values" aria-label="Values"></section>
<section id="answers" aria-label="Answers"></section>
<div id="tooltip" role="tooltip" hidden></div>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}
