import API
import ArgumentParser
import CSV
import Employers
import Family
import Foundation
import Kernel
import Secrets
import Store

/// What payroll deducts.
struct PayrollCommand: CommandGroup {
    static let configuration = CommandConfiguration(
        commandName: "payroll",
        abstract: "Export what payroll deducts.",
        subcommands: [Export.self]
    )

    /// Writes one employer's month into files.
    struct Export: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Write an employer's month as CSV and JSON, with the leavers and checksums beside them.",
            discussion: "Example: carnet payroll export --employer ACME --month 2026-11 --delimiter ';' --decimal ,"
        )

        @Option(help: "The employer's code.")
        var employer: EmployerCode
        @Option(help: "The month, as in 2026-11.")
        var month: Month
        @Flag(help: "Close the month: its files are the same byte for byte ever after.")
        var close = false
        @Option(help: "What separates cells: ',' ';' or tab.")
        var delimiter: String?
        @Option(help: "The decimal sign: '.' or ','.")
        var decimal: String?
        @Option(help: "The folder to write into.")
        var output = "Reports"
        @OptionGroup var database: DatabaseOptions
        @OptionGroup var format: OutputOptions

        func run() async throws {
            let written = try await Composition.with(database, mustExist: true) { composition in
                let options = try PayrollCSVOptions(delimiter: delimiter, decimal: decimal)
                return try await PayrollExport(
                    employer: employer,
                    month: month,
                    options: options,
                    folder: URL(filePath: output)
                ).write(closing: close, composition)
            }
            try report(written, json: format.json) { written.text }
        }
    }
}

/// One employer's month as files.
struct PayrollExport {
    let employer: EmployerCode
    let month: Month
    let options: PayrollCSVOptions
    let folder: URL

    /// What was written, as commands print it.
    struct Written: Encodable {
        let month: Month
        let state: PeriodState
        let lines: Int
        let leavers: Int
        let total: Money
        let sha256: String
        let files: [String]

        var text: String {
            "Payroll \(month) (\(state.rawValue)): \(lines) lines, \(leavers) leavers, \(total.text())\n"
                + files.map { "  \($0)" }.joined(separator: "\n")
        }
    }

    func write(closing: Bool, _ composition: Composition) async throws -> Written {
        let (employers, family) = (composition.services.employers, composition.services.family)
        let (code, month) = (employer, month)
        if closing {
            try await composition.store.write { session in
                _ = try family.close(try employers.employer(code: code, in: session).id, month, in: session)
            }
        }
        let payroll = try await composition.store.read { session in
            try family.payroll(try employers.employer(code: code, in: session).id, month, in: session)
        }
        let lines = PayrollCSV.lines(of: payroll, options)
        let reports = ReportFolder(url: folder)
        let name = "payroll-\(code)-\(month)"
        let files = [
            try reports.write(lines, name + ".csv"),
            try reports.write(PayrollCSV.leavers(of: payroll, options), name + "-leavers.csv"),
            try reports.write(json: payroll, name + ".json"),
        ]
        return Written(
            month: month,
            state: payroll.state,
            lines: payroll.lines.count,
            leavers: payroll.leavers.count,
            total: payroll.total,
            sha256: FileDigest.sha256(lines),
            files: files
        )
    }
}
