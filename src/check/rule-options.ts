/** A limit of a rule that its user may set. */
export interface RuleOption {
  /** Unless the user says otherwise. */
  readonly default: number;
  /** What it counts: `s`, `ms`, `bytes`, `%`, `sessions`. */
  readonly unit: string;
  /** One line. */
  readonly summary: string;
  /** The least and the most it can be, both included. */
  readonly min: number;
  readonly max: number;
}

/** A rule's options by name, in lower camel case. */
export type RuleOptions<Name extends string = string> = Readonly<Record<Name, RuleOption>>;

/** What each option of a rule is set to. */
export type OptionValues<Name extends string = string> = Readonly<Record<Name, number>>;

/**
 * The values a rule is run with: those that were given, and its defaults.
 * @param given values within the options' ranges; names that the rule does not have are left out
 */
export function optionValues(
  options: RuleOptions | undefined,
  given: Readonly<Record<string, number>> = {},
): OptionValues {
  return Object.fromEntries(
    Object.entries(options ?? {}).map(([name, option]): [string, number] => [name, given[name] ?? option.default]),
  );
}
