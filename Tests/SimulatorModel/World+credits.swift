public import Kernel

// B41, B44: when credits are granted, how long they count, and where they come back to.
extension World {
    /// For how many covered days, its first included, returned credits count.
    private static let returnDays = 31

    /// Whether anything covers the person on a day.
    func isCovered(_ person: Int, on day: Day) -> Bool { people[person].sources.contains { covers($0, on: day) } }

    /// The first day on which a grant no longer counts; nil while it waits for coverage to resume.
    func end(of grant: Book.Grant, _ person: Int) -> Day? {
        grant.periodEnds ?? end(ofReturnOn: grant.startsOn, person)
    }

    private func end(ofReturnOn day: Day, _ person: Int) -> Day? {
        var (day, counted) = (day, 0)
        let changes =
            people[person].sources.flatMap(\.line.changes) + employers.flatMap(\.suspension.changes)
        let last = max(day, changes.max() ?? day)
        while counted < Self.returnDays {
            if isCovered(person, on: day) { counted += 1 } else if day > last { return nil }
            day = day.adding(days: 1)
        }
        return day
    }

    /// Whether a grant counts for as many covered days as what comes back today.
    private func lasts(_ grant: Book.Grant, _ person: Int, from today: Day) -> Bool {
        if let end = grant.periodEnds { return self.end(ofReturnOn: today, person).map { $0 <= end } ?? false }
        var day = grant.startsOn
        while day < today {
            if isCovered(person, on: day) { return false }
            day = day.adding(days: 1)
        }
        return true
    }

    func counts(_ grant: Book.Grant, _ person: Int) -> Bool {
        end(of: grant, person).map { grant.zone.start(of: $0) > now } ?? true
    }

    /// Expires what is over and grants what is due: what a look at the account does.
    public mutating func touch(_ person: Int) {
        let missing = people[person].book.setAside(exceptFor: due(person), at: now)
        for index in people[person].book.grants.indices where people[person].book.grants[index].left > 0 {
            guard !counts(people[person].book.grants[index], person) else { continue }
            people[person].book.grants[index].expired += people[person].book.grants[index].left
            people[person].book.grants[index].left = 0
        }
        for due in missing {
            people[person].book.grants.append(
                Book.Grant(
                    source: due.source,
                    package: due.package,
                    startsOn: due.start,
                    zone: due.zone,
                    periodEnds: due.expires,
                    amount: due.credits,
                    left: due.credits,
                    origin: nil
                )
            )
        }
    }

    /// Walks the days until today on which anything begins, for each source: each may bring its period's credits up to what its
    /// package grants. What an employer's sources grant one after the other counts as one source's.
    private func due(_ person: Int) -> [Book.Due] {
        var due: [Book.Due] = []
        for source in people[person].sources {
            let zone = employers[source.employer].zone
            let (today, applied) = (today(source), zone.day(at: source.applied))
            // Nothing that counts today is from before this year or the month before.
            let horizon = min(today.month.firstOfYear.firstDay, today.month.adding(months: -2).firstDay)
            let months = (0...14).map { today.month.adding(months: -$0).firstDay }
            for (line, through) in source.replaced + [(source.line, today)] {
                let changes = line.changes + employers[source.employer].suspension.changes
                let days = Set(months + changes + packages.values.flatMap(\.changes) + [applied])
                for day in days where day >= horizon && day <= min(through, today) {
                    guard !employers[source.employer].isSuspended(on: day), let package = line.value(on: day),
                        // Nobody is granted by terms that were over when the source was applied.
                        let terms = packages[package]?.value(on: max(day, applied)),
                        period(isYearly: terms.isYearly, 1, after: day) > applied
                    else { continue }
                    due.append(
                        Book.Due(
                            source: first(of: source, person).id,
                            package: package,
                            day: day,
                            start: period(isYearly: terms.isYearly, after: day),
                            expires: period(isYearly: terms.isYearly, 1 + terms.carryOver, after: day),
                            zone: zone,
                            credits: terms.credits
                        )
                    )
                }
            }
        }
        return due.sorted { ($0.start, $0.day) < ($1.start, $1.day) }
    }

