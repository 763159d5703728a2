/// What every database has beside the rooms' own tables.
public enum StoreSchema {
    /// Every room's views rest on change sets, so these come first.
    public static let migrations = ChangeSet.migrations + Lease.migrations
}
