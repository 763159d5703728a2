import Employers
import Entitlements
import Messaging
import People
import Store

/// Every room's schema, in the order of the floors.
let testMigrations: [Migration] = [
    People.migrations, Entitlements.migrations, Messaging.migrations, Employers.migrations,
].flatMap { $0 }
