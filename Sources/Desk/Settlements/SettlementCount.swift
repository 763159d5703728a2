import Kernel
import Store

/// What a location did of one service on one day, added up by the database.
struct SettlementCount: Hashable {
    let location: LocationID
    let service: ServiceCode
    let day: Day
    /// The settlement that counted it; nil for what none has.
    let countedIn: Month?
    let quantity: Int64
    let credits: Int64

    init(
        location: LocationID,
        service: ServiceCode,
        day: Day,
        countedIn: Month? = nil,
        quantity: Int64,
        credits: Int64
    ) {
        self.location = location
        self.service = service
        self.day = day
        self.countedIn = countedIn
        self.quantity = quantity
        self.credits = credits
    }

    /// Reads location, service, day, quantity, credits, and the month if there is one.
    init(row: Row, isAdjustment: Bool) throws {
        self.init(
            location: try row[0],
            service: try row[1],
            day: try row[2],
            countedIn: isAdjustment ? try row[5] : nil,
            quantity: try row[3],
            credits: try row[4]
        )
    }
}
