/** How samples are grouped in their view, and how those of several roots are told apart. No editor. */
import type { Location, SampleCard, SamplesResult } from "#protocol";

export interface Section {
  readonly section: "Contacts" | "Segments" | "Events";
  readonly nodes: readonly SampleNode[] | readonly SegmentNode[] | readonly EventNode[];
}
export interface SampleNode {
  /** Names it in the tree: a contact is listed in each of its segments, too. */
  readonly id: string;
  readonly sample: SampleCard;
  readonly kind: "contact" | "event";
  readonly description: string;
}
export interface SegmentNode {
  readonly id: string;
  readonly segment: string;
  readonly location: Location | undefined;
  readonly nodes: readonly SampleNode[];
  readonly description: string;
}
export interface EventNode {
  readonly event: string;
  readonly nodes: readonly SampleNode[];
}

/** Sections with something in them. Segments are those of their own root: names never cross its border. */
export function sectionsOf({ contacts, events, segments }: SamplesResult): readonly Section[] {
  // Namesakes by their place, so that they never change it.
  const people = [...contacts].sort((a, b) => a.title.localeCompare(b.title) || (a.uri < b.uri ? -1 : 1));
  const types = [...new Set(events.map(({ detail }) => detail))].sort((a, b) => a.localeCompare(b));
  const titles = rootTitles([...contacts, ...events, ...segments].map(({ root }) => root));
  /** The folder of a root, where something else of its name is in another one. */
  const folderOf = <T extends { readonly root: string }>(one: T, others: readonly T[], name: (thing: T) => string) =>
    others.some((other) => name(other) === name(one) && other.root !== one.root) ? [titles.get(one.root) ?? ""] : [];
  const row = (kind: SampleNode["kind"], under: string, all: readonly SampleCard[]) => (sample: SampleCard) => ({
    id: `${under}:${sample.uri}`,
    sample,
    kind,
    description: [
      ...folderOf(sample, all, ({ title }) => title),
      kind === "contact" ? withoutTitle(sample) : `${sample.values.length} parameters`,
    ]
      .filter(Boolean)
      .join(" · "),
  });
  const sections: readonly Section[] = [
    { section: "Contacts", nodes: people.map(row("contact", "contacts", people)) },
    {
      section: "Segments",
      nodes: segments.map((segment) => {
        const { name, location, root } = segment;
        const id = `segment:${root}:${name}`;
        const members = people.filter((person) => person.root === root && person.segments.includes(name));
        return {
          id,
          segment: name,
          location,
          nodes: members.map(row("contact", id, members)),
          description: [String(members.length), ...folderOf(segment, segments, (other) => other.name)].join(" · "),
        };
      }),
    },
    {
      section: "Events",
      nodes: types.map((event) => ({
        event,
        nodes: events.filter(({ detail }) => detail === event).map(row("event", event, events)),
      })),
    },
  ];
  return sections.filter(({ nodes }) => nodes.length > 0);
}

/** A name for each root: so much of the end of its address as no other one has. */
export function rootTitles(roots: readonly string[]): ReadonlyMap<string, string> {
  const different = [...new Set(roots)];
  const ending = (root: string, length: number) => root.split("/").slice(-length).map(decoded).join("/");
  return new Map(
    different.map((root) => {
      let length = 1;
      const isTaken = () => different.some((other) => other !== root && ending(other, length) === ending(root, length));
      while (length < root.split("/").length && isTaken()) length++;
      return [root, ending(root, length)];
    }),
  );
}

/** A contact without a name is called by its e-mail already. */
function withoutTitle({ title, detail }: SampleCard): string {
  return detail.startsWith(title) ? detail.slice(title.length).replace(/^, /, "") : detail;
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
