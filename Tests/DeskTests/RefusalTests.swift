import Desk
import Entitlements
import Kernel
import Store
import TestKit
import Testing

@Suite("Refusals, and whose matter they are")
struct RefusalTests {
    @Test(
        "B38: coverage decides by the employer's day, one second before, on and after midnight",
        arguments: [
            ("2026-12-01", nil, "2026-12-01", -1, DeskFailure.coverageNotStarted),
            ("2026-12-01", nil, "2026-12-01", 0, nil),
            ("2026-12-01", nil, "2026-12-01", 1, nil),
            ("2026-11-01", "2026-12-01", "2026-12-01", -1, nil),
            ("2026-11-01", "2026-12-01", "2026-12-01", 0, .coverageEnded),
            ("2028-02-01", "2028-03-01", "2028-03-01", -1, nil),
            ("2028-02-01", "2028-02-29", "2028-02-29", 0, .coverageEnded),
            ("2027-03-28", nil, "2027-03-28", 0, nil),
            ("2027-03-01", "2027-03-29", "2027-03-29", -1, nil),
            ("2027-03-01", "2027-03-29", "2027-03-29", 0, .coverageEnded),
            ("2026-10-25", nil, "2026-10-25", -1, .coverageNotStarted),
            ("2026-10-01", "2026-10-26", "2026-10-26", -1, nil),
        ] as [(String, String?, String, Int64, DeskFailure?)]
    )
    func edges(from: String, until: String?, day: String, seconds: Int64, refusal: DeskFailure?) async throws {
        try await Counter.with { counter in
            let member = try await counter.member(from: from, until: until)
            try counter.set(day, seconds: seconds)
            let result = try await counter.verify(member.proof(at: counter.kit.clock.now()))
            #expect(failure(result) == refusal)
            #expect(refusal == nil || refusal?.matter == .member)
        }
    }

    @Test("B1, B38: a suspended employer's people are refused, and welcome again when it is lifted")
    func suspended() async throws {
        try await Counter.with { counter in
            let member = try await counter.member()
            func suspend(from: String?) async throws -> DeskFailure? {
                let day = try from.map { try #require(Day($0)) }
                try await counter.write { [counter] session in
                    try counter.entitlements.setSponsor(
                        counter.acme,
                        zone: counter.zone,
                        refused: DaySpans(day.map { [DaySpan(from: $0, until: nil)] } ?? []),
                        in: session
                    )
                }
                counter.kit.clock.advance(seconds: 90)
                return failure(try await counter.verify(member.proof(at: counter.kit.clock.now())))
            }
            #expect(try await suspend(from: "2026-11-21") == nil)
            #expect(try await suspend(from: "2026-11-20") == .employerSuspended)
            #expect(try await suspend(from: nil) == nil)
        }
    }

    @Test("B38: a location that doesn't accept the package is the partner's matter; another package of theirs may do")
    func location() async throws {
        try await Counter.with { counter in
            let member = try await counter.member()
            let result = try await counter.verify(member.proof(at: counter.kit.clock.now()), at: counter.there)
            #expect(failure(result) == .locationNotInPackage)
            #expect(failure(result)?.matter == .partner)
            try await counter.cover(member.person, "premium", from: "2026-11-01")
            #expect(try await counter.verified(member, at: counter.there).person == member.person)
        }
    }

    @Test("B38: an account without any coverage has no subscription any more")
    func uncovered() async throws {
        try await Counter.with { counter in
            let member = try await counter.member(package: nil)
            #expect(failure(try await counter.verify(member.proof(at: counter.kit.clock.now()))) == .coverageEnded)
        }
    }

    @Test("a location that isn't is not found")
    func noLocation() async throws {
        try await Counter.with { counter in
            await #expect(throws: DeskFailure.notFound) {
                _ = try await counter.verify(.card(number: "1", code: "1"), at: LocationID(bits: 1))
            }
        }
    }

    @Test("B38: statuses, codes and matters are those of the contract")
    func wire() throws {
        let service = LocalizedName(ro: "Consultație", en: "Consultation")
        let expected: [(DeskFailure, String, FailureKind, Matter?)] = [
            (.noSuchMember, "no-such-member", .notFound, .nobody),
            (.notActivated, "not-activated", .conflict, .member),
            (.coverageNotStarted, "coverage-not-started", .conflict, .member),
            (.coverageEnded, "coverage-ended", .conflict, .member),
            (.employerSuspended, "employer-suspended", .conflict, .nobody),
            (.locationNotInPackage, "location-not-in-package", .conflict, .partner),
            (.codeInvalid, "code-invalid", .invalid, .nobody),
            (.tooManyTries(retryAfterSeconds: 9), "too-many-tries", .tooMany(retryAfterSeconds: 9), .partner),
            (.notFound, "not-found", .notFound, .partner),
            (.verificationExpired, "verification-expired", .conflict, .partner),
            (.notCovered(service), "not-covered", .conflict, .member),
            (.serviceNotOffered(service), "not-covered", .conflict, .partner),
            (.limitReached(service), "limit-reached", .conflict, .member),
            (.idempotencyMismatch, "idempotency-mismatch", .invalid, .partner),
            (.alreadyCancelled, "already-cancelled", .conflict, .partner),
            (.periodClosed, "period-closed", .conflict, .partner),
        ]
        for (failure, code, kind, matter) in expected {
            #expect(failure.code == code)
            #expect(failure.kind == kind, "\(code)")
            #expect(failure.matter == matter, "\(code)")
            for language in Language.allCases {
                #expect(!failure.message.text(in: language).contains("{"), "\(code)")
            }
        }
    }
}
