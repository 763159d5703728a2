import Kernel
import Testing

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
}
