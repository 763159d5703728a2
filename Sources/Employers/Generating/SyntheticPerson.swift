import Kernel

/// One row of a synthetic roster.
struct SyntheticPerson {
    private let number: Int
    private let phone: Int
    private let isWoman: Bool
    private let birth: Day
    private let cnp: String
    private let given: SyntheticNames.Name
    private let family: SyntheticNames.Name
    private let department: String
    private let package: String
    private let start: Day
    private let locale: String

    /// Born from 1956 to 2005.
    private static let firstBirth = Day(daysSinceEpoch: -5114)
    private static let births = 18_263
    /// Hired from 2000 to September 2026.
    private static let firstStart = Day(daysSinceEpoch: 10_957)
    private static let starts = 9770

    /// - Parameters:
    ///   - index: the row; whatever must be distinct is made of it by steps that never meet.
    ///   - offset: where the phones begin.
    init(index: Int, offset: Int, random: inout SyntheticRandom) {
        number = 1_000_001 + index
        // A step that has no divisor in common with the number of phones visits each of them once.
        phone = (index * 7_654_321 + offset) % RosterGenerator.rowLimit
        isWoman = random.below(2) == 0
        let day = (index * 7919 + offset) % Self.births
        birth = Self.firstBirth.adding(days: day)
        cnp = Self.cnp(isWoman: isWoman, birth: birth, serial: index / Self.births, day: day)
        given = random.pick(isWoman ? SyntheticNames.women : SyntheticNames.men)
        family = random.pick(index % 3 == 0 ? SyntheticNames.familiesWithDiacritics : SyntheticNames.families)
        department = random.pick([
            "Producție", "Logistică", "Vânzări", "IT", "Contabilitate", "Calitate", "Resurse umane",
        ])
        package = random.pick(["primary", "primary", "primary", "principal", "principal", "premium"])
        // Nobody starts work before the age of eighteen.
        let start = Self.firstStart.adding(days: random.below(Self.starts))
        self.start = max(start, birth.adding(days: 18 * 366))
        locale = random.below(20) == 0 ? "en" : "ro"
    }

    func write(to bytes: inout [UInt8]) {
        func field(_ text: String) {
            bytes.append(contentsOf: text.utf8)
            bytes.append(UInt8(ascii: ","))
        }
        field(String(number))
        field(given.text)
        field(family.text)
        field("\(given.ascii).\(family.ascii).\(number)@synthetic.example")
        field("071" + padded(phone, 7))
        field(cnp)
        field(birth.description)
        field(department)
        field(package)
        field(start.description)
        bytes.append(contentsOf: locale.utf8)
        bytes.append(UInt8(ascii: "\n"))
    }

    /// A valid CNP. Of those born on one day, the serial and then the county differ.
    private static func cnp(isWoman: Bool, birth: Day, serial: Int, day: Int) -> String {
        let (year, month, dayOfMonth) = birth.civil
        let sex = (year < 2000 ? 1 : 5) + (isWoman ? 1 : 0)
        let county = 1 + (serial / 999 + day) % 46
        let digits =
            "\(sex)\(padded(year % 100, 2))\(padded(month, 2))\(padded(dayOfMonth, 2))\(padded(county, 2))"
            + padded(1 + serial % 999, 3)
        let weights = [2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9]
        let sum = zip(digits.utf8, weights).reduce(0) { $0 + (Int($1.0) - 48) * $1.1 }
        return digits + String(sum % 11 == 10 ? 1 : sum % 11)
    }

    private static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }

    private func padded(_ value: Int, _ width: Int) -> String { Self.padded(value, width) }
}
