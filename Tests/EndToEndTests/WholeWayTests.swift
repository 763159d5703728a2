import Foundation
import Secrets
import Testing

@Suite("The whole way")
struct WholeWayTests {
    @Test("from HR's file to a visit at the desk and back, over HTTP and the command line")
    func wholeWay() async throws {
        try await World.with { world in
            let program = world.program
            let location = try await program.setUp()

            let server = try await Server.start(program)
            let hr = try await server.signIn("hr@acme.example", "hr password of the test")
            let employer = try #require(
                try await program.run("employer", "show", "--code", "ACME", "--json").json["id"]?.text
            )
            try await importRoster(server, hr: hr, employer: employer)

            let member = try await server.activate("ioana.dumitrescu@acme.example", world.outbox)
            try await visitAndCancel(server, member: member, location: location)
            try await deskByDocument(server, location: location)
            try await familyAndPayroll(server, program, world, hr: hr, member: member, employer: employer)

            #expect(await server.stop() == 0)
            let verify = try await program.run("ledger", "verify", "--json")
            #expect(verify.status == 0, "\(verify.errors)")
            #expect(try verify.json["entries"]?.number ?? 0 >= 3)
            try await seal(program)
        }
    }

    private func importRoster(_ server: Server, hr: String, employer: String) async throws {
        let file = try Data(contentsOf: Program.root.appending(path: "Imports/acme-2026-11.csv"))
        let upload = try await server.call(
            "POST",
            "/v1/employers/\(employer)/rosters?mode=full",
            token: hr,
            headers: ["Content-Type": "text/csv"],
            body: file
        )
        try #require(upload.status == 202, "\(upload.text)")
        let roster = try #require(try upload.json["id"]?.text)
        let ready = try await server.settled(roster, hr: hr)
        #expect(ready["state"]?.text == "ready")
        #expect(ready["rowsRead"]?.number == 402)
        #expect(ready["counts"]?["joins"]?.number == 388)
        #expect(ready["counts"]?["refused"]?.number == 14)
        #expect(ready["reading"]?["delimiter"]?.text == ",")

        let refused = try await server.get("/v1/rosters/\(roster)/refused.csv", token: hr)
        #expect(refused.status == 200)
        #expect(refused.text.split(whereSeparator: \.isNewline).count == 15)

        let application = try await server.post("/v1/rosters/\(roster)/application", token: hr)
        #expect(application.status == 202)
        #expect(try await server.settled(roster, hr: hr)["state"]?.text == "applied")
        let people = try await server.get("/v1/employers/\(employer)/employments?q=dumitrescu", token: hr)
        #expect(try people.json.items.contains { $0["employeeNumber"]?.text == "10058" })
    }

    private func visitAndCancel(_ server: Server, member: String, location: String) async throws {
        let desk = try await server.signIn("desk@clinic.example", "desk password of the test")
        let card = try await server.get("/v1/me/card", token: member).json
        let number = try #require(card["cardNumber"]?.text)
        let secret = try #require(card["otpauth"]?.text?.firstMatch(of: /secret=([A-Z2-7]+)/).map { String($0.1) })
        let code = TimeBasedCode(secret: base32(secret)).digits(
            step: Int64(Date().timeIntervalSince1970) / TimeBasedCode.stepSeconds
        )

        let proof = try await server.post(
            "/v1/verifications",
            ["locationId": location, "cardNumber": number, "code": code],
            token: desk
        )
        try #require(proof.status == 201, "\(proof.text)")
        let verification = try #require(try proof.json["id"]?.text)
        let service = try #require(
            try proof.json["services"]?.items.first {
                $0["covered"]?.bool == true && $0["affordable"]?.bool == true && ($0["credits"]?.number ?? 0) > 0
            }
        )
        let before = try await balance(server, member)

        let body: [String: any Sendable] = [
            "verificationId": verification,
            "services": [["serviceId": try #require(service["id"]?.text)]],
        ]
        let key = ["Idempotency-Key": UUID().uuidString]
        let visit = try await server.post("/v1/visits", body, token: desk, headers: key)
        try #require(visit.status == 201, "\(visit.text)")
        let again = try await server.post("/v1/visits", body, token: desk, headers: key)
        #expect(again.status == 201)
        #expect(again.data == visit.data)
        #expect(again.headers["idempotent-replayed"] == "true")
        #expect(try await balance(server, member) == before - (service["credits"]?.number ?? 0))

        let id = try #require(try visit.json["id"]?.text)
        let cancelled = try await server.post(
            "/v1/visits/\(id)/cancellation",
            ["reason": "entered by mistake"],
            token: desk,
            headers: ["Idempotency-Key": UUID().uuidString]
        )
        #expect(cancelled.status == 201)
        #expect(try cancelled.json["creditsReturned"]?.number == service["credits"]?.number)
        #expect(try await balance(server, member) == before)
        let twice = try await server.post(
            "/v1/visits/\(id)/cancellation",
            token: desk,
            headers: ["Idempotency-Key": UUID().uuidString]
        )
        #expect(twice.status == 409)
        #expect(try twice.json["type"]?.text?.hasSuffix("already-cancelled") == true)
    }

    private func seal(_ program: Program) async throws {
        let sealed = try await program.run("ledger", "seal")
        try #require(sealed.status == 0, "\(sealed.errors)")
        let root = sealed.output.trimmingCharacters(in: .newlines)
        #expect(root.wholeMatch(of: /[0-9a-f]{64}/) != nil)
        let again = try await program.run("ledger", "seal", "--json")
        #expect(try again.json["root"]?.text == root)
        #expect(try again.json["accounts"]?.number == 1)
        let proven = try await program.run("ledger", "verify", "--seal", root, "--json")
        #expect(proven.status == 0, "\(proven.errors)")
        #expect(try proven.json["seal"]?["root"]?.text == root)
        let other = String(root.reversed())
        let refused = try await program.run("ledger", "verify", "--seal", other)
        #expect(refused.status == 1)
        #expect(refused.errors.split(separator: "\n").count == 1)
        #expect(refused.errors.contains("seal-unknown"))
        #expect(try await program.run("ledger", "verify", "--seal", "5f1c").status == 64)
    }

    private func balance(_ server: Server, _ member: String) async throws -> Int {
        try #require(try await server.get("/v1/me/credits", token: member).json["balance"]?.number)
    }

    private func deskByDocument(_ server: Server, location: String) async throws {
        let desk = try await server.signIn("desk@clinic.example", "desk password of the test")
        let known = try await server.post(
            "/v1/verifications",
            ["locationId": location, "phone": "0722 555 014", "documentNumber": "2870523299676"],
            token: desk
        )
        #expect(known.status == 201, "\(known.text)")
        let nobody = try await server.post(
            "/v1/verifications",
            ["locationId": location, "phone": "0722 555 014", "documentNumber": "1800101221144"],
            token: desk
        )
        #expect(nobody.status == 404)
        #expect(try nobody.json["matter"]?.text == "nobody")
    }

    private func familyAndPayroll(
        _ server: Server,
        _ program: Program,
        _ world: World,
        hr: String,
        member: String,
        employer: String
    ) async throws {
        let consent = try #require(try await server.get("/v1/consents/payroll-deduction").json["version"]?.text)
        let request = try await server.post(
            "/v1/me/family-requests",
            [
                "givenName": "Mihai", "familyName": "Dumitrescu", "relation": "spouse", "birthDate": "1985-09-17",
                "package": "primary", "consentVersion": consent,
            ],
            token: member
        )
        try #require(request.status == 201, "\(request.text)")
        #expect(try request.json["price"]?["amount"]?.number == 3500)
        let id = try #require(try request.json["id"]?.text)
        let month = String(Date().ISO8601Format().prefix(7))
        let approval = try await server.post(
            "/v1/family-requests/\(id)/approval",
            ["startsOn": month + "-01"],
            token: hr
        )
        try #require(approval.status == 201, "\(approval.text)")

        let payroll = try await server.get("/v1/employers/\(employer)/payroll/\(month)", token: hr).json
        #expect(payroll["lines"]?.items.count == 1)
        #expect(payroll["lines"]?[0]?["employeeNumber"]?.text == "10058")
        #expect(payroll["total"]?["amount"]?.number == 3500)

        let reports = world.folder.appending(path: "Reports")
        let export = try await program.run(
            "payroll",
            "export",
            "--employer",
            "ACME",
            "--month",
            month,
            "--output",
            reports.path
        )
        try #require(export.status == 0, "\(export.errors)")
        let files = try FileManager.default.contentsOfDirectory(atPath: reports.path)
        let name = try #require(files.first { $0.hasSuffix(".csv") && !$0.contains("leavers") })
        let file = try Data(contentsOf: reports.appending(path: name))
        let served = try await server.get(
            "/v1/employers/\(employer)/payroll/\(month)",
            token: hr,
            headers: ["Accept": "text/csv"]
        )
        #expect(served.data == file)
        #expect(served.text.contains("10058"))
        #expect(served.text.contains("35.00"))
    }

    private func base32(_ text: String) -> [UInt8] {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var (buffer, bits, bytes) = (0, 0, [UInt8]())
        for character in text {
            buffer = (buffer << 5) | (alphabet.firstIndex(of: character) ?? 0)
            bits += 5
            if bits >= 8 {
                bits -= 8
                bytes.append(UInt8((buffer >> bits) & 255))
            }
        }
        return bytes
    }
}
