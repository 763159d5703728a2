import API
import ArgumentParser
import Desk
import Foundation
import Kernel
import Partners
import Secrets
import Store

/// What the operator owes partners.
struct SettlementCommand: CommandGroup {
    static let configuration = CommandConfiguration(
        commandName: "settlement",
        abstract: "Export what the operator owes a partner.",
        subcommands: [Export.self]
    )

    /// Writes a partner's month into files.
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write a partner's month of visits, by its tariffs, as CSV and JSON, with checksums beside them.",
            discussion: "Example: carnet settlement export --partner P001 --month 2026-11"
        )

        @Option(help: "The partner's code.")
        var partner: PartnerCode
        @Option(help: "The month, as in 2026-11.")
        var month: Month
        @Flag(help: "Close the month: its files are the same byte for byte ever after.")
        var close = false
        @Option(help: "The folder to write into.")
        var output = "Reports"
        @OptionGroup var database: DatabaseOptions
        @OptionGroup var format: OutputOptions

        func run() async throws {
            let written = try await Composition.with(database, mustExist: true) { composition in
                try await SettlementExport(partner: partner, month: month, folder: URL(filePath: output))
                    .write(closing: close, composition)
            }
            try report(written, json: format.json) { written.text }
        }
    }
}

/// A partner's month as files.
struct SettlementExport {
    let partner: PartnerCode
    let month: Month
    let folder: URL

    /// What was written, as commands print it.
    struct Written: Encodable {
        let month: Month
        let state: PeriodState
        let lines: Int
        let total: Money
        let credits: CreditAmount
        let missingTariffs: [Settlement.MissingTariff]
        let sha256: String
        let files: [String]

        var text: String {
            (["Settlement \(month) (\(state.rawValue)): \(lines) lines, \(credits) credits, \(total.text())"]
                + missingTariffs.map { "  \($0.service) has no tariff on \($0.from)" } + files.map { "  \($0)" })
                .joined(separator: "\n")
        }
    }

    func write(closing: Bool, _ composition: Composition) async throws -> Written {
        let (partners, desk) = (composition.services.partners, composition.services.desk)
        let (code, month) = (partner, month)
        if closing {
            try await composition.store.write { session in
                try desk.closeSettlement(of: try partners.partner(code: code, in: session), month, in: session)
            }
        }
        let settlement = try await composition.store.read { session in
            try desk.settlement(of: try partners.partner(code: code, in: session), month, in: session)
        }
        let csv = SettlementCSV.lines(of: settlement)
        let reports = ReportFolder(url: folder)
        let name = "settlement-\(code)-\(month)"
        let files = [try reports.write(csv, name + ".csv"), try reports.write(json: settlement, name + ".json")]
        return Written(
            month: month,
            state: settlement.state,
            lines: settlement.lines.count,
            total: settlement.total,
            credits: settlement.credits,
            missingTariffs: settlement.missingTariffs,
            sha256: FileDigest.sha256(csv),
            files: files
        )
    }
}
