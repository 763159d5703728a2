import API
import Employers
import Family
import Foundation
import Kernel
import Store

/// Reading and applying a roster from the command line, beside a server or without one.
struct RosterImport {
    private let composition: Composition

    init(_ composition: Composition) { self.composition = composition }

    private var rosters: Rosters { Rosters(composition.services.employers) }

    /// Stages a file and compares it; nothing of the employer's changes. What an earlier run has left half applied is
    /// finished first.
    func read(
        _ path: String,
        employer code: EmployerCode,
        mode: RosterMode,
        dates: DateOrder? = nil,
        names: NameOrder? = nil
    ) async throws -> Roster {
        guard FileManager.default.isReadableFile(atPath: path) else {
            throw CommandFailure("There is no file \(path), or it can't be read.")
        }
        let values = try URL(filePath: path).resolvingSymlinksInPath().resourceValues(forKeys: [.isDirectoryKey])
        guard values.isDirectory != true else { throw CommandFailure("\(path) is a folder. Name the CSV file in it.") }
        let file = try UploadedRoster(path: path)
        let (rosters, employers) = (rosters, composition.services.employers)
        let employer = try await composition.store.read { try employers.employer(code: code, in: $0).id }
        // What a killed command has left unread, and what is too old to keep: with no server, nobody else clears it away.
        try await RosterReader(rosters, store: composition.store).failInterrupted()
        try await finishEarlier(of: employer)
        let roster = try await composition.store.write { try rosters.open(for: employer, mode: mode, in: $0) }
        let line = ProgressLine()
        let read = try await RosterReader(rosters, store: composition.store)
            .read(roster.id, file, dates: dates, names: names) { line.show($0) }
        line.clear()
        return read
    }

    /// What should be seen of its rows; of a preview, also who joins, leaves and changes.
    func findings(of roster: Roster, isPreview: Bool) async throws -> RosterFindings {
        let rosters = rosters
        return try await composition.store.read { session in
            try RosterFindings(of: roster, isPreview: isPreview, rosters, in: session)
        }
    }

    /// Refuses to write the refused rows over the file that they come from, whichever way its path is written.
    static func checkRefused(_ path: String, isNot upload: String) throws {
        guard let uploaded = Self.identity(of: upload), uploaded == Self.identity(of: path) else { return }
        throw CommandFailure("--refused names the roster itself, which would be lost. Name another file there.")
    }

    /// What is one for all names of a file: symbolic links are followed, hard ones are the file.
    private static func identity(of path: String) -> [Int]? {
        let path = URL(filePath: path).resolvingSymlinksInPath().path
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        guard let device = attributes?[.systemNumber] as? Int, let number = attributes?[.systemFileNumber] as? Int
        else {
            return nil
        }
        return [device, number]
    }

    /// Writes the refused rows as the file that was uploaded, with a column that says what is wrong.
    func writeRefused(of roster: RosterID, to path: String) async throws {
        guard FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600]),
            let file = FileHandle(forWritingAtPath: path)
        else { throw CommandFailure("The file \(path) can't be written.") }
        defer { try? file.close() }
        try await RefusedRows(rosters, store: composition.store).write(of: roster, language: .en) {
            try file.write(contentsOf: Data($0))
        }
    }

    /// Applies what was read.
    func apply(_ id: RosterID, confirmLeavers: Int? = nil) async throws -> Roster {
        let rosters = rosters
        try await composition.store.write { session in
            try rosters.beginApplication(of: id, confirmLeavers: confirmLeavers, in: session)
        }
        do {
            try await finish(id)
        } catch let failure as StoreFailure {
            throw CommandFailure(
                "\(failure.advice) Applying roster \(id) has begun: `carnet serve`, or the next import of this employer, finishes "
                    + "it first, also one without --apply."
            )
        }
        return try await composition.store.read { try rosters.roster(id, in: $0) }
    }

    /// An application that has begun happens: a command that was killed leaves it to the next one, or to a server.
    private func finishEarlier(of employer: EmployerID) async throws {
        let rosters = rosters
        let unfinished = try await composition.store.read { session in
            try rosters.applying(in: session).filter { try rosters.roster($0, in: session).employer == employer }
        }
        for id in unfinished {
            note("Roster \(id) was left half applied; it is finished first.")
            try await finish(id)
        }
    }

    /// Goes on to the end, or watches whoever else does: a server takes what has begun as soon as it sees it, and what a
    /// dead program holds is free after half a minute at most.
    private func finish(_ id: RosterID) async throws {
        let (rosters, store, services) = (rosters, composition.store, composition.services)
        let family = services.family
        let line = ProgressLine()
        while try await !RosterApplier(rosters, store: store)
            .carryOn(
                id,
                as: services.holder,
                progress: { line.show($0) },
                // Add-ons end with the employment that pays for them.
                afterwards: { roster, session in try family.followEmployments(of: roster.employer, in: session) }
            )
        {
            line.show(try await store.read { try rosters.progress(of: id, in: $0) })
            try await Task.sleep(for: .milliseconds(200))
        }
        line.clear()
    }
}

extension ProgressLine {
    /// Shows how far a roster has come, how fast it goes and how long it will still take.
    func show(_ progress: RosterProgress) {
        // Reading takes each row twice: to stage it and to compare it.
        let pace = Pace(done: progress.done, total: progress.total, stepsPerRow: progress.state == .reading ? 2 : 1)
        show(progress.state.rawValue, progress.fraction) { pace.text(after: $0) }
    }
}
