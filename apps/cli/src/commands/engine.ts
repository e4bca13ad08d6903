/** The engine of every run, unless a study names another: bit for bit the same on every machine. */
export const defaultEngine = 'default';
export const engineExactness = 'bitwise';
