import Kernel
public import Store

extension Partners {
    /// The partners that have locations which fit a question, a page at a time: by name, or the nearest first (B31).
    ///
    /// Each comes once, with all of its locations that fit. Pages follow each other without gap or overlap while the
    /// directory stands still. Throws `cursorInvalid` for a cursor of the other order.
    public func search(_ query: DirectoryQuery, in session: Session) throws -> DirectoryPage {
        let limit = min(max(query.limit, 1), DirectoryRules.pageLimit)
        if let cursor = query.cursor, (cursor.metres == nil) != (query.near == nil) {
            throw PartnersFailure.cursorInvalid
        }
        guard let patterns = DirectoryRules.patterns(query.text) else { return .empty }
        let found =
            if let near = query.near {
                try nearest(query, patterns, to: near, in: session)
            } else {
                try byName(query, patterns, limit: limit + 1, in: session)
            }
        // Whole partners, and of large ones only as many as make a page of locations.
        var page: [[Candidate]] = []
        for partner in found.prefix(limit) {
            let locations = page.reduce(partner.count) { $0 + $1.count }
            guard page.isEmpty || locations <= DirectoryRules.pageLimit else { break }
            page.append(partner)
        }
        return DirectoryPage(
            items: try page.joined().compactMap { try hit($0, in: session) },
            next: found.count > page.count ? page.last?.first?.cursor : nil
        )
    }

    /// A location that fits, before anything else of it is read.
    private struct Candidate {
        let name: String
        let partner: PartnerID
        let id: LocationID
        let place: DirectoryQuery.Point?
        /// How far away it is, where that is asked.
        var metres: Int?

        var cursor: DirectoryQuery.Cursor { DirectoryQuery.Cursor(name: name, partner: partner, metres: metres) }
    }

    /// The first partners after the cursor, each with its locations; the last of so many may lack some.
    private func byName(
        _ query: DirectoryQuery,
        _ patterns: [String?],
        limit: Int,
        in session: Session
    ) throws -> [[Candidate]] {
        var found: [[Candidate]] = []
        var after = query.cursor.map { ($0.name, $0.partner, LocationID(bits: .max)) }
        while found.count < limit {
            let batch = try candidates(query, patterns, after: after, limit: DirectoryRules.batch, in: session)
            for candidate in batch {
                if found.last?.first?.partner == candidate.partner {
                    found[found.count - 1].append(candidate)
                } else {
                    found.append([candidate])
                }
            }
            guard batch.count == DirectoryRules.batch, let last = batch.last else { break }
            after = (last.name, last.partner, last.id)
        }
        return found
    }

    /// All partners after the cursor, the nearest first, each with its locations, the nearest first.
    private func nearest(
        _ query: DirectoryQuery,
        _ patterns: [String?],
        to point: DirectoryQuery.Point,
        in session: Session
    ) throws -> [[Candidate]] {
        let all = try candidates(query, patterns, after: nil, limit: DirectoryRules.nearLimit, in: session)
        let placed = all.compactMap { candidate -> Candidate? in
            guard let place = candidate.place else { return nil }
            var candidate = candidate
            candidate.metres = DirectoryRules.metres(from: point, to: place)
            return candidate
        }
        let partners = Dictionary(grouping: placed, by: \.partner).values.map { locations in
            locations.sorted { ($0.metres ?? 0, $0.id) < ($1.metres ?? 0, $1.id) }
        }
        let order = { (cursor: DirectoryQuery.Cursor) in (cursor.metres ?? 0, cursor.partner) }
        return
            partners
            .filter { locations in query.cursor.map { order(locations[0].cursor) > order($0) } ?? true }
            .sorted { order($0[0].cursor) < order($1[0].cursor) }
    }

    /// Locations that fit, by their partners' names, behind one of them.
    private func candidates(
        _ query: DirectoryQuery,
        _ patterns: [String?],
        after: (name: String, partner: PartnerID, id: LocationID)?,
        limit: Int,
        in session: Session
    ) throws -> [Candidate] {
        try session.all(
            PartnersSQL.search,
            patterns[0],
            patterns[1],
            patterns[2],
            patterns[3],
            patterns[4],
            patterns[5],
            query.town.map { DirectoryRules.key([$0]) }.flatMap { $0.isEmpty ? nil : "\($0) %" },
            query.speciality,
            query.service,
            query.package,
            after?.name ?? "",
            after?.partner ?? PartnerID(bits: 0),
            after?.id ?? LocationID(bits: 0),
            limit
        ) { row in
            Candidate(
                name: try row[0],
                partner: try row[1],
                id: try row[2],
                place: DirectoryQuery.Point(
                    latitude: Double(try row[3] as Int64) / 1_000_000,
                    longitude: Double(try row[4] as Int64) / 1_000_000
                )
            )
        }
    }

    private func hit(_ candidate: Candidate, in session: Session) throws -> DirectoryHit? {
        let found = try session.first(PartnersSQL.hit, candidate.id) { row in
            DirectoryHit(
                partner: try row[11],
                partnerCode: try row[12],
                partnerName: try row[13],
                partnerWebsite: try row[14],
                location: try Location(row: row),
                distanceMetres: candidate.metres
            )
        }
        guard var hit = found else { return nil }
        try readDetails(of: &hit.location, in: session)
        return hit
    }
}
