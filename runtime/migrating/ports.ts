import type { AttributeValue } from "@aws-sdk/client-dynamodb";

/** An item as DynamoDB holds it, typed. */
export type Item = Record<string, AttributeValue>;

/** Where a scan of one segment stands; absent at its beginning. */
export type Position = Item;

export type TableFacts = {
  readonly name: string;
  /** As the table itself says: up to six hours old. */
  readonly approximateItems: number;
  readonly approximateBytes: number;
  readonly pointInTimeRecovery: boolean;
  /** Write capacity units a second of a provisioned table; absent for one that is paid per request. */
  readonly provisionedWriteUnits?: number;
  /** Attributes that the table's key and its indexes need, with the type each must have where it is present. */
  readonly keyAttributes: readonly {
    readonly index?: string;
    readonly name: string;
    readonly type: "S" | "N" | "B";
  }[];
};

export type ScanPage = {
  readonly segment: number;
  readonly segments: number;
  readonly from?: Position;
  /** The most items of the page. */
  readonly limit: number;
};

/** The table that is migrated. Throws `not-found`, `unavailable` or `internal` with a sentence; a write that timed out is thrown, never guessed. */
export type MigratedTable = {
  describe(signal: AbortSignal): Promise<TableFacts>;
  /** One page of one of many parallel segments, read consistently. */
  scan(
    page: ScanPage,
    signal: AbortSignal,
  ): Promise<{ readonly items: readonly Item[]; readonly next?: Position; readonly consumedUnits: number }>;
  read(id: string, signal: AbortSignal): Promise<Item | undefined>;
  /**
   * Writes what differs between two images of one item if the item is still exactly the one that was read, the attributes
   * `absent` still not there; `changed` when it is not, or is gone. Never creates an item.
   */
  replace(
    change: { readonly read: Item; readonly next: Item; readonly absent: readonly string[] },
    signal: AbortSignal,
  ): Promise<{ readonly outcome: "written" | "changed" | "not-expressible"; readonly consumedUnits: number }>;
};

/** Objects that are written once and never changed; the same key with the same body may be put again. */
export type MigrationArchive = {
  put(key: string, body: Uint8Array, signal: AbortSignal): Promise<void>;
  get(key: string, signal: AbortSignal): Promise<Uint8Array | undefined>;
  /** Keys under a prefix, in the order of their names. */
  list(prefix: string, signal: AbortSignal): AsyncIterable<string>;
};

export type LedgerEntry = {
  /** What the entry belongs to: a run's id, or `lease`. */
  readonly run: string;
  readonly entry: string;
  /** Rises by one with every write; 0 for an entry that is not there yet. */
  readonly revision: number;
  readonly value: Readonly<Record<string, unknown>>;
};

/** Small records, each written only over the revision that was read. */
export type Ledger = {
  read(key: Pick<LedgerEntry, "run" | "entry">, signal: AbortSignal): Promise<LedgerEntry | undefined>;
  /** Writes over the given revision and returns the entry with the next one; throws `lost-race` when another write came first. */
  write(entry: LedgerEntry, signal: AbortSignal): Promise<LedgerEntry>;
  /** All entries of a run, in the order of their names. */
  list(run: string, signal: AbortSignal): AsyncIterable<LedgerEntry>;
};
