import Foundation
import Kernel
import Secrets
import Testing

@Suite("Secrets")
struct SecretsTests {
    private func vault(_ byte: UInt8 = 7) throws -> Vault {
        Vault(keys: try #require(Keys(secret: [UInt8](repeating: byte, count: 32))))
    }

    @Test("a sealed field opens, twice sealed differs, and a changed byte or another field is refused")
    func sealing() throws {
        let vault = try vault()
        let field = Vault.Field("national-id")
        let sealed = try vault.seal("1960229410014", field)
        #expect(try vault.open(sealed, field) == "1960229410014")
        let again = try vault.seal("1960229410014", field)
        #expect(again != sealed)
        #expect(throws: (any Error).self) { try vault.open(sealed, Vault.Field("document")) }
        for position in sealed.indices {
            var changed = sealed
            changed[position] ^= 1
            #expect(throws: (any Error).self) { try vault.open(changed, field) }
        }
    }

    @Test("equal values have equal indexes under one key and field, and no others do")
    func indexing() throws {
        let field = Vault.Field("national-id")
        let (one, other) = (try vault(7), try vault(8))
        #expect(one.index("1", field) == one.index("1", field))
        #expect(one.index("1", field) != one.index("2", field))
        #expect(one.index("1", field) != other.index("1", field))
        #expect(one.index("1", field) != one.index("1", Vault.Field("document")))
    }

    @Test("the key file is made once, for its user alone, and reads back")
    func keyFile() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "carnet-keys-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appending(path: "keys").path
        #expect(throws: KeysFailure.missing(path: path)) { try Keys.load(path: path) }
        let made = try Keys.create(path: path, random: SystemRandom())
        #expect(try Keys.load(path: path).fingerprint == made.fingerprint)
        let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        #expect(mode == 0o600)
        #expect(throws: KeysFailure.cannotCreate(path: path)) { try Keys.create(path: path, random: SystemRandom()) }
        // A folder is there, and no more to be read than another user's file.
        let unreadable = KeysFailure.unreadable(path: folder.path, user: NSUserName())
        #expect(throws: unreadable) { try Keys.load(path: folder.path) }
        #expect(unreadable.description.contains("can't be read by the user \(NSUserName())"))
        try Data("something else".utf8).write(to: URL(filePath: path))
        #expect(throws: KeysFailure.damaged(path: path)) { try Keys.load(path: path) }
    }

    @Test(
        "B36: rotating codes are those of RFC 6238, appendix B",
        arguments: [
            (59, "287082"), (1_111_111_109, "081804"), (1_111_111_111, "050471"), (1_234_567_890, "005924"),
            (2_000_000_000, "279037"), (20_000_000_000, "353130"),
        ] as [(Int64, String)]
    )
    func timeBasedCodes(seconds: Int64, digits: String) {
        let code = TimeBasedCode(secret: Array("12345678901234567890".utf8))
        #expect(code.digits(step: TimeBasedCode.step(at: Instant(seconds: seconds))) == digits)
    }

    @Test("B36: the previous, the current and the next step count, and no other", arguments: -3...3)
    func skew(steps: Int64) {
        let code = TimeBasedCode(secret: Array("12345678901234567890".utf8))
        let now = Instant(seconds: 1_795_161_600)
        let step = TimeBasedCode.step(at: now) + steps
        #expect(code.step(of: code.digits(step: step), at: now) == (abs(steps) <= 1 ? step : nil))
    }

    @Test("the otpauth address carries the secret in base32")
    func otpauth() {
        let uri = TimeBasedCode(secret: Array("12345678901234567890".utf8)).uri(issuer: "Carnet", account: "1234")
        #expect(uri.hasPrefix("otpauth://totp/Carnet:1234?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Carnet"))
    }

    @Test("a password verifies against its own hash and no other; an absent hash says no")
    func passwords() async throws {
        let hasher = PasswordHasher(cost: 16)
        let hash = try await hasher.hash("correct horse battery")
        #expect(hash.hasPrefix("scrypt$16$8$1$"))
        #expect(try await hasher.verify("correct horse battery", against: hash))
        #expect(try await hasher.verify("correct horse batterY", against: hash) == false)
        #expect(try await hasher.verify("correct horse battery", against: nil) == false)
        #expect(try await hasher.verify("correct horse battery", against: "scrypt$16$8$1$x") == false)
        let again = try await hasher.hash("correct horse battery")
        #expect(again != hash)
    }

    @Test("codes have six digits and tokens 43 characters")
    func codes() {
        for _ in 0..<1000 {
            let digits = OneTimeCode().digits
            #expect(digits.utf8.count == 6)
            #expect(digits.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
        }
        let token = Token()
        #expect(token.text.utf8.count == 43)
        #expect(Token.hash(token.text) == token.hash)
    }
}
