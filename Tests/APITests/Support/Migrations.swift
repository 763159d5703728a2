import Credits
import Desk
import Employers
import Entitlements
import Family
import Messaging
import Partners
import People
import Store

/// Every room's schema, in the order of the floors.
let testMigrations: [Migration] = [
    People.migrations, Entitlements.migrations, Credits.migrations, Partners.migrations, Messaging.migrations,
    Employers.migrations, Desk.migrations, Family.migrations,
].flatMap { $0 }
