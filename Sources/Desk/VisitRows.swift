import Kernel
import Store

/// Visits while their rows are read, one row a service.
struct VisitRows {
    private(set) var visits: [Read] = []

    /// A visit but for its place.
    struct Read {
        let id: VisitID
        let location: LocationID
        let person: PersonID
        let day: Day
        let recordedAt: Instant
        let credits: CreditAmount
        let entry: EntryID?
        let cancellation: Cancellation?
        var lines: [Visit.Line] = []

        func visit(at place: Place) -> Visit {
            Visit(
                id: id,
                place: place,
                person: person,
                day: day,
                recordedAt: recordedAt,
                lines: lines,
                credits: credits,
                cancellation: cancellation,
                entry: entry
            )
        }
    }

    /// Takes a row of `VisitSQL.visit` and its like.
    mutating func take(_ row: Row) throws {
        let id: VisitID = try row[0]
        if visits.last?.id != id {
            let cancellation = row.isNull(7) ? nil : try Cancellation(row: row, from: 7)
            visits.append(
                Read(
                    id: id,
                    location: try row[1],
                    person: try row[2],
                    day: try row[3],
                    recordedAt: try row[4],
                    credits: try row[5],
                    entry: try row[6],
                    cancellation: cancellation
                )
            )
        }
        visits[visits.count - 1].lines.append(
            Visit.Line(
                service: try row[11],
                quantity: try row[12],
                credits: try row[13],
                package: try row[14],
                source: try row[15]
            )
        )
    }
}
