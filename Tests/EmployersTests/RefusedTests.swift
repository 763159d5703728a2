import CSV
import Employers
import Kernel
import Store
import Testing

@Suite("Employers: refused rows")
struct RefusedTests {
    @Test("B6: refused rows come back as uploaded with a column error; mended and uploaded again, they are taken")
    func roundTrip() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let header = "Marca;Nume;Prenume;E-mail;Pachet;Observații"
            let good = "1;Pop;Ana;ana@acme.example;Primar;-"
            let bad = [
                "2; Pop ;\"Ion;Dan\";ion.acme;Primar;=SUM(A1)", "3;Pop;Ion;;Gold;\"two\nlines\"", "4;Pop;Ion",
                "5;Pop;Ion;;Primar;x;y;", "6;Pop;Ilie;;Primar;", "6;Pop;Ilinca;;Primar;",
            ]
            let text = ([header, good] + bad).joined(separator: "\r\n") + "\r\n"
            let roster = try await house.upload(text, to: acme)
            #expect(roster.counts.refused == 6)
            let refused = RefusedRows(house.rosters, store: house.store)
            let bytes = try await refused.file(of: roster.id, language: .en)
            #expect(bytes.starts(with: [0xEF, 0xBB, 0xBF]))
            let rows = try Self.rows(bytes)
            #expect(rows.count == 7)
            #expect(rows.first == ["Marca", "Nume", "Prenume", "E-mail", "Pachet", "Observații", "error"])
            #expect(rows[1].prefix(6) == ["2", " Pop ", "Ion;Dan", "ion.acme", "Primar", "'=SUM(A1)"])
            #expect(rows[1][6].hasPrefix("E-mail: "))
            #expect(rows[2][5] == "two\nlines")
            #expect(rows[2][6].hasPrefix("Pachet: "))
            #expect(rows[3].count == 7 && rows[3][6].hasPrefix("Pachet: "))
            #expect(rows[4].count > 7 && rows[4][6].contains("more cells"))
            #expect(rows[5][6].hasPrefix("Marca: ") && rows[6][6].hasPrefix("Marca: "))
            let romanian = try Self.rows(try await refused.file(of: roster.id, language: .ro))
            #expect(romanian[1][6] != rows[1][6])

            // HR mends them and uploads just these.
            var mended = rows
            mended[1][3] = "ion@acme.example"
            mended[2][4] = "Premium"
            mended[3] = ["4", "Pop", "Ion", "", "Primar", "", mended[3][6]]
            mended[4] = Array(mended[4].prefix(7))
            mended[6][0] = "7"
            var writer = CSVWriter(delimiter: .semicolon)
            for row in mended { writer.write(row) }
            let again = try await house.upload(writer.bytes, to: acme, mode: .delta)
            #expect([again.counts.joins, again.counts.refused] == [6, 0])
            #expect(again.reading?.ignoredColumns == ["Observații", "error"])
            let none = try Self.rows(try await refused.file(of: again.id, language: .en))
            #expect(none.count == 1)
            #expect(none.first?.count { $0 == "error" } == 1)
        }
    }

    @Test("A refused row that names somebody, by number or national id, keeps that employment")
    func keeps() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            try await house.apply(RosterText.people(1...3), to: acme)
            var rows = RosterText.people(1...3, package: "primary")
            rows[1] = "2,Ion2,Pop,not-an-address,,,IT,primary"
            rows[2] = ",Ion3,Pop,,,\(RosterText.cnp(3)),IT,primary"
            let roster = try await house.upload(RosterText.of(rows), to: acme)
            #expect(roster.counts.refused == 2)
            #expect(roster.counts.leaves == 0)
        }
    }

    @Test("What is refused and what is sensitive lies in the database encrypted")
    func encrypted() async throws {
        try await House.with { house in
            let acme = try await house.employer()
            let secret = RosterText.cnp(777)
            let header = "employee_number,given_name,family_name,package,national_id\n"
            let text = header + "1,Ana,Pop,primary,\(secret)\n2,Refuzat,Pop,Gold,\(RosterText.cnp(778))\n"
            try await house.apply(text, to: acme)
            try await house.store.close()
            let bytes = try house.databaseBytes()
            for word in [secret, RosterText.cnp(778), "Gold"] {
                #expect(bytes.firstRange(of: Array(word.utf8)) == nil, "\(word) is readable")
            }
        }
    }

    private static func rows(_ bytes: [UInt8]) throws -> [[String]] {
        var rows: [[String]] = []
        var reader = CSVReader(dialect: try Dialect(of: bytes))
        try reader.feed(bytes) { rows.append($0.values) }
        try reader.finish { rows.append($0.values) }
        return rows
    }
}
