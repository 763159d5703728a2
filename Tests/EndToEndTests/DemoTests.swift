import Foundation
import TestKit
import Testing

@Suite("The demo")
struct DemoTests {
    @Test("prints the difference, the refused rows and the logins; a second run finds everything in place")
    func twice() async throws {
        try await World.with { world in
            let reports = world.folder.appending(path: "Reports").path
            let first = try await world.program.run("demo", "--output", reports)
            try #require(first.status == 0, "\(first.errors)")
            #expect(first.output.contains("402 rows: 388 join, 0 change, 0 leave, 0 stay as they are, 14 refused."))
            #expect(first.output.components(separatedBy: "  line ").count == 15)
            #expect(first.output.contains("Approved primary for Mihai Dumitrescu"))
            #expect(first.output.contains("35.00 RON"))
            #expect(first.output.contains("(open): 0 lines, 0 credits, 0.00 RON"))
            #expect(first.output.contains("hr@acme.example"))
            let second = try await world.program.run("demo", "--output", reports)
            try #require(second.status == 0, "\(second.errors)")
            #expect(second.output.contains("402 rows: 0 join, 0 change, 0 leave, 388 stay as they are, 14 refused."))
            #expect(second.output.contains("nothing changed"))
            #expect(second.output.contains("35.00 RON"))
        }
    }

    @Test("the printed curl lines work as printed, twice: from activation to a cancelled visit")
    func curlLines() async throws {
        try await World.with { world in
            let process = world.program.process([
                "demo", "--serve", "--port", "0", "--output", world.folder.appending(path: "Reports").path,
            ])
            let output = Pipe()
            process.standardOutput = output
            process.standardError = FileHandle.nullDevice
            try process.start()
            var text = ""
            while !text.contains("# --- end") {
                let data = output.fileHandleForReading.availableData
                guard !data.isEmpty else { break }
                text += String(decoding: data, as: UTF8.self)
            }
            // Whoever looks into the output of a server that runs finds all of it, in order.
            let logins = try #require(text.range(of: "Logins")?.lowerBound)
            #expect(text.range(of: "Carnet listens").map { logins < $0.lowerBound } == true)
            let begin = try #require(text.range(of: "# --- begin")?.upperBound)
            let end = try #require(text.range(of: "# --- end")?.lowerBound)
            let lines = String(text[begin..<end])
            for _ in 0..<2 {
                let printed = try await bash(lines)
                let balances = printed.matches(of: /"balance":([0-9]+)/).compactMap { Int($0.1) }
                try #require(balances.count == 3, "\(printed)")
                #expect(balances[1] < balances[0])
                #expect(balances[2] == balances[0])
                #expect(printed.contains(#""state":"cancelled""#))
            }
            process.terminate()
            await process.end()
            #expect(process.terminationStatus == 0)
            let verify = try await world.program.run("ledger", "verify")
            #expect(verify.status == 0, "\(verify.errors)")
        }
    }

    private func bash(_ lines: String) async throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: "/bin/bash")
        process.arguments = ["-c", lines]
        process.currentDirectoryURL = Program.root
        let output = Pipe()
        process.standardOutput = output
        try process.start()
        let data = try output.fileHandleForReading.readToEnd() ?? Data()
        await process.end()
        return String(decoding: data, as: UTF8.self)
    }
}
