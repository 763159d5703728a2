import Store

/// Every room's schema, in the order of the floors.
let testMigrations: [Migration] = []
