/**
 * Where a line of Chinese for the wall may break: after the punctuation of a pause, the mark staying with the words
 * before it. Western punctuation is left alone, since a Latin line breaks at its spaces anyway.
 */
export function phrasesOf(text: string): readonly string[] {
  return text.split(/(?<=[，。；：！？](?![”』」）]))/u).filter((phrase) => phrase !== '');
}
