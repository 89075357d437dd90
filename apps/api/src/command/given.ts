type Given<Fields> = { [Name in keyof Fields]?: NonNullable<Fields[Name]> };

/** The fields of an input that were given: GraphQL leaves out with null, too. */
export function given<Fields extends object>(fields: Fields): Given<Fields> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined && value !== null),
  ) as Given<Fields>;
}
