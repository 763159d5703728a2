public import Kernel
public import Store

extension People {
    /// Takes in terms and consent texts; doing it again changes nothing. A version that somebody has agreed to is never
    /// changed: mended words need a new version.
    public func loadTexts(_ texts: [LegalTextSeed], in session: Session) throws {
        for text in texts {
            for (language, words) in text.text.sorted(by: { $0.key < $1.key }) {
                guard let language = Language(rawValue: language) else { continue }
                let kind = text.code ?? .terms
                try session.run(PeopleSQL.upsertText, kind, text.version, language, text.from, words)
            }
        }
    }

    /// The text that holds on a day: the latest whose day has come. Throws `.noSuchText` when none has.
    public func currentText(
        _ kind: LegalTextKind,
        on day: Day,
        language: Language,
        in session: Session
    ) throws -> LegalText {
        let text = try session.first(PeopleSQL.currentText, kind, day, language) { row in
            LegalText(version: try row[0], text: try row[1])
        }
        guard let text else { throw PeopleFailure.noSuchText }
        return text
    }

    /// Records that the person agrees to the text of that version. Throws `.consentNotCurrent` when another holds now.
    public func accept(
        _ kind: LegalTextKind,
        version: String,
        by person: PersonID,
        in session: Session
    ) throws {
        guard try isCurrent(kind, version: version, in: session) else {
            throw kind == .terms ? PeopleFailure.termsNotCurrent : PeopleFailure.consentNotCurrent
        }
        try session.run(PeopleSQL.insertConsent, person, kind, version, session.now)
    }

    /// Whether the version holds on a day that is today somewhere.
    public func isCurrent(_ kind: LegalTextKind, version: String, in session: Session) throws -> Bool {
        let today = PeopleRules.today(at: session.now)
        for day in [today.earliest, today.latest] {
            let current = try session.first(PeopleSQL.currentVersion, kind, day) { try $0[0] as String }
            if current == version { return true }
        }
        return false
    }
}
