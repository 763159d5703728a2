import API
import ArgumentParser
import Employers
import Family
import Foundation
import Kernel
import Store

/// Rosters.
struct RosterCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "roster",
        abstract: "Import employers' rosters, and make synthetic ones.",
        subcommands: [Import.self, Generate.self]
    )

    /// Reads a roster, shows the difference, and applies it when asked to.
    struct Import: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Show what a roster would change; with --apply, change it.",
            discussion: "Without --apply nothing is changed. Refused rows never stop the others."
        )

        @Argument(help: "The CSV file.")
        var file: String
        @Option(help: "The employer's code.")
        var employer: EmployerCode
        @Option(help: "full: who is missing leaves. delta: only the rows given.")
        var mode: RosterMode = .full
        @Option(help: "Which number of a slashed date is the day: dmy or mdy.")
        var dates: DateOrder?
        @Option(help: "Which name comes first where one column holds both: family-first or given-first.")
        var names: NameOrder?
        @Flag(help: "Apply the difference.")
        var apply = false
        @Option(help: "The number of leavers, where a roster is held because of so many.")
        var confirmLeavers: Int?
        @OptionGroup var database: DatabaseOptions
        @OptionGroup var format: OutputOptions

        func run() async throws {
            let imported = try await Composition.with(database, mustExist: true) { composition in
                let progress = ProgressLine()
                let work = RosterImport(composition, progress: progress)
                let roster = try await work.read(file, employer: employer, mode: mode, dates: dates, names: names)
                if let problem = roster.problem { throw problem }
                if roster.state == .held, apply, confirmLeavers != roster.counts.leaves {
                    throw CommandFailure(
                        "\(roster.counts.leaves) people would leave. If that is right, add --confirm-leavers "
                            + "\(roster.counts.leaves); if not, the file isn't the whole list: use --mode delta."
                    )
                }
                return apply ? try await work.apply(roster, confirmLeavers: confirmLeavers) : roster
            }
            try report(RosterReply(imported, .en), json: format.json) { imported.summary }
        }
    }

    /// Writes a synthetic roster.
    struct Generate: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a synthetic roster to standard output; the same seed gives the same file."
        )

        @Option(help: "How many rows.")
        var rows: Int
        @Option(help: "Where the chance begins.")
        var seed: UInt64 = 1

        func validate() throws {
            guard (1...10_000_000).contains(rows) else {
                throw ValidationError("--rows is a number from 1 to 10000000.")
            }
        }

        func run() async throws {
            try RosterGenerator(rows: rows, seed: seed).write { bytes in
                try FileHandle.standardOutput.write(contentsOf: Data(bytes))
            }
        }
    }
}

/// Reading and applying a roster from the command line.
struct RosterImport {
    private let composition: Composition
    private let progress: ProgressLine

    init(_ composition: Composition, progress: ProgressLine) {
        self.composition = composition
        self.progress = progress
    }

    private var rosters: Rosters { Rosters(composition.services.employers) }

    /// Stages a file and compares it; nothing of the employer's changes.
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
        let file = try UploadedRoster(path: path)
        let (rosters, employers) = (rosters, composition.services.employers)
        let roster = try await composition.store.write { session in
            let employer = try employers.employer(code: code, in: session).id
            return try rosters.open(for: employer, mode: mode, in: session)
        }
        let progress = progress
        let read = try await RosterReader(rosters, store: composition.store)
            .read(roster.id, file, dates: dates, names: names) { progress.show($0.state.rawValue, $0.fraction) }
        progress.clear()
        return read
    }

    /// Applies what was read.
    func apply(_ roster: Roster, confirmLeavers: Int? = nil) async throws -> Roster {
        let progress = progress
        let applied = try await RosterApplier(rosters, store: composition.store)
            .apply(roster.id, confirmLeavers: confirmLeavers) { progress.show($0.state.rawValue, $0.fraction) }
        progress.clear()
        // Add-ons end with the employment that pays for them.
        let family = composition.services.family
        try await composition.store.write { try family.followEmployments(of: roster.employer, in: $0) }
        return applied
    }
}

extension Roster {
    /// How the file was read, and what it would change.
    var difference: String {
        var lines: [String] = []
        if let reading {
            let delimiter = reading.delimiter == "\t" ? "tab" : "'\(reading.delimiter)'"
            lines.append("Read as \(reading.encoding), delimiter \(delimiter).")
            if !reading.ignoredColumns.isEmpty {
                lines.append("Ignored columns: \(reading.ignoredColumns.joined(separator: ", ")).")
            }
        }
        lines.append(
            "\(rowsRead) rows: \(counts.joins) join, \(counts.changes) change, \(counts.leaves) leave, "
                + "\(counts.unchanged) stay as they are, \(counts.refused) refused."
        )
        return lines.joined(separator: "\n")
    }

    /// What whoever imports wants to know first.
    var summary: String {
        switch state {
        case .applied: difference + "\nApplied."
        case .held: difference + "\nHeld: so many leavers must be confirmed with --confirm-leavers \(counts.leaves)."
        default: difference + "\nNothing was changed. Add --apply to apply it."
        }
    }
}
