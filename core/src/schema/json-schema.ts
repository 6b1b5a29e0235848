/** The part of JSON Schema (draft-07) that our schemas use, with our own keywords. */

export interface JsonSchema {
  readonly $schema?: string;
  readonly $id?: string;
  readonly $ref?: string;
  readonly title?: string;
  readonly description?: string;
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  /** One text for each value of `enum`. */
  readonly enumDescriptions?: readonly string[];
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: boolean | JsonSchema;
  readonly propertyNames?: JsonSchema;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly discriminator?: { readonly propertyName: string };
  readonly oneOf?: readonly JsonSchema[];
  readonly anyOf?: readonly JsonSchema[];
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
  /** Which references are legal in this value, and how it is used. */
  readonly "x-reference"?: string;
  /** The value names one of these things of the project. */
  readonly "x-name"?: NameKind;
  /** The keys of this map name one of these things. */
  readonly "x-names"?: string;
  /** The rule that speaks of a fault at this place, where a general one would say less. */
  readonly "x-rule"?: string;
}

/** What a value may name across files. */
export type NameKind = "block" | "webhook" | "connector" | "event" | "segment" | "template" | "contact-field";
