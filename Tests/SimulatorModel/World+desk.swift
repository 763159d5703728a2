public import Kernel

// B36 to B43: what a desk is told.
extension World {
    /// What was shown at a desk.
    public enum Proof: Sendable {
        /// The code of a step, or one that never was; nil for a card that nobody has.
        case card(person: Int?, step: Int64?)
        case document(phone: String, number: String)
        case seen(phone: String, familyName: String, birthDate: Day)
    }

    private static let verificationSeconds: Int64 = 900
    private static let triesAnHour = 30

    /// Whether too many look-ups have failed within the hour.
    private func isLimited(_ login: Int, _ place: Int) -> Bool {
        let hour = tries.filter { $0.at > now.adding(seconds: -3600) }
        return hour.count { $0.login == login } >= Self.triesAnHour
            || hour.count { $0.place == place } >= Self.triesAnHour
    }

    /// A desk asks who stands before it; a success adds a verification, or says which it was before.
    public mutating func verify(_ proof: Proof, at place: Int, by login: Int) -> (answer: Outcome, verification: Int?) {
        guard !isLimited(login, place) else { return (.refused("too-many-tries"), nil) }
        let (person, refusal, step) = identify(proof)
        if let person { people[person].lookups += 1 }
        guard refusal == nil, let person else { return (refused(refusal ?? "", login, place), nil) }
        if let step, let known = verifications.firstIndex(where: { $0.person == person && $0.step == step }) {
            guard verifications[known].place == place else { return (refused("code-invalid", login, place), nil) }
            return (.done(isReplay: true), known)
        }
        if let refusal = acceptedSources(of: person, at: place).refusal { return (.refused(refusal), nil) }
        verifications.append(
            Verification(
                person: person,
                place: place,
                expires: now.adding(seconds: Self.verificationSeconds),
                step: step
            )
        )
        touch(person)
        return (.done(), verifications.count - 1)
    }

    private mutating func refused(_ code: String, _ login: Int, _ place: Int) -> Outcome {
        if code != "not-activated" { tries.append(Try(at: now, login: login, place: place)) }
        return .refused(code)
    }

    private func identify(_ proof: Proof) -> (person: Int?, refusal: String?, step: Int64?) {
        switch proof {
        case .card(nil, _): return (nil, "no-such-member", nil)
        case .card(let person?, let step):
            guard let step, abs(step - now.seconds / 30) <= 1 else { return (person, "code-invalid", nil) }
            return (person, nil, step)
        case .document(let phone, let number): return only(phone) { $0.document == number }
        case .seen(let phone, let name, let birth):
            return only(phone) { $0.document == nil && $0.familyName == name && $0.birthDate == birth }
        }
    }

    private func only(_ phone: String, _ fits: (Person) -> Bool) -> (Int?, String?, Int64?) {
        let candidates = people.indices.filter { people[$0].phone == phone }
        let fitting = candidates.filter { fits(people[$0]) }
        guard fitting.count == 1 else { return (candidates.count == 1 ? candidates[0] : nil, "no-such-member", nil) }
        return (fitting[0], people[fitting[0]].isActivated ? nil : "not-activated", nil)
    }

    /// What covers a person now, of what the location takes; or whose matter it is that nothing does.
    private func acceptedSources(of person: Int, at place: Int) -> (sources: [Source], refusal: String?) {
        let sources = people[person].sources
        let current = sources.filter { covers($0, on: today($0)) }
        guard !current.isEmpty else {
            if sources.contains(where: { $0.line.value(on: today($0)) != nil }) { return ([], "employer-suspended") }
            let begins = sources.contains { $0.line.begins(after: today($0)) }
            return ([], begins ? "coverage-not-started" : "coverage-ended")
        }
        let accepted = current.filter { places[place].packages.contains($0.line.value(on: today($0)) ?? "") }
        return (accepted, accepted.isEmpty ? "location-not-in-package" : nil)
    }

