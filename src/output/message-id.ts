/** What a message is called, before its number. */
export const ID_PREFIX = { client: 'Client.', server: 'Server.' } as const;
