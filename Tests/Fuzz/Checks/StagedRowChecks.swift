import Employers
import Kernel
import People

/// What a row that is taken has.
enum StagedRowChecks {
    static func violation(in row: StagedRow, _ rules: RowRules) -> String? {
        if !row.problems.isEmpty {
            return row.problems.allSatisfy { $0.message.text(in: .en) != $0.reason }
                ? nil : "no text for \(row.problems)"
        }
        guard let number = row.employeeNumber, let given = row.givenName, let family = row.familyName,
            row.package != nil
        else { return "taken without what is required: \(row)" }
        let texts = [number, given, family, row.department ?? "x"]
        for text in texts where text.isEmpty || text.unicodeScalars.count > 200 || hasControls(text) {
            return "taken with a text that isn't one: \(text.debugDescription)"
        }
        if let start = row.startsOn, let end = row.endsOn, end <= start { return "ends before it starts: \(row)" }
        if let birth = row.birthDate, birth > rules.today { return "born in the future: \(row)" }
        return identifiers(row, rules)
    }

    /// What was read as an identifier reads as the same again.
    private static func identifiers(_ row: StagedRow, _ rules: RowRules) -> String? {
        if let phone = row.phone, (try? PhoneNumber(reading: phone, country: rules.country).text) != phone {
            return "phone \(phone)"
        }
        if let email = row.email, (try? EmailAddress(reading: email).text) != email { return "e-mail \(email)" }
        if let username = row.username, (try? Username(reading: username).text) != username {
            return "username \(username)"
        }
        if let id = row.nationalID,
            (try? NationalID(reading: id.text, country: rules.country, today: rules.today)) != id
        {
            return "national id \(id)"
        }
        return nil
    }

    private static func hasControls(_ text: String) -> Bool {
        text.unicodeScalars.contains { $0.properties.generalCategory == .control }
    }
}