    /// A desk records a visit. When it is done and new, the visit is the last of `visits`, and `take` says what paid it.
    public mutating func record(
        _ orders: [(service: String, quantity: Int)],
        against verification: Int,
        at place: Int,
        key: String,
        body: UInt8
    ) -> (answer: Outcome, visit: Int?) {
        if let known = keys[place]?[key] {
            guard !known.isCancellation, known.body == body else { return (.refused("idempotency-mismatch"), nil) }
            return (.done(credits: visits[known.visit].cost, isReplay: true), known.visit)
        }
        guard verifications[verification].place == place else { return (.refused("not-found"), nil) }
        guard verifications[verification].expires > now else { return (.refused("verification-expired"), nil) }
        guard orders.allSatisfy({ services.contains($0.service) }) else { return (.refused("no-such-service"), nil) }
        guard orders.allSatisfy({ places[place].services.contains($0.service) }) else {
            return (.refused("not-covered"), nil)
        }
        let person = verifications[verification].person
        let (sources, refusal) = acceptedSources(of: person, at: place)
        if let refusal { return (.refused(refusal), nil) }
        let today = places[place].zone.day(at: now)
        let (lines, cost, limit) = share(orders, over: sources, person, on: today)
        if let limit { return (.refused(limit), nil) }
        var then = self
        then.touch(person)
        let balance = then.people[person].book.grants.reduce(0) { $0 + (then.counts($1, person) ? $1.usable : 0) }
        guard cost <= balance else { return (.refused("credits-insufficient"), nil) }
        self = then
        visits.append(Visit(person: person, place: place, day: today, cost: cost, lines: lines))
        keys[place, default: [:]][key] = KeyUse(visit: visits.count - 1, isCancellation: false, body: body)
        return (.done(credits: cost), visits.count - 1)
    }

    /// Each service from whatever covers it at the least credits, as often as limits allow (B11, B15).
    private func share(
        _ orders: [(service: String, quantity: Int)],
        over sources: [Source],
        _ person: Int,
        on today: Day
    ) -> (lines: [Visit.Line], cost: Int64, refusal: String?) {
        var (lines, cost): ([Visit.Line], Int64) = ([], 0)
        var ordered: [String] = []
        for order in orders where !ordered.contains(order.service) { ordered.append(order.service) }
        for service in ordered {
            let ways = sources.compactMap { source -> (source: SourceID, cover: PackageTerms.Cover)? in
                let day = self.today(source)
                let terms = source.line.value(on: day).flatMap { packages[$0]?.value(on: day) }
                return terms?.covers[service].map { (source.id, $0) }
            }
            guard !ways.isEmpty else { return ([], 0, "not-covered") }
            var missing = orders.reduce(0) { $1.service == service ? $0 + $1.quantity : $0 }
            for way in ways.sorted(by: { ($0.cover.credits, $0.source) < ($1.cover.credits, $1.source) }) {
                let quantity = min(missing, free(way.cover, service, way.source, person, on: today))
                if quantity > 0 { lines.append(Visit.Line(service: service, source: way.source, quantity: quantity)) }
                cost += Int64(quantity) * way.cover.credits
                missing -= quantity
            }
            if missing > 0 { return ([], 0, "limit-reached") }
        }
        return (lines, cost, nil)
    }

    private func free(
        _ cover: PackageTerms.Cover,
        _ service: String,
        _ source: SourceID,
        _ person: Int,
        on day: Day
    ) -> Int {
        guard let limit = cover.limit else { return .max }
        let start = period(isYearly: cover.limitIsYearly, after: day)
        let end = period(isYearly: cover.limitIsYearly, 1, after: day)
        let used = visits.filter { $0.person == person && !$0.isCancelled && $0.day >= start && $0.day < end }
            .flatMap(\.lines).filter { $0.service == service && first($0.source, person) == first(source, person) }
        return max(0, limit - used.reduce(0) { $0 + $1.quantity })
    }

    /// The source that this one goes on with: who comes back goes on counting.
    private func first(_ id: SourceID, _ person: Int) -> SourceID {
        people[person].sources.first { $0.id == id }.map { first(of: $0, person).id } ?? id
    }

    /// Takes a visit back: a location its own within their month, the operator (no place) any.
    public mutating func cancel(_ visit: Int, by place: Int?, key: String, body: UInt8) -> Outcome {
        if let known = keys[place]?[key] {
            guard known.isCancellation, known.body == body else { return .refused("idempotency-mismatch") }
            return .done(credits: visits[known.visit].cost, isReplay: true)
        }
        if let place, visits[visit].place != place { return .refused("not-found") }
        guard !visits[visit].isCancelled else { return .refused("already-cancelled") }
        if let place, places[place].zone.day(at: now).month > visits[visit].day.month {
            return .refused("period-closed")
        }
        visits[visit].isCancelled = true
        giveBack(visit)
        keys[place, default: [:]][key] = KeyUse(visit: visit, isCancellation: true, body: body)
        return .done(credits: visits[visit].cost)
    }
}
