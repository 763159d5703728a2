import API
import ArgumentParser
import Employers
import Foundation
import Kernel

/// Rosters.
struct RosterCommand: CommandGroup {
    static let configuration = CommandConfiguration(
        commandName: "roster",
        abstract: "Import employers' rosters, and make synthetic ones.",
        subcommands: [Import.self, Apply.self, Generate.self]
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
        @Option(help: "Write the refused rows to this file, each with what is wrong with it.")
        var refused: String?
        @OptionGroup var database: DatabaseOptions
        @OptionGroup var format: OutputOptions

        func run() async throws {
            if let refused { try RosterImport.checkRefused(refused, isNot: file) }
            let (imported, findings, obstacle) = try await Composition.with(database, mustExist: true) { composition in
                let work = RosterImport(composition)
                let roster = try await work.read(file, employer: employer, mode: mode, dates: dates, names: names)
                if let problem = roster.problem {
                    if !format.json, let reading = roster.reading {
                        try announce(reading.lines.joined(separator: "\n"))
                    }
                    throw CommandFailure(problem.advice)
                }
                if let refused { try await work.writeRefused(of: roster.id, to: refused) }
                let obstacle = apply ? self.obstacle(to: roster) : nil
                let isPreview = !apply || obstacle != nil
                let findings = try await work.findings(of: roster, isPreview: isPreview)
                let imported = isPreview ? roster : try await work.apply(roster.id, confirmLeavers: confirmLeavers)
                return (imported, findings, obstacle)
            }
            if let obstacle {
                if !format.json { try announce(imported.summary(findings)) }
                throw obstacle
            }
            try report(RosterReply(imported, .en), json: format.json) { imported.summary(findings) }
        }

        /// Why what was read isn't applied yet.
        private func obstacle(to roster: Roster) -> CommandFailure? {
            if roster.state == .held, confirmLeavers != roster.counts.leavers {
                return CommandFailure(
                    "\(roster.counts.leavers) people would lose their coverage. If that is right, add --confirm-leavers "
                        + "\(roster.counts.leavers); if not, mend the days in the file, or use --mode delta where it isn't "
                        + "the whole list."
                )
            }
            return roster.needsApproval ? CommandFailure(roster.approvalAdvice) : nil
        }
    }

    /// Applies a roster that was read before.
    struct Apply: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Apply a roster that was read before, as after a second HR user's approval."
        )

        @Argument(help: "The roster's id, as `roster import` printed it.")
        var roster: RosterID
        @Option(help: "The number of leavers, where the roster is held because of so many.")
        var confirmLeavers: Int?
        @OptionGroup var database: DatabaseOptions
        @OptionGroup var format: OutputOptions

        func run() async throws {
            let applied = try await Composition.with(database, mustExist: true) { composition in
                try await RosterImport(composition).apply(roster, confirmLeavers: confirmLeavers)
            }
            try report(RosterReply(applied, .en), json: format.json) { applied.summary() }
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
