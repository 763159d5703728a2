import Kernel
import People
import Store

/// Files what newcomers are found by, before they are taken in: national ids, contacts and names, each kind in its own order.
///
/// Row by row, a million newcomers would each change another page of each kind; in order, a page is written once. Who has a
/// national id that is somebody's turns out to be them, and whose is new are somebody from then on; the rest of what is filed
/// leads to nobody until they are published.
/// A snapshot sorts a kind, and what it tells is written in
/// parts; how far it has come is written with each, so that each key is filed once, whoever files it and whatever stops.
struct KeyFiling: Sendable {
    let rosters: Rosters
    let store: any Store
    /// Asked in each transaction; false ends the filing there.
    var mayWrite: @Sendable (Session) throws -> Bool = { _ in true }
    /// Asked before a kind is sorted, and after each transaction.
    var isEnding: @Sendable () -> Bool = { false }
    /// Told after each transaction.
    var progress: (@Sendable (RosterProgress) -> Void)?

    enum Kind: Int, CaseIterable {
        case nationalIDs = 0
        case contacts = 1
        case names = 2
    }

    /// A kind, and how many of its keys are filed: as text, an application's place.
    struct Place: Hashable, Sendable {
        var kind = Kind.nationalIDs
        var filed = 0

        var text: String { "\(kind.rawValue)/\(filed)" }

        init(kind: Kind) { self.kind = kind }

        init(_ text: String) {
            let parts = text.split(separator: "/").compactMap { Int($0) }
            guard parts.count == 2, let kind = Kind(rawValue: parts[0]) else { return }
            self.kind = kind
            filed = parts[1]
        }
    }

    /// Keys beside one another.
    struct Part: Sendable {
        let place: Place
        var keys: [ArrivalKey] = []
        /// Whether the kind has no more.
        var isLast = false
    }

    /// Parts that may wait to be written.
    private static let partsAhead = 2

    /// Goes on from where the application is, and ends with the stage, or where somebody else has gone on meanwhile.
    func run(_ roster: RosterID) async throws {
        var goesOn = true
        while goesOn {
            let stream = await SnapshotStream<Part>(of: store, ahead: Self.partsAhead) { session, hand in
                // Asked only now: there may have been others before, for whom this has waited.
                guard !isEnding(), let place = try place(of: roster, in: session) else { return }
                try tell(roster, from: place, in: session, hand)
            }
            let outcome: Result<Bool, any Error>
            do { outcome = .success(try await take(stream, of: roster)) } catch { outcome = .failure(error) }
            await stream.end()
            goesOn = try outcome.get()
        }
    }

    /// Files the parts of a kind. Returns whether there may be another kind.
    private func take(_ stream: SnapshotStream<Part>, of roster: RosterID) async throws -> Bool {
        var isWhole = false
        for try await part in stream.parts {
            let isFiled = try await store.write { [rosters, mayWrite] session in
                // For the engine's writer: this is a step of long work.
                _ = session.mayGoOn
                return try mayWrite(session) && rosters.file(part, of: roster, in: session)
            }
            guard isFiled else { return false }
            progress?(try await store.read { [rosters] in try rosters.progress(of: roster, in: $0) })
            if isEnding() { return false }
            isWhole = part.isLast
            stream.makeRoom()
        }
        try Task.checkCancellation()
        return isWhole
    }

    /// Where the application is; nil when nothing is left to be filed.
    private func place(of roster: RosterID, in session: Session) throws -> Place? {
        let application = try Application(roster, in: session)
        guard application.state == .applying, application.stage == .keys else { return nil }
        return Place(application.place)
    }

    private func tell(
        _ roster: RosterID,
        from place: Place,
        in session: Session,
        _ hand: (Part) throws -> Void
    ) throws {
        var part = Part(place: place)
        var skipped = 0
        func take(_ key: ArrivalKey) throws {
            guard skipped == place.filed else {
                skipped += 1
                return
            }
            if part.keys.count == rosters.limits.filingPart {
                try hand(part)
                var next = part.place
                next.filed += part.keys.count
                part = Part(place: next)
            }
            part.keys.append(key)
        }
        switch place.kind {
        case .nationalIDs:
            try rosters.employers.people.nationalIDs(of: roster, in: session, visit: take)
        case .contacts:
            try rosters.employers.people.contacts(of: roster, in: session, visit: take)
        case .names:
            try session.each(ApplyingSQL.names, roster) { try take(try ArrivalKey.text($0)) }
        }
        part.isLast = true
        try hand(part)
    }
}

extension Rosters {
    /// Files keys and moves the application's place behind them; false when its place is another by now.
    func file(_ part: KeyFiling.Part, of roster: RosterID, in session: Session) throws -> Bool {
        let application = try Application(roster, in: session)
        guard application.state == .applying, application.stage == .keys,
            KeyFiling.Place(application.place) == part.place
        else { return false }
        var next = part.place
        next.filed += part.keys.count
        var stage = application.stage
        if part.isLast {
            if let kind = KeyFiling.Kind(rawValue: part.place.kind.rawValue + 1) {
                next = KeyFiling.Place(kind: kind)
            } else {
                stage = .joins
            }
        }
        let moved = try session.runCounting(
            RosterSQL.moveFiling,
            roster,
            stage.rawValue,
            next.text,
            stage == .keys ? (part.place.filed + part.keys.count) / 4 - part.place.filed / 4 : nil,
            application.place
        )
        guard moved == 1 else { return false }
        let employer = application.employer
        switch part.place.kind {
        case .contacts:
            try employers.people.file(contacts: part.keys, in: session)
        case .names:
            try session.runEach(ApplyingSQL.fileNames, part.keys) { key, arguments in
                arguments = [employer.value, key.key, key.source.value]
            }
        case .nationalIDs:
            let known = try employers.people.file(nationalIDs: part.keys, in: session)
            try session.runEach(ApplyingSQL.addPerson, known) { known, arguments in
                arguments = [roster.value, known.source.value, known.person.value]
            }
            try session.runEach(ApplyingSQL.fileNationalIDs, part.keys) { key, arguments in
                arguments = [employer.value, key.key, application.changeSet.value, key.source.value]
            }
        }
        return true
    }
}
