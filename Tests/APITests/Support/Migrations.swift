import Employers
import Entitlements
import Family
import Messaging
import Partners
import People
import Store

/// Every room's schema, in the order of the floors.
let testMigrations: [Migration] = [
    People.migrations, Entitlements.migrations, Partners.migrations, Messaging.migrations, Employers.migrations,
    Family.migrations,
].flatMap { $0 }
