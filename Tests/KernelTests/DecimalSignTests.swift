import Testing

@testable import Kernel

@Suite("Amounts as text")
struct DecimalSignTests {
    @Test(
        "B25: minor units become units with two decimals, exactly",
        arguments: [
            (3500, "35.00", "35,00"), (0, "0.00", "0,00"), (5, "0.05", "0,05"), (99, "0.99", "0,99"),
            (100, "1.00", "1,00"), (-5, "-0.05", "-0,05"), (-123_456_789, "-1234567.89", "-1234567,89"),
            (Int64.max, "92233720368547758.07", "92233720368547758,07"),
            (Int64.min, "-92233720368547758.08", "-92233720368547758,08"),
        ] as [(Int64, String, String)]
    )
    func decimals(amount: Int64, point: String, comma: String) {
        let money = Money(amount: amount, currency: .leu)
        #expect(money.decimal() == point)
        #expect(money.decimal(.comma) == comma)
    }

    @Test(
        "B25: a currency has the decimals that ISO 4217 says",
        arguments: [
            ("JPY", 1234, "1234"), ("JPY", -5, "-5"), ("JPY", 0, "0"), ("KWD", 1234, "1.234"), ("KWD", 5, "0.005"),
            ("CLF", 12345, "1.2345"), ("EUR", 1234, "12.34"),
        ] as [(String, Int64, String)]
    )
    func currencies(code: String, amount: Int64, text: String) throws {
        let money = Money(amount: amount, currency: try #require(Currency(code)))
        #expect(money.decimal() == text)
        #expect(money.text(.comma) == "\(text.replacing(".", with: ",")) \(code)")
    }

    @Test(
        "metals, codes for testing, former currencies and other words are none",
        arguments: ["XXX", "XTS", "XAU", "XAG", "XDR", "DEM", "ron", "RO", "LEU", ""]
    )
    func notCurrencies(code: String) { #expect(Currency(code) == nil) }

    @Test("every currency that doesn't have two decimals is one in use")
    func exceptions() {
        #expect(Currency.codes.compactMap(Currency.init).count { $0.decimals != 2 } == 26)
    }
}
