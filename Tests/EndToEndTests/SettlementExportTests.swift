import Foundation
import Kernel
import Store
import Testing

@Suite("Settlements on the command line")
struct SettlementExportTests {
    /// What an export wrote.
    private func export(_ world: World, _ month: Month, _ more: String...) async throws -> (report: JSON, csv: Data) {
        let folder = world.folder.appending(path: "Reports").path
        let arguments = [
            "settlement", "export", "--partner", "P001", "--month", "\(month)", "--output", folder, "--json",
        ]
        let outcome = try await world.program.run(arguments + more)
        try #require(outcome.status == 0, "\(outcome.errors)")
        let report = try outcome.json
        let file = try #require(report["files"]?[0]?.text)
        try #require(file.hasSuffix("settlement-P001-\(month).csv"))
        let name = world.folder.appending(path: "Reports/settlement-P001-\(month).csv")
        let checksum = try String(contentsOf: URL(filePath: name.path + ".sha256"), encoding: .utf8)
        #expect(checksum == "\(try #require(report["sha256"]?.text))  settlement-P001-\(month).csv\n")
        return (report, try Data(contentsOf: name))
    }

    @Test(
        "B48: visits, a cancellation, closing, the same bytes again, and a later cancellation taken off the next month"
    )
    func wholeWay() async throws {
        try await World.with { world in
            let location = try await Practice.setUp(world)
            let server = try await Server.start(world.program)
            let practice = try await Practice.open(world, at: location, members: 2) { server }
            let orders = try await practice.orders(each: 3, server)
            var visits: [String] = []
            for order in orders {
                let answer = try await practice.send(order, to: server)
                try #require(answer.status == 201, "\(answer.text)")
                visits.append(try #require(try answer.json["id"]?.text))
            }
            func cancel(_ visit: String) async throws {
                let answer = try await server.call(
                    "POST",
                    "/v1/visits/\(visit)/cancellation",
                    token: practice.desk,
                    headers: ["Idempotency-Key": UUID().uuidString],
                    body: Data("{}".utf8)
                )
                try #require(answer.status == 201, "\(answer.text)")
            }
            try await cancel(visits[0])
            let thisMonth = Zone.bucharest.day(at: SystemTime().now()).month
            let lastMonth = thisMonth.adding(months: -1)
            let open = try await export(world, thisMonth)
            #expect(open.report["state"]?.text == "open")
            #expect(open.report["credits"]?.number == orders.dropFirst().reduce(0) { $0 + $1.credits })
            let early = try await world.program.run(
                "settlement",
                "export",
                "--partner",
                "P001",
                "--month",
                "\(thisMonth)",
                "--close"
            )
            #expect(early.status == 1)
            #expect(early.errors.contains("can be closed from"))

            // The program's clock is the machine's: what was done this month becomes last month's.
            let house = House(program: world.program)
            try await house.open { store in
                try await store.write { session in
                    try session.run("UPDATE visit SET day = ?1", lastMonth.lastDay)
                }
            }
            let closed = try await export(world, lastMonth, "--close")
            #expect(closed.report["state"]?.text == "closed")
            #expect(closed.report["credits"]?.number == open.report["credits"]?.number)
            try await house.open { store in
                try await store.write { session in
                    try session.run("UPDATE visit SET day = ?1", thisMonth.firstDay)
                }
            }
            try await cancel(visits[1])
            let again = try await export(world, lastMonth, "--close")
            #expect(again.csv == closed.csv)
            #expect(try await export(world, lastMonth).csv == closed.csv)
            let next = try await export(world, thisMonth)
            #expect(next.report["state"]?.text == "open")
            #expect(next.report["credits"]?.number == -orders[1].credits)
            #expect(next.report["lines"]?.number == 1)
            #expect(String(decoding: next.csv, as: UTF8.self).contains(",adjustment,\(lastMonth),"))

            let late = try await world.program.run(
                "tariff",
                "add",
                "--partner",
                "P001",
                "--from",
                "\(lastMonth.firstDay)",
                "--service",
                "ecg=1"
            )
            #expect(late.status == 1)
            #expect(late.errors.contains("settled"))
            let tariff = try await world.program.run(
                "tariff",
                "add",
                "--partner",
                "P001",
                "--from",
                "\(thisMonth.next.firstDay)",
                "--service",
                "ecg=1",
                "--json"
            )
            #expect(tariff.status == 0, "\(tariff.errors)")
            #expect(try tariff.json["id"]?.text?.hasPrefix("tar_") == true)
            let nobody = try await world.program.run(
                "settlement",
                "export",
                "--partner",
                "P999",
                "--month",
                "\(lastMonth)"
            )
            #expect(nobody.status == 1)
            #expect(await server.stop() == 0)
            let copy = House.file("copy.sqlite", in: world)
            let copied = try await house.move(to: house.neighbour(at: copy.program.database))
            // All of it is copied; and the proof at its end says that somebody has changed the visits' days.
            #expect(copied.status == 1)
            #expect(copied.errors.contains("settlement-wrong"), "\(copied.errors)")
            let moved = House(program: house.neighbour(at: copy.program.database).program)
            let (there, here) = (try await moved.contents(), try await house.contents())
            for table in ["tariff", "settlement", "settlement_line", "settled_visit"] {
                #expect(here[table]?.isEmpty == false, "\(table)")
                #expect(there[table] == here[table], "\(table)")
            }
            let verify = try await world.program.run("ledger", "verify")
            #expect(verify.status == 1)
            #expect((verify.output + verify.errors).contains("settlement-wrong"), "\(verify)")
        }
    }
}
