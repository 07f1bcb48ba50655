/** What is done at every screen of a walk: a picture, a check. `name` orders and names it: `20-card`. */
export type Look = (name: string) => Promise<void>;
