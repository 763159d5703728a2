public import Kernel
import Secrets
public import Store

extension People {
    /// The member's card. Throws `.notActivated` when there is none: it is made at activation.
    public func card(of person: PersonID, in session: Session) throws -> Card {
        let card = try session.first(PeopleSQL.cardOfPerson, person) { (try $0[0] as String, try $0[1] as [UInt8]) }
        guard let (number, sealed) = card else { throw PeopleFailure.notActivated }
        let secret = TimeBasedCode(secret: try vault.openBytes(sealed, .cardSecret))
        return Card(number: number, otpauth: secret.uri(issuer: "Carnet", account: number))
    }

    /// Who holds the card of that number, as a desk typed it (spaces and dashes don't matter); nil for no card's.
    public func cardHolder(_ number: String, in session: Session) throws -> CardHolder? {
        let compact = PeopleRules.compactCode(number)
        guard let digits = compact.asciiDigits, digits.count == 12, hasLuhnCheckDigit(digits) else { return nil }
        let found = try session.first(PeopleSQL.holderOfCard, compact) { (try $0[0] as PersonID, try $0[1] as [UInt8]) }
        guard let (person, sealed) = found else { return nil }
        return CardHolder(person: person, secret: TimeBasedCode(secret: try vault.openBytes(sealed, .cardSecret)))
    }

    /// Makes the person's card, unless there is one.
    func makeCard(for person: PersonID, in session: Session) throws {
        let secret = try vault.seal(session.randomBytes(20), .cardSecret)
        for _ in 0..<16 {
            // Eleven random digits don't start with zero, so that no spreadsheet eats any.
            let random = session.random.next() % 90_000_000_000 + 10_000_000_000
            let number = withLuhnCheckDigit(String(random))
            if try session.runCounting(PeopleSQL.insertCard, person, number, secret, session.now) == 1 { return }
        }
    }
}

/// The digits with their check digit at the end.
func withLuhnCheckDigit(_ text: String) -> String {
    let check = (0...9).first { hasLuhnCheckDigit((text.asciiDigits ?? []) + [$0]) } ?? 0
    return text + String(check)
}
