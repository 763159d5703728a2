import Desk
import Entitlements
import Foundation
import Kernel
import People
import Secrets
import Store
import Testing

/// A member with a phone that shows codes.
struct Member: Sendable {
    let person: PersonID
    let source: SourceID
    let cardNumber: String
    let secret: TimeBasedCode

    func code(at instant: Instant, steps: Int64 = 0) -> String {
        secret.digits(step: TimeBasedCode.step(at: instant) + steps)
    }

    func proof(at instant: Instant, steps: Int64 = 0) -> VerificationRequest.Proof {
        .card(number: cardNumber, code: code(at: instant, steps: steps))
    }
}

extension Counter {
    /// Somebody on Acme's roster, covered from a day on, without an account.
    func arrive(
        _ family: String = "Pop",
        email: String? = nil,
        phone: String? = nil,
        nationalID: String? = nil,
        birthDate: String? = nil,
        package: String? = "primary",
        from: String = "2026-11-01",
        until: String? = nil
    ) async throws -> (person: PersonID, source: SourceID) {
        let phone = try phone.map { try PhoneNumber(reading: $0, country: .romania) }
        let email = try email.map { try EmailAddress(reading: $0) }
        let nationalID = try nationalID.map { try NationalID(reading: $0, country: .romania) }
        let birthDate = try birthDate.map { try #require(Day($0)) }
        let (from, until) = (try #require(Day(from)), try until.map { try #require(Day($0)) })
        let package = try package.map { try #require(PackageCode($0)) }
        return try await write { [people, entitlements, acme] session in
            let source: SourceID = session.newID()
            let arrival = Arrival(
                source: source,
                givenName: "Ana",
                familyName: family,
                birthDate: birthDate,
                email: email,
                phone: phone,
                nationalID: nationalID
            )
            let person = try people.enroll([arrival], changeSet: ChangeSet.immediate, in: session)[0]
            if let package {
                let coverage = NewCoverage(
                    person: person,
                    source: source,
                    sponsor: acme,
                    package: package,
                    from: from,
                    until: until
                )
                try entitlements.cover([coverage], changeSet: ChangeSet.immediate, in: session)
            }
            return (person, source)
        }
    }

    /// Another coverage of somebody.
    @discardableResult
    func cover(_ person: PersonID, _ package: String, from: String, until: String? = nil) async throws -> SourceID {
        let (from, until) = (try #require(Day(from)), try until.map { try #require(Day($0)) })
        let package = try #require(PackageCode(package))
        return try await write { [entitlements, acme] session in
            let source: SourceID = session.newID()
            let coverage = NewCoverage(
                person: person,
                source: source,
                sponsor: acme,
                package: package,
                from: from,
                until: until
            )
            try entitlements.cover([coverage], changeSet: ChangeSet.immediate, in: session)
            return source
        }
    }

    /// Activates the account of whoever has that e-mail address.
    func activate(_ email: String) async throws {
        try await write { [people] session in
            let start = try people.startActivation(identifier: email, address: "192.0.2.1", in: session)
            let digits = start.code?.digits ?? ""
            _ = try people.completeActivation(
                start.id,
                code: digits,
                passwordHash: "hash",
                termsVersion: "1",
                in: session
            ).get()
        }
    }

    /// A member with an account, a card and a coverage.
    func member(
        _ email: String = "ana@acme.example",
        phone: String? = nil,
        package: String? = "primary",
        from: String = "2026-11-01",
        until: String? = nil
    ) async throws -> Member {
        let (person, source) = try await arrive(email: email, phone: phone, package: package, from: from, until: until)
        try await activate(email)
        let card = try await read { [people] in try people.card(of: person, in: $0) }
        return Member(
            person: person,
            source: source,
            cardNumber: card.number,
            secret: TimeBasedCode(secret: try secret(card.otpauth))
        )
    }

    private func secret(_ otpauth: String) throws -> [UInt8] {
        let items = try #require(URLComponents(string: otpauth)?.queryItems)
        let text = try #require(items.first { $0.name == "secret" }?.value)
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var (buffer, bits, bytes) = (0, 0, [UInt8]())
        for character in text {
            buffer = (buffer << 5 | (alphabet.firstIndex(of: character) ?? 0)) & 0xFFFF
            bits += 5
            guard bits >= 8 else { continue }
            bits -= 8
            bytes.append(UInt8((buffer >> bits) & 255))
        }
        return bytes
    }
}
