import Kernel

/// Small rosters for tests.
enum RosterText {
    static let header = "employee_number,given_name,family_name,email,phone,national_id,department,package"

    /// A row for each number; the national ids are valid and distinct.
    static func people(_ numbers: ClosedRange<Int>, package: String = "primary", department: String = "IT") -> [String]
    {
        numbers.map { number in
            "\(number),Ion\(number),Pop,ion\(number)@acme.example,07225550\(padded(number)),\(cnp(number)),\(department),\(package)"
        }
    }

    static func of(_ rows: [String], header: String = RosterText.header) -> String {
        ([header] + rows).joined(separator: "\n") + "\n"
    }

    static func people(_ numbers: ClosedRange<Int>) -> String { of(people(numbers, package: "primary")) }

    /// A valid CNP of somebody born on 1 January 1980.
    static func cnp(_ serial: Int) -> String {
        let digits = "180010140" + String(String(1000 + serial).suffix(3))
        let weights = [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]
        let sum = zip(digits.utf8, weights).reduce(0) { $0 + (Int($1.0) - 48) * $1.1 }
        return digits + String(sum % 11 == 10 ? 1 : sum % 11)
    }

    private static func padded(_ number: Int) -> String { String(String(100 + number).suffix(2)) }
}
