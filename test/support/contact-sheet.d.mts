export const SCREENS_FOLDER: string;
export function writeContactSheet(): void;
