/** The form of the ids that people type for persons and sections, at every door the same. */

/** Letters, digits and hyphens, at most 40; not the names that every plain object answers to. */
export const TYPED_ID =
  '^(?!(?:constructor|hasOwnProperty|isPrototypeOf|propertyIsEnumerable|toLocaleString|toString|valueOf)$)' +
  '[A-Za-z0-9][A-Za-z0-9-]{0,39}$';
