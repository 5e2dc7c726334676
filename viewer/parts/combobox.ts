/** What makes a text field a combobox by the ARIA pattern: its list has `ID-list`, its choices `ID-0`, `ID-1`, … */

/** Attributes of the field; `at` is the choice that Enter takes, undefined where no list is shown. */
export const comboboxOf = (id: string, at: number | undefined) =>
  ({
    id: `${id}-text`,
    class: 'field',
    type: 'text',
    role: 'combobox',
    autocomplete: 'off',
    spellcheck: false,
    'aria-expanded': at !== undefined,
    'aria-controls': `${id}-list`,
    'aria-autocomplete': 'list',
    ...(at === undefined ? {} : { 'aria-activedescendant': `${id}-${at}` }),
  }) as const;
