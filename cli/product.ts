/** Who made a report: the product's version and its page, as the manifest has them. */
import { name, publisher, version } from "../package.json";

export const product = {
  version,
  home: `https://marketplace.visualstudio.com/items?itemName=${publisher}.${name}`,
} as const;
