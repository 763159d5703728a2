import Kernel
public import Store

extension Partners {
    /// The locations that fit a question, a page at a time: by the partner's name, or the nearest first (B31).
    ///
    /// Pages follow each other without gap or overlap while the directory stands still. Throws `cursorInvalid` for a
    /// cursor of the other order.
    public func search(_ query: DirectoryQuery, in session: Session) throws -> DirectoryPage {
        let limit = min(max(query.limit, 1), DirectoryRules.pageLimit)
        if let cursor = query.cursor, (cursor.metres == nil) != (query.near == nil) {
            throw PartnersFailure.cursorInvalid
        }
        guard let patterns = DirectoryRules.patterns(query.text) else { return .empty }
        var found = try candidates(query, patterns, limit: query.near == nil ? limit + 1 : nil, in: session)
        if let near = query.near { found = nearest(found, to: near, after: query.cursor, limit: limit + 1) }
        let items = try found.prefix(limit).compactMap { try hit($0.cursor, in: session) }
        return DirectoryPage(items: items, next: found.count > limit ? found[limit - 1].cursor : nil)
    }

    /// A location that fits, before anything else of it is read.
    private struct Candidate {
        var cursor: DirectoryQuery.Cursor
        let place: DirectoryQuery.Point?
    }

    /// The locations that fit, by name. Without a limit it is for sorting by distance, and the cursor doesn't count yet.
    private func candidates(
        _ query: DirectoryQuery,
        _ patterns: [String?],
        limit: Int?,
        in session: Session
    ) throws -> [Candidate] {
        let after = limit == nil ? nil : query.cursor
        return try session.all(
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
            after?.id ?? LocationID(bits: 0),
            limit ?? DirectoryRules.nearLimit
        ) { row in
            Candidate(
                cursor: DirectoryQuery.Cursor(name: try row[0], id: try row[1]),
                place: DirectoryQuery.Point(
                    latitude: Double(try row[2] as Int64) / 1_000_000,
                    longitude: Double(try row[3] as Int64) / 1_000_000
                )
            )
        }
    }

    private func nearest(
        _ candidates: [Candidate],
        to point: DirectoryQuery.Point,
        after cursor: DirectoryQuery.Cursor?,
        limit: Int
    ) -> [Candidate] {
        let order = { (cursor: DirectoryQuery.Cursor) in (cursor.metres ?? 0, cursor.id) }
        var rest = candidates.compactMap { candidate -> Candidate? in
            guard let place = candidate.place else { return nil }
            var candidate = candidate
            candidate.cursor.metres = DirectoryRules.metres(from: point, to: place)
            return cursor.map { order(candidate.cursor) > order($0) } ?? true ? candidate : nil
        }
        rest.sort { order($0.cursor) < order($1.cursor) }
        return Array(rest.prefix(limit))
    }

    private func hit(_ cursor: DirectoryQuery.Cursor, in session: Session) throws -> DirectoryHit? {
        let found = try session.first(PartnersSQL.hit, cursor.id) { row in
            DirectoryHit(
                partner: try row[11],
                partnerCode: try row[12],
                partnerName: try row[13],
                partnerWebsite: try row[14],
                location: try Location(row: row),
                distanceMetres: cursor.metres
            )
        }
        guard var hit = found else { return nil }
        try readDetails(of: &hit.location, in: session)
        return hit
    }
}
