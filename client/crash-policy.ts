/**
 * What to do when the language server has died: start it again, leave one file out, or stop trying and say so. Pure: the time and
 * the file come in.
 */

export interface Verdict {
  readonly restart: boolean;
  /** A file that the server died on twice: it is left out from now on. */
  readonly setAside: string | undefined;
}

const crashWindow = 3 * 60_000;
const crashLimit = 5;
/** A crash this long after the last change has another reason than the change. */
const suspicion = 10_000;

export class CrashPolicy {
  private crashes: number[] = [];
  private readonly deaths = new Map<string, number>();
  private last: { readonly uri: string; readonly at: number } | undefined;

  /** A file was opened or changed. */
  touched(uri: string, now: number): void {
    this.last = { uri, at: now };
  }

  /** The file that was touched last, for messages. */
  get suspect(): string | undefined {
    return this.last?.uri;
  }

  /** The server has died, or had to be ended. */
  crashed(now: number): Verdict {
    this.crashes = [...this.crashes.filter((at) => now - at < crashWindow), now];
    const suspect = this.last && now - this.last.at < suspicion ? this.last.uri : undefined;
    const deaths = suspect === undefined ? 0 : (this.deaths.get(suspect) ?? 0) + 1;
    if (suspect !== undefined) this.deaths.set(suspect, deaths);
    const setAside = deaths >= 2 ? suspect : undefined;
    if (setAside !== undefined) {
      this.deaths.delete(setAside);
      // Without the file the server deserves another chance.
      this.crashes = [];
    }
    return { restart: this.crashes.length < crashLimit, setAside };
  }

  /** A person has asked for a new start. */
  forgive(): void {
    this.crashes = [];
    this.deaths.clear();
  }
}