    /// The source that this one goes on with: of the same employer, the earliest of those that follow each other.
    func first(of source: Source, _ person: Int) -> Source {
        var lines: [(first: Source, end: Day?)] = []
        let sources = people[person].sources.filter { $0.employer == source.employer }.compactMap { source in
            // On days that never came, nobody was covered.
            let past = source.replaced.compactMap { line, through in line.firstDay.flatMap { $0 <= through ? $0 : nil }
            }
            return (past + [source.line.firstDay].compactMap(\.self)).min().map { (source: source, from: $0) }
        }
        for next in sources.sorted(by: { ($0.from, $0.source.id) < ($1.from, $1.source.id) }) {
            let end = next.source.line.firstDay == nil ? next.from : next.source.line.end
            let line = lines.firstIndex { line in line.end.map { $0 <= next.from } ?? false }
            if let line { lines[line].end = end } else { lines.append((next.source, end)) }
            if next.source.id == source.id { return line.map { lines[$0].first } ?? source }
        }
        return source
    }

    /// What the member would be shown now: the grants that count, in no order, and their sum.
    public func statement(of person: Int) -> (lines: [String], balance: Int64) {
        var then = self
        then.touch(person)
        let grants = then.people[person].book.grants.filter { grant in
            then.counts(grant, person) && grant.aside < grant.amount && (grant.usable > 0 || !grant.isReturn)
        }
        let lines = grants.map { grant in
            let last = then.end(of: grant, person)?.adding(days: -1).description ?? "waits"
            let left = "\(grant.usable) of \(grant.amount - grant.aside)"
            return "\(grant.source) \(grant.package) \(grant.startsOn) to \(last): \(left)"
                + (grant.isReturn ? ", returned" : "")
        }
        return (lines.sorted(), grants.reduce(0) { $0 + $1.usable })
    }

    /// Takes a visit's cost from the grants that the product says it took: those that expire first.
    public mutating func take(_ parts: [(grant: GrantID, amount: Int64)], for visit: Int) throws {
        let person = visits[visit].person
        var missing = visits[visit].cost
        var wanted: [Day?: Int64] = [:]
        let counting = people[person].book.grants.filter { counts($0, person) && $0.usable > 0 }
            .map { (end: end(of: $0, person), at: end(of: $0, person).map($0.zone.start(of:)), left: $0.usable) }
        for grant in counting.sorted(by: { ($0.at ?? .distantFuture) < ($1.at ?? .distantFuture) }) {
            let part = min(missing, grant.left)
            if part > 0 { wanted[grant.end, default: 0] += part }
            missing -= part
        }
        var taken: [Day?: Int64] = [:]
        for part in parts {
            guard let index = people[person].book.grants.firstIndex(where: { $0.name == part.grant }) else {
                throw Discrepancy("Credits were taken from \(part.grant), which isn't the member's.")
            }
            taken[end(of: people[person].book.grants[index], person), default: 0] += part.amount
            people[person].book.grants[index].left -= part.amount
            visits[visit].parts.append((index, part.amount))
        }
        guard taken == wanted else {
            throw Discrepancy("What expires first is used first: \(wanted) should have been taken, and \(taken) was.")
        }
    }

    /// Every credit comes back: to its grant, or to one of its own where that would count for less than 30 covered days.
    mutating func giveBack(_ visit: Int) {
        let person = visits[visit].person
        for part in visits[visit].parts {
            let grant = people[person].book.grants[part.grant]
            let today = grant.zone.day(at: now)
            guard !lasts(grant, person, from: today) else {
                people[person].book.grants[part.grant].left += part.amount
                continue
            }
            people[person].book.grants.append(
                Book.Grant(
                    source: grant.source,
                    package: grant.package,
                    startsOn: today,
                    zone: grant.zone,
                    periodEnds: nil,
                    amount: part.amount,
                    left: part.amount,
                    origin: part.grant
                )
            )
        }
    }
}

extension Instant {
    fileprivate static let distantFuture = Instant(microseconds: .max)
}

extension World {
    /// Learns what the product calls a person's grants; throws where it made others.
    public mutating func learnGrants(of person: Int, _ stored: [StoredGrant]) throws {
        try people[person].book.learn(stored)
    }

    /// What is left of each grant must be what the product has.
    public func compareGrants(of person: Int, _ stored: [StoredGrant]) throws {
        try people[person].book.compare(stored)
    }
}
